"""Yearly records by region: agents assigned, encounters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.stress.series import aliases, read_rows, value_problem

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Yearly:
    """Values by year and region; a year that lacks a region is left out.

    Attributes
    ----------
    years, regions
        Names of the axes.
    values
        Shape (years, regions).
    partial
        Years that were left out.
    """

    years: tuple[int, ...]
    regions: tuple[str, ...]
    values: Array
    partial: tuple[int, ...]

    def together(
        self, other: Yearly, first: int, last: int
    ) -> tuple[tuple[int, ...], Array, Array]:
        """Return the years that both have from `first` to `last`, and their values."""
        shared = set(self.years) & set(other.years)
        years = tuple(y for y in range(first, last + 1) if y in shared)
        mine = self.values[[self.years.index(y) for y in years]]
        theirs = other.values[[other.years.index(y) for y in years]]
        return years, mine, theirs


def read_yearly(
    casebook: Casebook, sandbox: Sandbox, key: str, regions: tuple[str, ...]
) -> Yearly:
    """Read one of the line's yearly records.

    Parameters
    ----------
    key
        `agents_sql` or `encounters_sql`.
    regions
        Ids, in the order of the result.

    Raises
    ------
    CasebookError
        An unknown region, a value that is no count, two values of a year: each with
        its row.
    """
    threat = casebook.threat
    assert threat is not None
    assert threat.border is not None
    mark = casebook.mark("threat", "threat", "border", key)
    sql = getattr(threat.border, key)
    rows = read_rows(sandbox, sql, ("year", "region", "value"), mark)
    names = {r: threat.regions[r].names or (threat.regions[r].title,) for r in regions}
    known = aliases(names)
    cells: dict[tuple[int, str], float] = {}
    problems: list[Problem] = []
    for i, (year, region, value) in enumerate(rows, 1):
        row = f"row {i} of the query ({year}, {region})"
        wrong = value_problem(value)
        if str(region) not in known:
            mend = nearest(str(region), known)
            problems.append(Problem(mark, f"{row}: no region '{region}'", mend))
        elif wrong:
            problems.append(Problem(mark, f"{row} {wrong}"))
        elif (int(str(year)), known[str(region)]) in cells:
            problems.append(Problem(mark, f"{row}: a second value for the same year"))
        else:
            cells[int(str(year)), known[str(region)]] = float(str(value))
    if problems:
        raise CasebookError(problems[:10])
    years = sorted({y for y, _ in cells})
    # A region with nobody has no share to move; logs need something there.
    whole = [y for y in years if all(cells.get((y, r), 0) > 0 for r in regions)]
    if not whole:
        raise CasebookError([Problem(mark, "no year has a value for every region")])
    values = np.array([[cells[y, r] for r in regions] for y in whole])
    left = tuple(y for y in years if y not in whole)
    return Yearly(tuple(whole), regions, values, left)
