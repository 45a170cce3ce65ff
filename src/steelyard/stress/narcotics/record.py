"""The record of seizures: pounds by fiscal year, group of routes and good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.threat import Narcotics
from steelyard.stress.series import aliases, read_rows, value_problem

Array = NDArray[np.float64]

_COLUMNS = ("year", "months", "group", "good", "value")
_MOST = 10


@dataclass(frozen=True)
class Seizures:
    """What was seized in complete years.

    Attributes
    ----------
    years, groups, goods
        Names of the axes.
    values
        Shape (years, groups, goods), in the unit of the record.
    partial
        Years of which not all months are there; they are left out.
    set_aside
        Goods of the record that are not modelled.
    """

    years: tuple[int, ...]
    groups: tuple[str, ...]
    goods: tuple[str, ...]
    values: Array
    partial: tuple[int, ...]
    set_aside: tuple[str, ...]

    def shares(self) -> Array:
        """Return each group's share of a good's seizures in a year."""
        total = self.values.sum(axis=1, keepdims=True)
        found: Array = self.values / np.where(total > 0, total, 1.0)
        return found

    def span(self, first: int, last: int) -> Seizures:
        """Return the years from `first` to `last`."""
        keep = [i for i, year in enumerate(self.years) if first <= year <= last]
        years = tuple(self.years[i] for i in keep)
        return Seizures(
            years,
            self.groups,
            self.goods,
            self.values[keep],
            self.partial,
            self.set_aside,
        )


def read_seizures(casebook: Casebook, sandbox: Sandbox) -> Seizures:
    """Read the record.

    Raises
    ------
    CasebookError
        A good, group or value that cannot be read, with its row; calibration years
        that are not complete.
    """
    assert casebook.threat is not None
    spec = casebook.threat.narcotics
    assert spec is not None
    mark = casebook.mark("threat", "threat", "narcotics", "sql")
    rows = read_rows(sandbox, spec.sql, _COLUMNS, mark)
    return arrange(rows, spec, mark)


def arrange(rows: list[tuple[object, ...]], spec: Narcotics, mark: Mark) -> Seizures:
    """Arrange rows (year, months, group, good, value) as a table.

    A group without a row in a complete year seized nothing. A year with fewer than
    twelve months is partial.
    """
    goods = aliases({id_: good.names for id_, good in spec.goods.items()})
    groups = aliases(spec.groups)
    cells: dict[tuple[int, str, str], float] = {}
    partial: set[int] = set()
    years: set[int] = set()
    problems: list[Problem] = []
    for i, (year, months, group, good, value) in enumerate(rows, 1):
        row = f"row {i} of the query ({year}, {group}, {good})"
        problem = _row_problem(row, (months, group, good, value), groups, goods, spec)
        if problem:
            problems.append(Problem(mark, *problem))
            continue
        when = int(str(year))
        if int(str(months)) < 12:
            partial.add(when)
        elif str(good) in goods:
            years.add(when)
            cell = (when, groups[str(group)], goods[str(good)])
            cells[cell] = cells.get(cell, 0.0) + float(str(value))
    if problems:
        raise CasebookError(problems[:_MOST])
    kept = tuple(sorted(years - partial))
    wanted = range(spec.calibrate[0], spec.calibrate[1] + 1)
    missing = [y for y in wanted if y not in kept]
    if missing:
        what = f"no complete year {missing[0]}, which calibration needs"
        raise CasebookError([Problem(mark, what)])
    table = _table(cells, kept, spec)
    return Seizures(
        kept,
        tuple(spec.groups),
        tuple(spec.goods),
        table,
        tuple(sorted(partial)),
        spec.set_aside,
    )


def _row_problem(
    row: str,
    cells: tuple[object, object, object, object],
    groups: Mapping[str, str],
    goods: Mapping[str, str],
    spec: Narcotics,
) -> tuple[str, str] | None:
    months, group, good, value = cells
    if str(group) not in groups:
        return f"{row}: no group '{group}'", nearest(str(group), groups)
    if str(good) not in goods and str(good) not in spec.set_aside:
        mend = f"{nearest(str(good), goods)} Or name it in `set_aside`"
        return f"{row}: no good '{good}'", mend
    if not str(months).isdigit() or not 1 <= int(str(months)) <= 12:
        return f"{row}: months is '{months}'", "give 1 to 12"
    wrong = value_problem(value)
    return (f"{row} {wrong}", "") if wrong else None


def _table(
    cells: Mapping[tuple[int, str, str], float], years: tuple[int, ...], spec: Narcotics
) -> Array:
    return np.array(
        [
            [
                [cells.get((y, group, good), 0.0) for good in spec.goods]
                for group in spec.groups
            ]
            for y in years
        ]
    )
