"""What one would have to believe for a course to come first.

References
----------
Rosenhead, and later Lempert (2019), on running the analysis backwards. Here: the
weights nearest to even ones under which the course's value is at least that of every
other course, by linear programming (distance as the sum of absolute differences).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.values.weights import Preference, constraints

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Belief:
    """Weights that put a course first, or by how much it falls short at best.

    Attributes
    ----------
    course
        The course.
    weights
        By measure; those nearest to even weights, or, if none put it first, those
        under which it falls short least.
    shortfall
        0 if weights put it first; else the least value by which another course
        leads, on the scale from 0 to 1.
    ties
        Courses of the same value under these weights.
    """

    course: str
    weights: dict[str, float]
    shortfall: float
    ties: tuple[str, ...]


def what_to_believe(
    values: Array,
    courses: Sequence[str],
    measures: Sequence[str],
    preference: Preference | None = None,
) -> list[Belief]:
    """Return for each course what would put it first.

    Parameters
    ----------
    values
        Shape (courses, measures), from 0 to 1, more is better: e.g. means over
        futures.
    preference
        What was stated about weights, to hold throughout.

    Raises
    ------
    ValueError
        If no weights are consistent with what was stated.
    """
    stated = constraints(measures, preference or Preference())
    return [
        _believe(values, i, tuple(courses), tuple(measures), stated)
        for i in range(len(courses))
    ]


def _believe(
    values: Array,
    i: int,
    courses: tuple[str, ...],
    measures: tuple[str, ...],
    stated: tuple[Array, Array],
) -> Belief:
    ahead = np.delete(values - values[i], i, axis=0)
    n, others = len(measures), len(courses) - 1
    least = _solve(
        np.append(np.zeros(n), 1.0),
        np.column_stack([ahead, -np.ones(others)]),
        np.zeros(others),
        stated,
        1,
    )
    shortfall = max(float(least[n]), 0.0) if others else 0.0
    if shortfall < 1e-12:
        shortfall = 0.0
    eye = np.eye(n)
    even = np.full(n, 1 / n)
    rows = np.vstack(
        [
            np.column_stack([ahead, np.zeros((others, n))]),
            np.column_stack([eye, -eye]),
            np.column_stack([-eye, -eye]),
        ]
    )
    limits = np.concatenate([np.full(others, shortfall + 1e-12), even, -even])
    weights = _solve(np.append(np.zeros(n), np.ones(n)), rows, limits, stated, n)[:n]
    total = values @ weights
    ties = tuple(
        c for j, c in enumerate(courses) if j != i and abs(total[j] - total[i]) < 1e-9
    )
    named = {m: float(w) for m, w in zip(measures, weights, strict=True)}
    return Belief(courses[i], named, shortfall, ties)


def _solve(
    cost: Array, rows: Array, limits: Array, stated: tuple[Array, Array], extra: int
) -> Array:
    from scipy.optimize import linprog

    matrix, limit = stated
    n = matrix.shape[1]
    padded = np.column_stack([matrix, np.zeros((len(matrix), extra))])
    found = linprog(
        cost,
        A_ub=np.vstack([padded, rows]),
        b_ub=np.concatenate([limit, limits]),
        A_eq=np.append(np.ones(n), np.zeros(extra))[None, :],
        b_eq=[1.0],
        bounds=[(0, 1)] * n + [(-1, None)] * extra,
    )
    if not found.success:
        raise ValueError("no weights are consistent with what was stated")
    return np.asarray(found.x)
