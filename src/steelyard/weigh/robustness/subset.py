"""Second step of a robustness metric: which futures count.

All take and return arrays whose last axis runs over futures.

References
----------
McPhail et al. (2018), Earth's Future 6, table 3, doi 10.1002/2017EF000649.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Subset: TypeAlias = Callable[[Array], Array]


def every(values: Array) -> Array:
    """Take all futures."""
    return values


def worst(values: Array) -> Array:
    """Take each course's worst future."""
    low: Array = values.min(axis=-1, keepdims=True)
    return low


def best(values: Array) -> Array:
    """Take each course's best future."""
    high: Array = values.max(axis=-1, keepdims=True)
    return high


def worst_and_best(values: Array) -> Array:
    """Take each course's worst and best future."""
    return np.concatenate([worst(values), best(values)], axis=-1)


def worst_half(values: Array) -> Array:
    """Take the worse half of each course's futures, the middle one included."""
    return np.sort(values, axis=-1)[..., : (values.shape[-1] + 1) // 2]


def quantiles(*levels: float) -> Subset:
    """Return the subset of given quantiles, by linear interpolation."""

    def take(values: Array) -> Array:
        return np.moveaxis(np.quantile(values, levels, axis=-1), 0, -1)

    return take
