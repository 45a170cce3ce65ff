"""First step of a robustness metric: what is looked at in each future.

All take outcomes with more being better, shape (courses, futures), and return the
same shape, again with more being better.

References
----------
McPhail et al. (2018), Earth's Future 6, table 2, doi 10.1002/2017EF000649.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Transform: TypeAlias = Callable[[Array, Array | None], Array]


def identity(values: Array, threshold: Array | None = None) -> Array:
    """Look at the outcome itself."""
    return values


def regret_from_best(values: Array, threshold: Array | None = None) -> Array:
    """Look at the distance to the best course of the same future (0 or below)."""
    best: Array = values.max(axis=0)
    return values - best


def regret_from_median(values: Array, threshold: Array | None = None) -> Array:
    """Look at the distance to the course's own median."""
    return values - np.median(values, axis=1, keepdims=True)


def satisfice(values: Array, threshold: Array | None = None) -> Array:
    """Look at whether the threshold is met: 1 or 0."""
    if threshold is None:
        raise ValueError("a satisficing metric needs a threshold")
    return (values >= threshold).astype(float)
