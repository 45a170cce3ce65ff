"""Bring money of one year to the prices of another."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem


@dataclass(frozen=True)
class Deflator:
    """A price index by year.

    Attributes
    ----------
    table
        Name of the table that it was read from.
    index
        Year to level.
    to
        The year whose prices are wanted.
    """

    table: str
    index: dict[int, float]
    to: int

    def factor(self, year: int) -> float:
        """Return what to multiply money of `year` by."""
        return self.index[self.to] / self.index[year]


def deflator(casebook: Casebook) -> Deflator:
    """Read the casebook's deflator table (columns `year`, `index`).

    Raises
    ------
    CasebookError
        If the table is missing, lacks a column, or lacks the currency year.
    """
    name = casebook.front.deflator
    mark = casebook.mark("casebook", casebook.id, "deflator")
    table = casebook.tables.get(name)
    if table is None:
        mend = "add it to the data tables, with columns year and index"
        raise CasebookError([Problem(mark, f"no deflator table '{name}'", mend)])
    columns = set(table.arrow.column_names)
    if not {"year", "index"} <= columns:
        what = f"the deflator table '{name}' lacks year or index"
        raise CasebookError([Problem(mark, what)])
    years = table.arrow.column("year").to_pylist()
    levels = table.arrow.column("index").to_pylist()
    index = {
        int(y): float(v)
        for y, v in zip(years, levels, strict=True)
        if y is not None and v
    }
    to = casebook.front.currency_year
    if to not in index:
        what = f"the deflator table '{name}' has no year {to}"
        raise CasebookError([Problem(mark, what)])
    return Deflator(name, index, to)
