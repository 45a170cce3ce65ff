"""Monthly series by name: read from a casebook's tables, gaps refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import QueryError, Sandbox
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest

Array = NDArray[np.float64]

_MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
_MOST = 10
"""Problems that one query names."""


@dataclass(frozen=True)
class Monthly:
    """Values by month and name, without gaps.

    Attributes
    ----------
    months
        YYYY-MM, one after the other.
    names
        Ids of the columns.
    values
        Shape (months, names).
    """

    months: tuple[str, ...]
    names: tuple[str, ...]
    values: Array

    def until(self, month: str) -> Monthly:
        """Return the part up to and including a month."""
        keep = sum(m <= month for m in self.months)
        return Monthly(self.months[:keep], self.names, self.values[:keep])

    @property
    def total(self) -> Array:
        """Sum over names; shape (months,)."""
        summed: Array = self.values.sum(axis=1)
        return summed


@dataclass(frozen=True)
class Revision:
    """How a record differs from an earlier release of it, in months that both have.

    Attributes
    ----------
    months, names
        Axes of what was compared.
    mean
        Sum of the record over that of the earlier release, less one, (names,).
    largest
        Greatest difference in a month as a share of the earlier value, (names,);
        months with an earlier value of 0 are passed over.
    """

    months: tuple[str, ...]
    names: tuple[str, ...]
    mean: Array
    largest: Array


def revision(record: Monthly, earlier: Monthly) -> Revision:
    """Compare a record with an earlier release of the same names."""
    if record.names != earlier.names:
        raise ValueError("the two releases must have the same names")
    months = tuple(m for m in record.months if m in set(earlier.months))
    if not months:
        raise ValueError("the two releases share no month")
    now = record.values[[record.months.index(m) for m in months]]
    then = earlier.values[[earlier.months.index(m) for m in months]]
    change = np.abs(now - then) / np.where(then > 0, then, np.inf)
    mean = now.sum(axis=0) / then.sum(axis=0) - 1.0
    return Revision(months, record.names, mean, change.max(axis=0))


def number(month: str) -> int:
    """Return months since year 0 of a YYYY-MM.

    Raises
    ------
    ValueError
        If it is not such a month.
    """
    found = _MONTH.match(month)
    if not found:
        raise ValueError(f"'{month}' is not a month written as YYYY-MM")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_of(count: int) -> str:
    """Return the YYYY-MM that `number` counts."""
    return f"{count // 12}-{count % 12 + 1:02d}"


def fiscal_year(month: str) -> int:
    """Return the fiscal year (October to September) of a month."""
    count = number(month)
    return (count + 3) // 12


def complete_years(months: Iterable[str]) -> tuple[int, ...]:
    """Return the fiscal years of which all twelve months are there."""
    counts: dict[int, set[str]] = {}
    for month in months:
        counts.setdefault(fiscal_year(month), set()).add(month)
    return tuple(sorted(year for year, held in counts.items() if len(held) == 12))


def read_rows(
    sandbox: Sandbox, sql: str, columns: Sequence[str], mark: Mark
) -> list[tuple[object, ...]]:
    """Run a query and return the named columns of its rows.

    Raises
    ------
    CasebookError
        If the query fails or lacks a column.
    """
    try:
        answer = sandbox.run(sql)
    except QueryError as error:
        raise CasebookError([Problem(mark, str(error))]) from None
    missing = [c for c in columns if c not in answer.columns]
    if missing:
        what = f"the query gives no column '{missing[0]}'"
        raise CasebookError([Problem(mark, what, f"it needs {', '.join(columns)}")])
    at = [answer.columns.index(c) for c in columns]
    rows = [tuple(row[i] for i in at) for row in answer.rows]
    if not rows:
        raise CasebookError([Problem(mark, "the query gives no rows")])
    return rows


def aliases(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return each name that data may use, with the id that it stands for."""
    found: dict[str, str] = {}
    for id_, known in names.items():
        for name in (id_, *known):
            found[name] = id_
    return found


def value_problem(value: object) -> str:
    """Return what is wrong with a count, or nothing."""
    if value is None:
        return "has no value"
    try:
        number_ = float(str(value))
    except ValueError:
        return f"has '{value}' where a number should stand"
    if not np.isfinite(number_) or number_ < 0:
        return f"has {value}, where counts are at least 0"
    return ""


def monthly(
    rows: Sequence[tuple[object, ...]],
    names: Mapping[str, Iterable[str]],
    mark: Mark,
    kind: str = "region",
) -> Monthly:
    """Arrange rows (month, name, value) as a table without gaps.

    A zero is a value and stays. The table ends with the last month that every
    name has; a month missing before that is refused.

    Parameters
    ----------
    rows
        As a query gave them.
    names
        Id: other names that data may use for it.
    mark
        Where the query stands.
    kind
        What a name is, for errors.

    Raises
    ------
    CasebookError
        An unknown name, a value that is missing or negative, two values of a
        month, a gap: each with its row.
    """
    known = aliases(names)
    problems: list[Problem] = []
    cells: dict[tuple[int, str], tuple[float, int]] = {}
    for i, (month, name, value) in enumerate(rows, 1):
        row = f"row {i} of the query ({month}, {name})"
        if not isinstance(month, str) or not _MONTH.match(month):
            problems.append(Problem(mark, f"{row}: the month is not YYYY-MM"))
        elif str(name) not in known:
            mend = f"{nearest(str(name), known)} Or add it to `names` of a {kind}"
            problems.append(Problem(mark, f"{row}: no {kind} '{name}'", mend))
        elif wrong := value_problem(value):
            problems.append(Problem(mark, f"{row} {wrong}"))
        else:
            cell = (number(month), known[str(name)])
            if cell in cells:
                first = cells[cell][1]
                mend = "an earlier and a revised value? choose one release in the query"
                what = f"{row}: row {first} gives a value for the same month"
                problems.append(Problem(mark, what, mend))
            else:
                cells[cell] = (float(str(value)), i)
    if problems:
        raise CasebookError(problems[:_MOST])
    return _table(cells, tuple(names), mark, kind)


def _table(
    cells: Mapping[tuple[int, str], tuple[float, int]],
    names: tuple[str, ...],
    mark: Mark,
    kind: str,
) -> Monthly:
    spans = {n: [m for m, name in cells if name == n] for n in names}
    empty = [n for n in names if not spans[n]]
    if empty:
        what = f"the query has no rows for the {kind} '{empty[0]}'"
        raise CasebookError([Problem(mark, what, "remove it or mend the query")])
    first = max(min(held) for held in spans.values())
    last = min(max(held) for held in spans.values())
    gaps = [
        Problem(
            mark,
            f"the {kind} '{n}' has no value for {month_of(m)}",
            "write 0 for none; a gap is not filled",
        )
        for n in names
        for m in range(first, last + 1)
        if (m, n) not in cells
    ]
    if gaps:
        raise CasebookError(gaps[:_MOST])
    span = range(first, last + 1)
    values = np.array([[cells[m, n][0] for n in names] for m in span])
    return Monthly(tuple(month_of(m) for m in span), names, values)
