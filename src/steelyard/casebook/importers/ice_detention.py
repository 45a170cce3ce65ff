"""ICE detention statistics workbooks.

Several tables stand side by side on one sheet whose name changes every year;
each is found by its caption. In a year-to-date workbook the months not yet
reached are zero, not blank: they are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steelyard.casebook.importers.findings import Findings
from steelyard.casebook.importers.fiscal import (
    calendar_month,
    coverage_notes,
    month_number,
    place_in_year,
)
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.table import Cell, Column, Table
from steelyard.casebook.importers.workbook import Sheet, label, open_book

KIND = "ice-detention"
COLUMNS = (
    Column("fiscal_year", "integer", "US fiscal year, October to September"),
    Column("month", "yearmonth", "calendar month; missing for the year as a whole"),
    Column("measure", "string", "what is counted"),
    Column("arresting_agency", "string", "ALL, CBP or ICE"),
    Column("value", "number", "value of the measure"),
    Column("unit", "string", "unit of the value"),
)
_CAPTION_YEAR = re.compile(r"FY\s?(?:20)?(\d\d)\b")
_SHEET = re.compile(r"^detention\b", re.IGNORECASE)
_YEARLY = {"total", "fy overall"}


@dataclass(frozen=True)
class Block:
    """One table by month: its caption, what it measures, how its rows are named."""

    caption: str
    measure: str
    unit: str
    adds_up: float | None
    """How far the agencies may be from the total; None where they do not add up."""


BLOCKS = (
    Block(
        "ICE Initial Book-Ins by Arresting Agency and Month", "book_ins", "person", 0.0
    ),
    Block(
        "ICE Average Daily Population by Arresting Agency",
        "average_daily_population",
        "person",
        0.01,
    ),
    Block(
        "ICE Average Length of Stay by Arresting Agency",
        "average_length_of_stay",
        "day",
        None,
    ),
)
_ROWS = {
    "cbp": "CBP",
    "cbp average": "CBP",
    "ice": "ICE",
    "ice average": "ICE",
    "total": "ALL",
    "average": "ALL",
}
_SINGLE = {
    "ICE Removals": ("removals", "Removals"),
    "ICE Final Releases by Facility Type": ("final_releases", "Total"),
}


def read(path: Path) -> Table:
    """Read one year's workbook.

    Raises
    ------
    CasebookError
        If the sheet or a table is missing, tables are of different years, a
        cell cannot be read, or agencies do not add up to their total.
    """
    book = open_book(path)
    names = [n for n in book.names if _SHEET.match(n)]
    if len(names) != 1:
        have = ", ".join(f"'{n}'" for n in book.names)
        message = f"{len(names)} sheets are called 'Detention ...', one is needed"
        Findings(path.as_posix()).wrong_kind(message, f"the sheets are {have}")
    sheet = book.sheet(names[0])
    rows: list[tuple[Cell, ...]] = []
    years: set[int] = set()
    for block in BLOCKS:
        at = _find(sheet, block.caption)
        year = _year(sheet, *at)
        years.add(year)
        rows += _monthly(sheet, *at, year, block)
    for caption, (measure, heading) in _SINGLE.items():
        at = _find(sheet, caption)
        year = _year(sheet, *at)
        years.add(year)
        rows.append(
            (year, None, measure, "ALL", _single(sheet, *at, heading), "person")
        )
    if len(years) > 1:
        listed = ", ".join(map(str, sorted(years)))
        sheet.fail(0, 0, f"tables of several fiscal years ({listed}) on one sheet")
    sheet.findings.raise_any()
    pairs = [(int(str(r[0])), int(str(r[1])[5:])) for r in rows if r[1]]
    notes = [
        *coverage_notes(pairs),
        "leaves out people first held in some temporary facilities (GAO-24-106233)",
    ]
    return Table(KIND, COLUMNS, tuple(rows), tuple(notes))


def _find(sheet: Sheet, caption: str) -> tuple[int, int]:
    places = [
        (row, column)
        for row in range(len(sheet.rows))
        for column in range(len(sheet.rows[row]))
        if sheet.text(row, column).startswith(caption)
    ]
    if len(places) != 1:
        message = f"{len(places)} tables '{caption} ...', one is needed"
        sheet.findings.stop(1, 1, message, "this is not an ICE detention workbook")
    return places[0]


def _year(sheet: Sheet, row: int, column: int) -> int:
    match = _CAPTION_YEAR.search(sheet.text(row, column))
    if match is None:
        sheet.fail(row, column, "the caption names no fiscal year", "e.g. FY2019")
        sheet.findings.raise_any()
    return 2000 + int(match[1]) if match else 0


def _monthly(
    sheet: Sheet, row: int, column: int, year: int, block: Block
) -> list[tuple[Cell, ...]]:
    months, yearly = _months(sheet, row + 1, column)
    found: dict[str, dict[int, float]] = {}
    for at in range(row + 2, len(sheet.rows)):
        name = label(sheet.text(at, column)).lower()
        if not name:
            break
        group = _ROWS.get(name)
        if group is None:
            continue
        if group in found:
            sheet.fail(at, column, f"a second row '{sheet.text(at, column)}'")
        places = {**months, 0: yearly}
        found[group] = {m: _number(sheet, at, c) for m, c in places.items()}
    lacking = {"ALL", "CBP", "ICE"} - set(found)
    if lacking:
        sheet.fail(row + 1, column, f"no row for {', '.join(sorted(lacking))}")
        sheet.findings.raise_any()
    if block.adds_up is not None:
        _check(sheet, row, column, found, block)
    reached = _reached(sheet, row, column, found["ALL"])
    return [
        (
            year,
            calendar_month(year, month) if month else None,
            block.measure,
            group,
            round(values[month], 4),
            block.unit,
        )
        for group, values in sorted(found.items())
        for month in (*reached, 0)
    ]


def _months(sheet: Sheet, row: int, column: int) -> tuple[dict[int, int], int]:
    """Find the columns of the months and of the year; gaps between are allowed."""
    months: dict[int, int] = {}
    for at in range(column + 1, len(sheet.rows[row])):
        text = sheet.text(row, at)
        if text.lower() in _YEARLY:
            if len(months) != 12:
                sheet.fail(row, at, f"{len(months)} months before this column, not 12")
                sheet.findings.raise_any()
            return months, at
        if not text:
            continue
        try:
            number = month_number(text)
        except ValueError as error:
            sheet.fail(row, at, str(error), "write Oct, Nov, ... Sep")
            continue
        if place_in_year(number) != len(months) + 1:
            sheet.fail(row, at, f"'{text}' is out of the order October to September")
        months[number] = at
    sheet.fail(row, column, "no column for the year as a whole", "Total or FY Overall")
    sheet.findings.raise_any()
    return months, column


def _number(sheet: Sheet, row: int, column: int) -> float:
    value = sheet.at(row, column)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
    ):
        shown = "blank" if value is None else f"'{value}'"
        sheet.fail(row, column, f"{shown} is not a number")
        return 0.0
    if value < 0:
        sheet.fail(row, column, f"'{value}' is negative")
    return value


def _check(
    sheet: Sheet,
    row: int,
    column: int,
    found: Mapping[str, Mapping[int, float]],
    block: Block,
) -> None:
    slack = block.adds_up or 0.0
    for month, total in found["ALL"].items():
        parts = found["CBP"][month] + found["ICE"][month]
        if abs(total - parts) > slack + 1e-9 * total:
            what = f"{block.measure}: total {total:g}, but CBP and ICE make {parts:g}"
            sheet.fail(row, column, what, "a row is wrong")
    if block.measure == "book_ins":
        total = found["ALL"][0]
        months = sum(v for m, v in found["ALL"].items() if m)
        if total != months:
            what = f"book_ins: the year says {total:g}, its months make {months:g}"
            sheet.fail(row, column, what, "a month is wrong")


def _reached(
    sheet: Sheet, row: int, column: int, values: Mapping[int, float]
) -> list[int]:
    """Return the months that have been reached, in the order of the year."""
    months = [m for m in values if m]
    while months and values[months[-1]] == 0:
        months.pop()
    if any(values[m] == 0 for m in months):
        sheet.fail(row, column, "a month of zero before one that is not")
    return months


def _single(sheet: Sheet, row: int, column: int, heading: str) -> float:
    """Return the figure of the `Total` row of a small table beside others."""
    for at in range(column, len(sheet.rows[row + 1])):
        if label(sheet.text(row + 1, at)) == heading:
            if sheet.text(row + 2, column) == "Total":
                return _number(sheet, row + 2, at)
            break
    sheet.fail(row + 1, column, f"no column '{heading}' over a row 'Total'")
    return 0.0


IMPORTER = Importer(
    KIND, "ICE detention statistics of one fiscal year", read, sheets=("Detention",)
)
