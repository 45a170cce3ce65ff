"""Data tables: strict CSV, read fast and blamed precisely."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steelyard.casebook.aggregates import looks_personal
from steelyard.casebook.datapackage import Column, Resource
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.yamlfile import read_text

if TYPE_CHECKING:
    import pyarrow as pa

_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_YEARMONTH = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$")
_DATE = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")
_INTEGER = re.compile(r"^-?\d+$")
_NUMBER = re.compile(r"^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
_MOST_PROBLEMS = 20


@dataclass(frozen=True)
class DataTable:
    """A table of aggregates with its description."""

    name: str
    resource: Resource
    arrow: pa.Table
    """Columns in the order and with the types of the schema."""

    @property
    def title(self) -> str:
        """Title for readers."""
        return self.resource.title or self.name

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources."""
        return self.resource.steelyard.sources


def read_table(path: Path, name: str, resource: Resource) -> DataTable:
    """Read one CSV file and hold it against its schema.

    Parameters
    ----------
    path, name
        The file, and the name to use in errors.
    resource
        Its description.

    Raises
    ------
    CasebookError
        Byte-order mark, CRLF, wrong encoding, wrong header, ragged row, a value
        that is not of its column's type or limits, a thousands separator.
    """
    text = read_text(path, name)
    problems = _file_problems(path, name, resource, text)
    if problems:
        raise CasebookError(problems)
    try:
        arrow = _fast(text, resource)
    except _RefusedError:
        raise CasebookError(_blame(text, name, resource)) from None
    return DataTable(resource.name, resource, arrow)


class _RefusedError(Exception):
    """The fast reader met something that the slow one must name."""


def _file_problems(
    path: Path, name: str, resource: Resource, text: str
) -> list[Problem]:
    with path.open("rb") as stream:
        mark = stream.read(3)
    if mark == b"\xef\xbb\xbf":
        return [Problem(Mark(name), "a byte-order mark", "save as UTF-8 without one")]
    cr = text.find("\r")
    if cr >= 0:
        line = text.count("\n", 0, cr) + 1
        return [Problem(Mark(name, line), "a carriage return", "end lines with LF")]
    header = next(csv.reader(io.StringIO(text)), [])
    known = [column.name for column in resource.table_schema.fields]
    problems = [
        Problem(
            Mark(name, 1, _column_start([*header], i)),
            f"the column '{column}' looks like an identifier of a person",
            "only aggregates are accepted",
        )
        for i, column in enumerate(header)
        if looks_personal(column)
    ]
    if header != known and not problems:
        for i, (got, want) in enumerate(zip(header, known, strict=False)):
            if got != want:
                where = Mark(name, 1, _column_start(header, i))
                mend = f"the schema has '{want}' here ({nearest(got, known)})"
                return [Problem(where, f"the column '{got}'", mend)]
        mend = f"the schema has {len(known)}: {', '.join(known)}"
        return [Problem(Mark(name), f"{len(header)} columns", mend)]
    return problems


def _column_start(cells: list[str], index: int) -> int:
    return 1 + sum(len(cell) + 1 for cell in cells[:index])


def _arrow_type(column: Column) -> Any:
    import pyarrow as pa

    kinds = {
        "integer": pa.int64(),
        "year": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    return kinds.get(column.type, pa.string())


def _fast(text: str, resource: Resource) -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv as pacsv

    fields = resource.table_schema.fields
    try:
        table = pacsv.read_csv(
            pa.BufferReader(text.encode()),
            read_options=pacsv.ReadOptions(use_threads=False),
            parse_options=pacsv.ParseOptions(newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types={c.name: _arrow_type(c) for c in fields},
                null_values=list(resource.table_schema.missing_values),
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                true_values=["true"],
                false_values=["false"],
            ),
        )
    except pa.ArrowInvalid:
        raise _RefusedError from None
    for column in fields:
        _limits(table.column(column.name), column)
    return table


def _limits(values: Any, column: Column) -> None:
    import pyarrow.compute as pc

    limits = column.constraints
    if limits.required and values.null_count:
        raise _RefusedError
    patterns = {"yearmonth": _YEARMONTH, "date": _DATE}
    if column.type in patterns:
        fits = pc.match_substring_regex(values, patterns[column.type].pattern)
        if not pc.all(fits).as_py() and len(values) > values.null_count:
            raise _RefusedError
    if column.type in {"integer", "number", "year"}:
        span = pc.min_max(values)
        low, high = span["min"].as_py(), span["max"].as_py()
        if low is None:
            return
        if limits.minimum is not None and low < float(limits.minimum):
            raise _RefusedError
        if limits.maximum is not None and high > float(limits.maximum):
            raise _RefusedError
    if limits.enum is not None:
        known = {str(item) for item in limits.enum}
        seen = {str(v) for v in pc.unique(values).to_pylist() if v is not None}
        if seen - known:
            raise _RefusedError


def _blame(text: str, name: str, resource: Resource) -> list[Problem]:
    """Go through the text cell by cell to say what the fast reader refused."""
    fields = resource.table_schema.fields
    missing = set(resource.table_schema.missing_values)
    reader = csv.reader(io.StringIO(text))
    problems: list[Problem] = []
    next(reader)
    line = reader.line_num + 1
    for row in reader:
        where = Mark(name, line)
        line = reader.line_num + 1
        if len(row) != len(fields):
            what = f"{len(row)} cells"
            problems.append(Problem(where, what, f"the header has {len(fields)}"))
        else:
            for i, (cell, column) in enumerate(zip(row, fields, strict=True)):
                wrong = _wrong(cell, column, missing)
                if wrong:
                    at = Mark(name, where.line, _column_start(row, i))
                    problems.append(
                        Problem(at, f"'{column.name}' {wrong[0]}", wrong[1])
                    )
        if len(problems) >= _MOST_PROBLEMS:
            break
    return problems or [Problem(Mark(name), "not a table that can be read")]


def _wrong(cell: str, column: Column, missing: set[str]) -> tuple[str, str] | None:
    limits = column.constraints
    if cell in missing:
        return ("is missing", "it is required") if limits.required else None
    shape = {
        "integer": (_INTEGER, "write a whole number"),
        "year": (_INTEGER, "write a year"),
        "number": (_NUMBER, "write a number"),
        "yearmonth": (_YEARMONTH, "write a month as YYYY-MM"),
        "date": (_DATE, "write a date as YYYY-MM-DD"),
        "boolean": (re.compile("^(?:true|false)$"), "write true or false"),
    }.get(column.type)
    if shape and not shape[0].match(cell):
        if _THOUSANDS.match(cell):
            return (f"is '{cell}'", "write numbers without thousands separators")
        return (f"is '{cell}'", shape[1])
    if column.type in {"integer", "number", "year"}:
        value = float(cell)
        if limits.minimum is not None and value < float(limits.minimum):
            return (f"is {cell}", f"the least is {limits.minimum}")
        if limits.maximum is not None and value > float(limits.maximum):
            return (f"is {cell}", f"the most is {limits.maximum}")
    if limits.enum is not None and cell not in {str(e) for e in limits.enum}:
        return (f"is '{cell}'", nearest(cell, [str(e) for e in limits.enum]))
    return None
