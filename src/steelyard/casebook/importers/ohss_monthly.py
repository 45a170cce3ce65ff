"""OHSS immigration enforcement and legal processes monthly tables.

Each fiscal year has a `Total` row, which alone bears the year, above its
months. Totals are compared with the months and never added in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from steelyard.casebook.importers.cbp import FISCAL_YEAR, MONTH
from steelyard.casebook.importers.fiscal import (
    calendar_month,
    coverage_notes,
    fiscal_year,
    month_number,
)
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.ohss_checks import check_parts, check_years
from steelyard.casebook.importers.ohss_sheets import LAYOUTS, RENAMED, Layout
from steelyard.casebook.importers.table import Cell, Column, Table
from steelyard.casebook.importers.workbook import Sheet, label, open_book, whole

KIND = "ohss-monthly"
PEOPLE = Column("people", "integer", "events of this kind, rounded to ten", "event")
_ABSENT = {"X": "not applicable", "NA": "not available", "D": "withheld"}
_FIRST = 2
"""Place of the first value column, after year and month."""


@dataclass(frozen=True)
class Line:
    """One row of a table: its place, year, month (0 for the year) and values."""

    row: int
    year: int
    month: int
    values: tuple[int | None, ...]


def read(path: Path, layout: Layout) -> Table:
    """Read one table of the workbook.

    Raises
    ------
    CasebookError
        If the sheet or its heading is missing, a cell cannot be read, or a
        total differs from its months or parts by more than rounding.
    """
    sheet = open_book(path).sheet(layout.sheet)
    head = _head(sheet)
    keys = _keys(sheet, head, layout)
    lines = _lines(sheet, head + 1, len(keys))
    notes = check_years(sheet, lines, keys)
    check_parts(sheet, lines, keys, layout)
    sheet.findings.raise_any()
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        if line.month:
            month = calendar_month(line.year, line.month)
            pairs = zip(keys, line.values, strict=True)
            rows += [(line.year, month, *key, value) for key, value in pairs]
    notes += coverage_notes((li.year, li.month) for li in lines if li.month)
    notes.append("rounded to ten; rows called Total contain the others")
    columns = (FISCAL_YEAR, MONTH, *layout.keys, PEOPLE)
    return Table(f"{KIND}:{layout.part}", columns, tuple(rows), tuple(notes))


def _head(sheet: Sheet) -> int:
    for row in range(min(len(sheet.rows), 12)):
        if label(sheet.text(row, 0)) == "Fiscal Year":
            if label(sheet.text(row, 1)) == "Month":
                return row
            sheet.fail(row, 1, "'Month' is needed beside 'Fiscal Year'")
            sheet.findings.raise_any()
    mend = "an OHSS monthly table has the headings 'Fiscal Year' and 'Month'"
    return sheet.findings.stop(1, 1, "no heading row in the first twelve rows", mend)


def _keys(sheet: Sheet, head: int, layout: Layout) -> list[tuple[str, ...]]:
    width = len(sheet.rows[head])
    while width > _FIRST and not sheet.text(head, width - 1):
        width -= 1
    labels = {(head, c): sheet.text(head, c) for c in range(_FIRST, width)}
    sheet.check_private(labels)
    keys: list[tuple[str, ...]] = []
    group = ""
    for (row, column), text in labels.items():
        group = label(sheet.text(row - 1, column)) or group
        item = label(text)
        if not item:
            sheet.fail(row, column, "a column without heading")
        if len(layout.keys) == 1:
            keys.append((_named(item),))
        elif not group and item.startswith("Total "):
            keys.append((layout.groups.get(item, item), "Total"))
        else:
            place = item.split(", ")[0] if layout.part == "encounters-area" else item
            total = place in {f"Total {group}", "Total Encounters"}
            name = layout.groups.get(group, group)
            keys.append((name, "Total" if total else _named(place)))
    for at, key in enumerate(keys):
        if key in keys[:at]:
            sheet.fail(head, _FIRST + at, f"the heading {' / '.join(key)} again")
    sheet.findings.raise_any()
    return keys


def _named(text: str) -> str:
    return RENAMED.get(text, text)


def _lines(sheet: Sheet, start: int, width: int) -> list[Line]:
    lines: list[Line] = []
    year = 0
    for row in range(start, len(sheet.rows)):
        first, second = sheet.text(row, 0), sheet.text(row, 1)
        if not second:
            break
        total = second == "Total"
        if total != bool(first):
            sheet.fail(row, 0, "the year stands on its Total row only")
            continue
        month = 0
        try:
            if total:
                year = fiscal_year(first.removesuffix("YTD").strip())
            else:
                month = month_number(second)
        except ValueError as error:
            sheet.fail(row, 0 if total else 1, str(error))
            continue
        values = [_value(sheet, row, _FIRST + i) for i in range(width)]
        lines.append(Line(row, year, month, tuple(values)))
    if not lines:
        sheet.fail(start, 0, "no rows under the heading")
    elif lines[0].month:
        sheet.fail(lines[0].row, 0, "a month before the first Total row")
    sheet.findings.raise_any()
    return lines


def _value(sheet: Sheet, row: int, column: int) -> int | None:
    value = sheet.at(row, column)
    if isinstance(value, str) and value.strip() in _ABSENT:
        return None
    try:
        return whole(value)
    except ValueError as error:
        marks = ", ".join(f"{k} ({v})" for k, v in _ABSENT.items())
        sheet.fail(row, column, str(error), f"a number or one of {marks} stands here")
        return None


def _reader(layout: Layout) -> Callable[[Path], Table]:
    return partial(read, layout=layout)


IMPORTERS = tuple(
    Importer(
        f"{KIND}:{layout.part}",
        f"OHSS monthly tables, sheet '{layout.sheet}'",
        _reader(layout),
        sheets=(layout.sheet,),
    )
    for layout in LAYOUTS
)
