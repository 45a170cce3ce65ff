"""OHSS Key Homeland Security Metrics: Border Patrol encounters by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from steelyard.casebook.importers.cbp import ENCOUNTERS, FISCAL_YEAR, MONTH, REGION
from steelyard.casebook.importers.fiscal import (
    calendar_month,
    counted_month,
    coverage_notes,
)
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.names import BORDERS, DEMOGRAPHICS, SECTORS
from steelyard.casebook.importers.ohss_checks import ROUNDED
from steelyard.casebook.importers.table import Cell, Column, Table
from steelyard.casebook.importers.workbook import Book, Sheet, label, open_book, whole
from steelyard.casebook.problems import nearest

KIND = "ohss-encounters"
_SECTOR = Column("sector", "string", "Border Patrol sector")
_FAMILY = Column("demographic", "string", "demographic group")
_CITIZENSHIP = Column("citizenship", "string", "citizenship as the agency groups it")
_YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Part:
    """One pair of sheets: monthly counts, and the yearly ones to check them by."""

    name: str
    monthly: str
    annual: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]


PARTS = (
    Part("region", "Monthly Region", "Annual Region", ("Region",), (REGION,)),
    Part(
        "sector",
        "Monthly Rgn and Sector",
        "Annual Rgn and Sector",
        ("Region", "Sector"),
        (REGION, _SECTOR),
    ),
    Part(
        "family-status",
        "Monthly Rgn and Fam Status",
        "Annual Rgn and Fam Status",
        ("Region", "Family Status"),
        (REGION, _FAMILY),
    ),
    Part(
        "citizenship",
        "Monthly Rgn and Citp",
        "Annual Rgn and Citp",
        ("Region", "Citizenship"),
        (REGION, _CITIZENSHIP),
    ),
)


def read(path: Path, part: Part) -> Table:
    """Read one pair of sheets; counts are rounded to ten.

    Raises
    ------
    CasebookError
        If a cell cannot be read or the months of a year differ from the
        yearly sheet by more than rounding.
    """
    book = open_book(path)
    sheet = book.sheet(part.monthly)
    _check_heading(sheet, ("Fiscal Year", "Month", *part.headings, "Quantity"))
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[Cell, ...]] = set()
    for at in range(1, len(sheet.rows)):
        if not sheet.text(at, 0):
            continue
        year = _read(sheet, at, 0, _year)
        month = _read(sheet, at, 1, lambda value: counted_month(str(value)))
        keys = [_name(sheet, at, 2 + i, c) for i, c in enumerate(part.columns)]
        count = _read(sheet, at, 2 + len(keys), whole)
        if year is None or month is None or count is None:
            continue
        key: tuple[Cell, ...] = (year, calendar_month(year, month), *keys)
        if key in seen:
            sheet.fail(at, 0, "the same year, month and group again")
        seen.add(key)
        rows.append((*key, count))
    if not rows:
        sheet.fail(1, 0, "no rows under the heading")
    sheet.findings.raise_any()
    _check_years(book, part, rows)
    months = ((int(str(r[0])), int(str(r[1])[5:])) for r in rows)
    notes = [*coverage_notes(months), "rounded to ten; groups without a row had none"]
    columns = (FISCAL_YEAR, MONTH, *part.columns, ENCOUNTERS)
    return Table(f"{KIND}:{part.name}", columns, tuple(rows), tuple(notes))


def read_years(path: Path, part: Part) -> Table:
    """Read a yearly sheet alone: small groups round to zero in every month."""
    sheet = open_book(path).sheet(part.annual)
    _check_heading(sheet, ("Fiscal Year", *part.headings, "Quantity"))
    rows: list[tuple[Cell, ...]] = []
    for at in range(1, len(sheet.rows)):
        if not sheet.text(at, 0):
            continue
        year = _read(sheet, at, 0, _year)
        keys = [_name(sheet, at, 1 + i, c) for i, c in enumerate(part.columns)]
        count = _read(sheet, at, 1 + len(keys), whole)
        rows.append((year, *keys, count))
    sheet.findings.raise_any()
    columns = (FISCAL_YEAR, *part.columns, ENCOUNTERS)
    notes = ("rounded to ten; the last year may be running",)
    return Table(f"{KIND}:{part.name}-year", columns, tuple(rows), notes)


def _check_heading(sheet: Sheet, wanted: tuple[str, ...]) -> None:
    have = [sheet.text(0, c) for c in range(len(sheet.rows[0]) if sheet.rows else 0)]
    sheet.check_private({(0, c): text for c, text in enumerate(have) if text})
    if tuple(label(h) for h in have[: len(wanted)]) != wanted:
        message = f"the headings are {', '.join(have) or 'missing'}"
        sheet.findings.stop(1, 1, message, f"needed: {', '.join(wanted)}")


def _check_years(book: Book, part: Part, rows: list[tuple[Cell, ...]]) -> None:
    sheet = book.sheet(part.annual)
    _check_heading(sheet, ("Fiscal Year", *part.headings, "Quantity"))
    sums: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        key = (row[0], *row[2:-1])
        sums[key] = sums.get(key, 0) + int(str(row[-1]))
    for at in range(1, len(sheet.rows)):
        if not sheet.text(at, 0):
            continue
        names = [_name(sheet, at, 1 + i, c) for i, c in enumerate(part.columns)]
        year = _read(sheet, at, 0, _year)
        total = _read(sheet, at, 1 + len(names), whole)
        key = (year, *names)
        got = sums.pop(key, 0)
        # Months that round to zero have no row, so all twelve may be off.
        if total is not None and abs(total - got) > ROUNDED * 13:
            what = f"{total}, but the months of '{part.monthly}' add up to {got}"
            sheet.fail(at, 1 + len(names), what, "a row is wrong or missing")
    for key in sums:
        sheet.fail(len(sheet.rows), 0, f"no yearly figure for {key}")
    sheet.findings.raise_any()


def _year(value: object) -> int:
    year = whole(value)
    if year not in _YEARS:
        raise ValueError(f"'{value}' is not a fiscal year")
    return year


def _read(
    sheet: Sheet, row: int, column: int, read: Callable[[object], int]
) -> int | None:
    try:
        return read(sheet.at(row, column))
    except ValueError as error:
        sheet.fail(row, column, str(error))
        return None


def _name(sheet: Sheet, row: int, place: int, column: Column) -> str:
    text = sheet.text(row, place)
    if column is _CITIZENSHIP and text:
        return text
    known = {
        "region": BORDERS,
        "demographic": DEMOGRAPHICS,
        "sector": {s.lower(): s for s in SECTORS},
    }.get(column.name, {})
    name = known.get(text.split(", ")[0].lower())
    if name is None:
        sheet.fail(
            row, place, f"unknown {column.name} '{text}'", nearest(text.lower(), known)
        )
    return name or ""


IMPORTERS = (
    *(
        Importer(
            f"{KIND}:{part.name}",
            f"OHSS Border Patrol encounters, sheet '{part.monthly}'",
            partial(read, part=part),
            sheets=(part.monthly, part.annual),
        )
        for part in PARTS
    ),
    *(
        Importer(
            f"{KIND}:{part.name}-year",
            f"OHSS Border Patrol encounters, sheet '{part.annual}'",
            partial(read_years, part=part),
            sheets=(part.annual,),
        )
        for part in PARTS
    ),
)
