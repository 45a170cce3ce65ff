"""Third step of a robustness metric: one number from those that count.

All take arrays whose last axis is the subset and reduce it.

References
----------
McPhail et al. (2018), Earth's Future 6, table 4, doi 10.1002/2017EF000649.
Voudouris et al. (2014), Energy Economics 43, for skewness by percentiles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Aggregate: TypeAlias = Callable[[Array, Array | None], Array]


def mean(values: Array, weights: Array | None = None) -> Array:
    """Return the mean, by weights of futures where they are given."""
    if weights is None:
        plain: Array = values.mean(axis=-1)
        return plain
    weighted: Array = values @ (weights / weights.sum())
    return weighted


def total(values: Array, weights: Array | None = None) -> Array:
    """Return the sum."""
    added: Array = values.sum(axis=-1)
    return added


def weighted_sum(*shares: float) -> Aggregate:
    """Return the sum with fixed shares, e.g. of the worst and the best."""

    def add(values: Array, weights: Array | None = None) -> Array:
        added: Array = values @ np.asarray(shares)
        return added

    return add


def mean_less_spread(values: Array, weights: Array | None = None) -> Array:
    """Return the mean less one standard deviation, in the measure's unit.

    The published product (mean + 1) / (deviation + 1) changes its order with the
    unit, so that costs in dollars and in millions rank differently; the mean less
    a multiple of the deviation says the same thing and does not.
    """
    middle = mean(values, weights)
    spread = np.sqrt(mean((values - middle[..., None]) ** 2, weights))
    return middle - spread


def skewness(values: Array, weights: Array | None = None) -> Array:
    """Return the skew of three quantiles: (middle - (high + low) / 2) / half range.

    Positive if most futures lie towards the good end; 0 without spread.
    """
    low, middle, high = np.moveaxis(values, -1, 0)
    half = (high - low) / 2
    off = middle - (high + low) / 2
    skew: Array = np.divide(off, half, out=np.zeros_like(off), where=half > 0)
    return skew
