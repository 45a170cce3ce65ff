"""A tidy table with typed columns, and how it is written."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from steelyard.casebook.problems import CasebookError, Mark, Problem

Cell: TypeAlias = str | int | float | None
"""One value; None is a missing one."""

Row: TypeAlias = tuple[Cell, ...]

Kind: TypeAlias = Literal["string", "integer", "number", "yearmonth", "year"]
"""Types as a Table Schema names them."""


@dataclass(frozen=True)
class Column:
    """One column: snake_case name, type, what it holds and in which unit."""

    name: str
    type: Kind
    says: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under typed columns, with what the reader should be told about them."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> list[Cell]:
        """Return the values of one column, in row order."""
        where = self.header.index(name)
        return [row[where] for row in self.rows]

    def keep(self, /, **wanted: Cell) -> Table:
        """Return the rows that hold all the given values."""
        tests = [(self.header.index(k), v) for k, v in wanted.items()]
        rows = (r for r in self.rows if all(r[i] == v for i, v in tests))
        return replace(self, rows=tuple(rows))

    def total(self, measure: str, /, **wanted: Cell) -> float:
        """Add up one measure over the rows that hold all the given values."""
        values = self.keep(**wanted).column(measure)
        return sum(v for v in values if isinstance(v, int | float))

    def csv(self) -> str:
        """Return the table as CSV text: one header line, LF, empty for missing."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue()

    def group(self, keys: Sequence[str], measures: Sequence[str]) -> Table:
        """Add measures up over all columns but `keys`, sorted by the keys.

        A missing value stays missing only where every value of its group is.
        """
        places = [self.header.index(k) for k in keys]
        wheres = [self.header.index(m) for m in measures]
        sums: dict[Row, list[float | int | None]] = {}
        for row in self.rows:
            total = sums.setdefault(tuple(row[i] for i in places), [None] * len(wheres))
            for at, where in enumerate(wheres):
                value = row[where]
                if isinstance(value, int | float):
                    total[at] = (total[at] or 0) + value
        rows = (
            (*key, *(round(v, 4) if isinstance(v, float) else v for v in total))
            for key, total in sums.items()
        )
        return replace(
            self,
            columns=tuple(self.columns[i] for i in (*places, *wheres)),
            rows=tuple(sorted(rows, key=_order)),
        )


def join(name: str, tables: Iterable[Table]) -> Table:
    """Put tables of the same columns under each other.

    Raises
    ------
    ValueError
        If their columns differ or there is none.
    """
    parts = list(tables)
    if not parts or any(p.header != parts[0].header for p in parts):
        raise ValueError("tables of the same columns are needed")
    rows = sorted((r for part in parts for r in part.rows), key=_order)
    notes = dict.fromkeys(note for part in parts for note in part.notes)
    return replace(parts[0], name=name, rows=tuple(rows), notes=tuple(notes))


def write_csv(table: Table, out: Path) -> None:
    """Write a table as UTF-8 CSV, beside the target first, then in its place.

    Raises
    ------
    CasebookError
        If the file cannot be written; what stood there before still does.
    """
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(table.csv())
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(out)
    except OSError as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        what = (error.strerror or type(error).__name__).lower()
        mend = "choose a folder that exists and can be written to"
        problem = Problem(Mark(out.as_posix()), f"cannot be written ({what})", mend)
        raise CasebookError([problem]) from None


def _order(row: Row) -> tuple[tuple[int, float, str], ...]:
    return tuple(
        (0, 0.0, "") if v is None else (1, 0.0, v) if isinstance(v, str) else (2, v, "")
        for v in row
    )
