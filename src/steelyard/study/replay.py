"""Replay the record: what an indicator may do, taken from what it has done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import QueryError, Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Record:
    """An indicator's monthly record, cut into windows of the horizon's length.

    Attributes
    ----------
    starts
        First month of each window, as YYYY-MM; windows begin in the same
        calendar month as the horizon, so that seasons stay in place.
    windows
        Values, shape (windows, months).
    """

    indicator: str
    starts: tuple[str, ...]
    windows: Array

    def pick(self, u: Array) -> Array:
        """Return a window for each position; shape (futures, months)."""
        at = np.minimum((u * len(self.starts)).astype(int), len(self.starts) - 1)
        picked: Array = self.windows[at]
        return picked


def records(casebook: Casebook, sandbox: Sandbox) -> dict[str, Record]:
    """Read every indicator of the casebook.

    Raises
    ------
    CasebookError
        If an indicator's query fails, has gaps, or its record is shorter than
        the horizon.
    """
    found: dict[str, Record] = {}
    problems: list[Problem] = []
    for id_, indicator in casebook.indicators.items():
        mark = casebook.mark("indicator", id_, "sql")
        try:
            answer = sandbox.run(indicator.sql, most=5_000)
            found[id_] = _record(casebook, id_, answer.columns, answer.rows)
        except (QueryError, ValueError) as error:
            problems.append(Problem(mark, f"indicator {id_}: {error}"))
    if problems:
        raise CasebookError(problems)
    return found


def months_of(casebook: Casebook) -> list[tuple[int, int]]:
    """Return (year, month) of every calendar month that the horizon touches."""
    start = date.fromisoformat(casebook.front.horizon.start)
    end = date.fromisoformat(casebook.front.horizon.end)
    first = start.year * 12 + start.month - 1
    last = end.year * 12 + end.month - 1 + (1 if end.day > 1 else 0)
    return [(m // 12, m % 12 + 1) for m in range(first, last)]


def _record(
    casebook: Casebook,
    id_: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[object, ...], ...],
) -> Record:
    if not {"month", "value"} <= set(columns):
        raise ValueError("the query must give columns month and value")
    m, v = columns.index("month"), columns.index("value")
    series: dict[int, float] = {}
    for row in rows:
        year, month = str(row[m])[:7].split("-")
        if row[v] is None:
            raise ValueError(f"no value for {row[m]}")
        series[int(year) * 12 + int(month) - 1] = float(str(row[v]))
    if not series:
        raise ValueError("the query gives no rows")
    first, last = min(series), max(series)
    gaps = [k for k in range(first, last + 1) if k not in series]
    if gaps:
        raise ValueError(f"no value for {gaps[0] // 12}-{gaps[0] % 12 + 1:02d}")
    wanted = months_of(casebook)
    length, season = len(wanted), wanted[0][1] - 1
    begins = [k for k in range(first, last - length + 2) if k % 12 == season]
    if not begins:
        raise ValueError(f"the record is shorter than the horizon ({length} months)")
    windows = np.array([[series[k + j] for j in range(length)] for k in begins])
    names = tuple(f"{k // 12}-{k % 12 + 1:02d}" for k in begins)
    return Record(id_, names, windows)
