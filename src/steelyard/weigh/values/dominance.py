"""Dominance: courses that are better or as good on all measures at once.

References
----------
Keeney and Raiffa (1976), Decisions with Multiple Objectives, chapter 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def dominates(better: Array, worse: Array) -> bool:
    """Tell whether one set of outcomes is nowhere worse and somewhere better.

    Parameters
    ----------
    better, worse
        Same shape, more is better; (measures,), or (futures, measures) for
        dominance in every future.
    """
    return bool((better >= worse).all() and (better > worse).any())


def dominance(values: Array) -> NDArray[np.bool_]:
    """Return which course dominates which: row over column.

    Parameters
    ----------
    values
        Shape (courses, ...), more is better; NaN is never better nor worse, so a
        course with a failure neither dominates nor is dominated.
    """
    n = values.shape[0]
    found = np.zeros((n, n), dtype=bool)
    for i in range(n):
        for j in range(n):
            found[i, j] = i != j and dominates(values[i], values[j])
    return found


def front(values: Array) -> NDArray[np.bool_]:
    """Return which courses no other dominates, (courses,): the Pareto front."""
    undominated: NDArray[np.bool_] = np.logical_not(dominance(values).any(axis=0))
    return undominated
