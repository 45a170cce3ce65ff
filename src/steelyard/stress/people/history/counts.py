"""Dated counts of an operation, and the line between what is known and what judges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from steelyard.casebook.check_history import CLOSINGS
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import COLUMNS
from steelyard.stress.people.history.outcome import day

POPULATION = ("population", "population_peak")
"""Measures that count the people at a site on a day."""


@dataclass(frozen=True)
class Count:
    """One row: a count, or an event if there is no value."""

    on: int
    """Ordinal of its day."""
    site: str
    measure: str
    value: float | None


@dataclass(frozen=True)
class Counts:
    """The counts of one operation, by day."""

    rows: tuple[Count, ...]

    @classmethod
    def read(cls, casebook: Casebook, table: str, case: str) -> Counts:
        """Read one operation's rows of a table."""
        found = casebook.tables[table].arrow.select(list(COLUMNS)).to_pylist()
        rows = [
            Count(day(str(r["date"])), r["site"], r["measure"], r["value"])
            for r in found
            if r["operation"] == case
        ]
        return cls(tuple(sorted(rows, key=lambda row: row.on)))

    def until(self, last: int) -> Counts:
        """Return what is known on a day: all that goes into a model."""
        return Counts(tuple(row for row in self.rows if row.on <= last))

    def after(self, last: int) -> Counts:
        """Return what came later: all that judges it."""
        return Counts(tuple(row for row in self.rows if row.on > last))

    def series(self, site: str, measures: Iterable[str]) -> list[tuple[int, float]]:
        """Return (day, value) of some measures at a site, by day."""
        wanted = set(measures)
        return [
            (row.on, float(row.value))
            for row in self.rows
            if row.site == site and row.measure in wanted and row.value is not None
        ]

    def last(self, site: str, measure: str) -> tuple[int, float] | None:
        """Return the latest count of a measure."""
        found = self.series(site, (measure,))
        return found[-1] if found else None

    def event(self, site: str, measures: Iterable[str]) -> int | None:
        """Return the last day of an event at a site."""
        wanted = set(measures)
        days = [r.on for r in self.rows if r.site == site and r.measure in wanted]
        return max(days) if days else None

    def opened(self, site: str) -> int | None:
        """Return the first day of which anything is known at a site."""
        starts = ("site_opened", "arrivals_first", *POPULATION)
        days = [r.on for r in self.rows if r.site == site and r.measure in starts]
        return min(days) if days else None

    def closed(self, site: str) -> int | None:
        """Return the day on which a site closed."""
        return self.event(site, CLOSINGS)
