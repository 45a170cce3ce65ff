"""`casebook.yaml`: what the proposal is and which files write it down."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record

Part = Literal[
    "sources",
    "claims",
    "quantities",
    "law",
    "actions",
    "courses",
    "network",
    "movement",
    "sites",
    "forces",
    "threat",
    "escalation",
    "budget",
    "measures",
    "experts",
    "history",
]
"""A kind of file; each may be split over several, or left out."""


class AsOf(Record):
    """The dates that the proposal and the law are read at."""

    proposal: Day
    """Date of the document that is weighed."""
    law: Day
    """Date to which the law in `law.yaml` was followed."""
    data: Day
    """Date of the newest data used."""


class Horizon(Record):
    """The days that courses run over; the end day is not included."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _ordered(self) -> Horizon:
        if not self.start < self.end:
            raise ValueError(f"start {self.start} must be before end {self.end}")
        return self


class Proposal(Record):
    """The document that proposes."""

    title: str
    author: str
    publisher: str = ""
    date: str = ""
    source: Id
    """The document itself, among the sources."""


class CasebookFile(Record):
    """The casebook's front page."""

    id: Id
    title: str
    question: str
    """The question that the casebook answers, as one sentence."""
    proposal: Proposal
    as_of: AsOf
    currency_year: Annotated[int, Field(ge=1900, le=2100)]
    """Year in whose dollars money is shown."""
    deflator: str = "deflators"
    """Table (year, index) that brings money to the currency year."""
    horizon: Horizon
    files: dict[Part, tuple[str, ...]]
    """Part: file names, relative to the folder."""
    tables: str | None = "datapackage.json"
    """Data Package descriptor of the data tables."""
    outlines: str | None = None
    """Table (map, shape, title, region, wkt) with the outlines of maps."""
    not_modelled: tuple[str, ...] = ()
    """What a reader could expect and will not find."""
    notes: tuple[str, ...] = ()
