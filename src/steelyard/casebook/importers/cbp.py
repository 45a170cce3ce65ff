"""What the CBP encounter and seizure files share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.fiscal import (
    calendar_month,
    coverage_notes,
    fiscal_year,
    month_number,
)
from steelyard.casebook.importers.importer import Field, csv_of_kind, finish
from steelyard.casebook.importers.names import (
    BORDERS,
    COMPONENTS,
    DEMOGRAPHICS,
    ENCOUNTER_TYPES,
    TITLES,
)
from steelyard.casebook.importers.numbers import amount, count
from steelyard.casebook.importers.table import Cell, Column, Table

FISCAL_YEAR = Column("fiscal_year", "integer", "US fiscal year, October to September")
MONTH = Column("month", "yearmonth", "calendar month")
COMPONENT = Column("component", "string", "USBP, OFO or AMO")
REGION = Column("region", "string", "border region as the agency assigns it")
DEMOGRAPHIC = Column("demographic", "string", "demographic group")
CITIZENSHIP = Column("citizenship", "string", "citizenship as the agency groups it")
TITLE = Column("title_of_authority", "string", "Title 8 or Title 42")
ENCOUNTER_TYPE = Column(
    "encounter_type", "string", "apprehension, inadmissible or expulsion"
)
ENCOUNTERS = Column("encounters", "integer", "events, not people", "event")

Number = TypeVar("Number", int, float)

_LISTS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "component": (COMPONENTS, "component"),
    "region": (BORDERS, "border region"),
    "demographic": (DEMOGRAPHICS, "demographic group"),
    "title_of_authority": (TITLES, "title of authority"),
    "encounter_type": (ENCOUNTER_TYPES, "encounter type"),
}
_MEASURES = {"integer", "number"}
_GROUPING = {"fytd": "fytd", "remaining": "remaining"}


def read_cbp(
    path: Path,
    kind: str,
    header: Header,
    columns: tuple[Column, ...],
    lists: Mapping[str, tuple[Mapping[str, str], str]] | None = None,
) -> Table:
    """Read a CBP file: month columns, listed names, counts.

    `Month Grouping` splits a year into months that the running year has
    reached (FYTD) and the rest (Remaining); both are read, so years are whole.

    Raises
    ------
    CasebookError
        With every problem found.
    """
    file = csv_of_kind(path, header, kind)
    known = {**_LISTS, **(lists or {})}
    keys = [c for c in columns if c is FISCAL_YEAR or c.type not in _MEASURES]
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    seen: set[tuple[int, int]] = set()
    for record in file.records(header):
        year = attempt(Field(file.findings, record, "fiscal_year"), fiscal_year)
        number = attempt(Field(file.findings, record, "month"), month_number)
        if "month_grouping" in record.values:
            Field(file.findings, record, "month_grouping").one_of(
                _GROUPING, "month grouping"
            )
        if year is None or number is None:
            continue
        seen.add((year, number))
        cells = [
            year
            if column is FISCAL_YEAR
            else calendar_month(year, number)
            if column is MONTH
            else _cell(Field(file.findings, record, column.name), column, known)
            for column in columns
        ]
        rows.append((record.line, tuple(cells)))
    notes = coverage_notes(seen)
    notes += [f"the column '{h}' is not used" for h in file.unused(header)]
    return finish(kind, columns, rows, file.findings, len(keys), notes)


def _cell(
    field: Field, column: Column, known: Mapping[str, tuple[Mapping[str, str], str]]
) -> Cell:
    if column.name in known:
        return field.one_of(*known[column.name])
    if column.type == "integer":
        return attempt(field, count)
    if column.type == "number":
        value = attempt(field, amount)
        return None if value is None else round(value, 4)
    return field.text or None


def attempt(field: Field, read: Callable[[str], Number]) -> Number | None:
    """Read a field; a failure is noted and gives None."""
    try:
        return read(field.text)
    except ValueError as error:
        field.fail(str(error), _MENDS.get(read, ""))
        return None


_MENDS: dict[object, str] = {
    fiscal_year: "write 2025 or 2025 (FYTD)",
    month_number: "write OCT, NOV, ... SEP",
    count: "write digits only, at least 0",
    amount: "write digits and a point, at least 0",
}
