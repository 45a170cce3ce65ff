"""Figures: numbers that reach a user, with band, basis and trace."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from steelyard.casebook.quantity import Basis, Record


class Band(Record):
    """An interval and what it means."""

    low: float
    high: float
    means: str
    """e.g. `middle two thirds of 1,000 futures` or `range of sources`."""


class Step(Record):
    """One thing that a figure was made from."""

    kind: Literal["quantity", "table", "claim", "source", "model", "sql"]
    id: str
    """Id in the casebook, or the dotted name of the model."""
    says: str = ""
    """Its value, its text, or what it contributed."""


class Figure(Record):
    """A number as a user sees it."""

    id: str
    label: str
    value: float | None
    """None where nothing could be computed; `note` then says why."""
    unit: str
    band: Band | None = None
    basis: Annotated[dict[Basis, float], Field(default_factory=dict)]
    """Share of the figure's magnitude that rests on each basis; adds up to one."""
    formula: str = ""
    """How it was made, in words."""
    trace: tuple[Step, ...] = ()
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return plain data for JSON output."""
        return self.model_dump(mode="json")
