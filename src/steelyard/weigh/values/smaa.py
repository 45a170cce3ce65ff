"""SMAA-2: which weights would put each course at which rank.

References
----------
Lahdelma and Salminen (2001), SMAA-2: Stochastic multicriteria acceptability analysis
for group decision making, Operations Research 49, 444-454. Tervonen and Figueira
(2008), Journal of Multi-Criteria Decision Analysis 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Acceptability:
    """What weights say of courses.

    Attributes
    ----------
    courses, measures
        Names of axes.
    ranks
        Shape (courses, ranks): share of draws of weights and futures in which a
        course has a rank; ties share it.
    central
        Shape (courses, measures): mean of the weights that put a course first; NaN
        where none do.
    confidence
        Shape (courses,): share of futures in which a course is first under its own
        central weights; NaN where it has none.
    pairwise
        Shape (courses, courses): share of draws in which the row beats the column.
    """

    courses: tuple[str, ...]
    measures: tuple[str, ...]
    ranks: Array
    central: Array
    confidence: Array
    pairwise: Array


def smaa(
    values: Array,
    weights: Array,
    courses: Sequence[str],
    measures: Sequence[str],
) -> Acceptability:
    """Weigh courses by all weights given.

    Parameters
    ----------
    values
        Shape (courses, futures, measures), from 0 to 1, more is better. Draw k of
        the weights meets future k modulo the number of futures.
    weights
        Shape (draws, measures).

    Raises
    ------
    ValueError
        If values are missing or shapes do not fit.
    """
    if np.isnan(values).any():
        raise ValueError("values are missing: leave failed futures out and say so")
    if values.shape[0] != len(courses) or values.shape[2] != len(measures):
        raise ValueError(f"values have shape {values.shape}")
    draws = weights.shape[0]
    future = np.arange(draws) % values.shape[1]
    total = np.einsum("cdm,dm->cd", values[:, future], weights)
    above = total[None, :, :] > total[:, None, :]
    level = total[None, :, :] == total[:, None, :]
    better, same = above.sum(axis=1), level.sum(axis=1)
    count = len(courses)
    ranks = np.zeros((count, count))
    for r in range(count):
        takes = (better <= r) & (r < better + same)
        ranks[:, r] = np.where(takes, 1 / same, 0).mean(axis=1)
    first = np.where(better == 0, 1 / same, 0)
    mass = first.sum(axis=1, keepdims=True)
    central = np.divide(
        first @ weights,
        mass,
        out=np.full((count, len(measures)), np.nan),
        where=mass > 0,
    )
    return Acceptability(
        tuple(courses),
        tuple(measures),
        ranks,
        central,
        _confidence(values, central),
        above.mean(axis=2).T,
    )


def _confidence(values: Array, central: Array) -> Array:
    found = np.full(values.shape[0], np.nan)
    for i, weights in enumerate(central):
        if not np.isnan(weights).any():
            total = values @ weights
            best = total.max(axis=0)
            shared = (total == best).sum(axis=0)
            found[i] = float(((total[i] == best) / shared).mean())
    return found
