"""A data table seen through a window: sorted, searched, a few rows at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from steelyard.casebook.tables import DataTable

WINDOW = 200
"""Rows on a page."""
MOST = 1000
"""Rows that one answer may hold."""


@dataclass(frozen=True)
class View:
    """Which rows, and in which order.

    Attributes
    ----------
    sort
        A column's name, with `-` before it to turn the order; the file's order if
        empty or unknown.
    q
        Words that must all stand in the row, in any of its columns.
    start, count
        First row and how many.
    """

    sort: str = ""
    q: str = ""
    start: int = 0
    count: int = WINDOW


@dataclass(frozen=True)
class Window:
    """The rows that were asked for.

    Attributes
    ----------
    total
        Rows that fit the search.
    start
        The first one shown, from 0.
    rows
        Their cells, as text; missing values are empty.
    """

    total: int
    start: int
    rows: list[list[str]]


def look(table: DataTable, view: View) -> Window:
    """Return the rows of a table that a view asks for."""
    rows = table.arrow
    for word in view.q[:200].lower().split():
        rows = rows.filter(_holding(rows, word))
    column = view.sort.removeprefix("-")
    if column in rows.column_names:
        order = "descending" if view.sort.startswith("-") else "ascending"
        rows = rows.sort_by([(column, order)])
    total = rows.num_rows
    start = min(max(0, view.start), max(0, total - 1))
    part = rows.slice(start, min(max(1, view.count), MOST))
    columns = [[text(v) for v in part.column(n).to_pylist()] for n in part.column_names]
    return Window(total, start, [list(row) for row in zip(*columns, strict=True)])


def _holding(rows: pa.Table, word: str) -> Any:
    found = None
    for name in rows.column_names:
        column = pc.cast(rows.column(name), pa.string())
        here = pc.fill_null(
            pc.match_substring(column, word, ignore_case=True), fill_value=False
        )
        found = here if found is None else pc.or_(found, here)
    return found


def text(value: Any) -> str:
    """Write a cell as it stands in the file, numbers with all their digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return (
            f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)
        )
    return str(value)
