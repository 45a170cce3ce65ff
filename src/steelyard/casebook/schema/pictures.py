"""Pictures of the setting: what a proposal shows of it, with the claims on it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from steelyard.casebook.quantity import Id, Record


class Chart(Record):
    """Series beside each other over time: one that the proposal shows, or should."""

    title: str
    says: str = ""
    """What it is, and if it is rebuilt, from what and how sure that is."""
    sql: str
    """Columns `x` (YYYY-MM or year), `series`, `unit`, `y`."""
    index: str | None = None
    """Draw each series as a multiple of its own mean over all x that begin so."""
    line: int | None = None
    """Line of the proposal after which it stands."""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]


class Picture(Record):
    """One of the threat pictures that the proposal rests on."""

    title: str
    of: Literal["arrivals", "airspace", "routes", "violence"]
    """Which models show it."""
    says: str = ""
    claims: tuple[Id, ...] = ()
    """Claims that concern its series, shown beside them with their verdicts."""
    charts: tuple[Id, ...] = ()
    map: str | None = None
    """Map of the casebook's outlines on which its regions are shown."""
