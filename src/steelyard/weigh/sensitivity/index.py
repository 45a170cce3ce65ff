"""A sensitivity index with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Z95 = 1.959963984540054
"""Half width of a 95 % interval, in standard errors."""


@dataclass(frozen=True)
class Index:
    """Indices of all inputs.

    Attributes
    ----------
    value, low, high
        Shape (inputs,): the index and its 95 % interval.
    floor
        What an input that does not matter would score by chance, where known.
    used, failed
        Rows used, and rows left out because a run failed.
    """

    value: Array
    low: Array
    high: Array
    used: int
    failed: int
    floor: float = 0.0

    def above_chance(self) -> NDArray[np.bool_]:
        """Tell for which inputs the interval lies above the floor."""
        return self.low > self.floor


def interval(value: Array, resamples: Array) -> tuple[Array, Array]:
    """Return a 95 % interval around a value from the spread of resamples."""
    half = Z95 * resamples.std(axis=0, ddof=1)
    return value - half, value + half


def classes(x: Array, most: int) -> NDArray[np.intp]:
    """Cut an input into classes of like size; few values are each their own.

    Missing values (NaN) make one class more, the last.
    """
    absent = np.isnan(x)
    known = x[~absent]
    found = np.empty(len(x), dtype=np.intp)
    values, back = np.unique(known, return_inverse=True)
    if len(values) <= most:
        found[~absent] = back
        count = len(values)
    else:
        edges = np.quantile(known, np.arange(1, most) / most)
        found[~absent] = np.searchsorted(edges, known, side="right")
        count = most
    found[absent] = count
    return found
