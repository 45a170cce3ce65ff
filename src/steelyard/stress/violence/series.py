"""Yearly counts of violence by source, kept apart.

Context, and a level for models of escalation; nothing here is a forecast of what a
course does.

References
----------
Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed.,
section 5.2 (naive method and its variance).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.stress.series import read_rows, value_problem

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Trend:
    """Yearly growth over some years, by a straight line through logs.

    Attributes
    ----------
    years
        That it rests on.
    growth, error
        Yearly growth of the log, and its standard error.
    """

    years: tuple[int, ...]
    growth: float
    error: float


@dataclass(frozen=True)
class Source:
    """One source's counts.

    Attributes
    ----------
    series
        Its name.
    years, values
        Whole years, final counts where there are any, shape (years,).
    final
        Whether each is final.
    missing
        Years between the first and the last without a count; they are not filled.
    revision
        Mean of final over preliminary where both are known; None if nowhere.
    trend
        Of the last years.
    spread
        Standard deviation of yearly changes of the log; None with fewer than three.
    """

    series: str
    years: tuple[int, ...]
    values: Array
    final: tuple[bool, ...]
    missing: tuple[int, ...]
    revision: float | None
    trend: Trend | None
    spread: float | None

    def ahead(self, years: int) -> tuple[float, float, float]:
        """Return the 10th, 50th and 90th percentile some years ahead.

        The last count carried on, its spread growing with the root of time.
        """
        if self.spread is None:
            raise ValueError(f"'{self.series}' has too few years for a band")
        width = float(np.exp(1.2816 * self.spread * np.sqrt(years)))
        last = float(self.values[-1])
        return last / width, last, last * width


@dataclass(frozen=True)
class Violence:
    """All sources of a casebook.

    Attributes
    ----------
    title
        What is counted.
    sources
        By name.
    ratios
        Pair of sources: lowest, mean and highest ratio of the first to the second in
        years that both have.
    partial
        (source, year, months) of counts of part of a year, which are left out.
    """

    title: str
    sources: Mapping[str, Source]
    ratios: Mapping[tuple[str, str], tuple[float, float, float]]
    partial: tuple[tuple[str, int, int], ...]


def read_violence(casebook: Casebook, sandbox: Sandbox) -> Violence:
    """Read the counts of violence.

    Raises
    ------
    CasebookError
        Values that are no counts, two of one status and year: each with its row.
    """
    assert casebook.threat is not None
    spec = casebook.threat.violence
    assert spec is not None
    mark = casebook.mark("threat", "threat", "violence", "sql")
    columns = ("year", "months", "series", "status", "value")
    rows = read_rows(sandbox, spec.sql, columns, mark)
    cells, partial = _cells(rows, mark)
    names = sorted({series for series, _, _ in cells})
    sources = {
        name: _source(name, cells, spec.final, spec.preliminary, spec.trend_years)
        for name in names
    }
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    ratios = {
        pair: found
        for pair in pairs
        if (found := _ratio(sources[pair[0]], sources[pair[1]])) is not None
    }
    return Violence(spec.title, sources, ratios, partial)


_Cells = dict[tuple[str, int, str], float]


def _cells(
    rows: list[tuple[object, ...]], mark: Mark
) -> tuple[_Cells, tuple[tuple[str, int, int], ...]]:
    cells: _Cells = {}
    partial: list[tuple[str, int, int]] = []
    problems: list[Problem] = []
    for i, (year, months, series, status, value) in enumerate(rows, 1):
        row = f"row {i} of the query ({year}, {series}, {status})"
        wrong = value_problem(value)
        if not wrong and float(str(value)) == 0:
            wrong = "is 0, of which no growth can be told"
        key = (str(series), int(str(year)), str(status))
        if wrong:
            problems.append(Problem(mark, f"{row} {wrong}"))
        elif int(str(months)) < 12:
            partial.append((str(series), int(str(year)), int(str(months))))
        elif key in cells:
            problems.append(Problem(mark, f"{row}: a second count of this status"))
        else:
            cells[key] = float(str(value))
    if problems:
        raise CasebookError(problems[:10])
    return cells, tuple(partial)


def _source(
    name: str, cells: _Cells, final: str, preliminary: str, trend_years: int
) -> Source:
    mine = {(y, s): v for (n, y, s), v in cells.items() if n == name}
    years = tuple(sorted({y for y, _ in mine}))

    def best(year: int) -> tuple[float, bool]:
        held = {s: v for (y, s), v in mine.items() if y == year}
        if final in held:
            return held[final], True
        return held.get(preliminary, next(iter(held.values()))), False

    chosen = [best(year) for year in years]
    values = np.array([value for value, _ in chosen])
    both = [
        mine[y, final] / mine[y, preliminary]
        for y in years
        if (y, final) in mine and (y, preliminary) in mine
    ]
    steps = [
        float(np.log(values[i + 1] / values[i]))
        for i in range(len(years) - 1)
        if years[i + 1] == years[i] + 1
    ]
    return Source(
        series=name,
        years=years,
        values=values,
        final=tuple(is_final for _, is_final in chosen),
        missing=tuple(y for y in range(years[0], years[-1]) if y not in years),
        revision=float(np.mean(both)) if both else None,
        trend=_trend(years[-trend_years:], values[-trend_years:]),
        spread=float(np.std(steps, ddof=1)) if len(steps) >= 3 else None,
    )


def _trend(years: tuple[int, ...], values: Array) -> Trend | None:
    if len(years) < 4:
        return None
    x = np.array(years, dtype=float) - np.mean(years)
    y = np.log(values)
    growth = float((x * y).sum() / (x * x).sum())
    left = y - y.mean() - growth * x
    error = float(np.sqrt((left**2).sum() / (len(x) - 2) / (x * x).sum()))
    return Trend(years, growth, error)


def _ratio(one: Source, two: Source) -> tuple[float, float, float] | None:
    shared = sorted(set(one.years) & set(two.years))
    if not shared:
        return None
    found = np.array(
        [
            one.values[one.years.index(y)] / two.values[two.years.index(y)]
            for y in shared
        ]
    )
    return float(found.min()), float(found.mean()), float(found.max())
