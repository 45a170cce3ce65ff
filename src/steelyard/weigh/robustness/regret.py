"""Regret: how far each course falls short of the best one of the same future.

In the measure's own unit; never divided by a baseline, which may be zero.

References
----------
Savage (1951), The Theory of Statistical Decision, JASA 46.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def regret(values: Array, sign: float) -> Array:
    """Return the regret of each course in each future.

    Parameters
    ----------
    values
        One measure, (courses, futures); NaN where a course failed.
    sign
        +1 if more is better, -1 if less is.

    Returns
    -------
    Same shape, 0 or above, in the measure's unit; NaN stays NaN and is not taken
    for the best of its future.

    Raises
    ------
    ValueError
        If the measure has no better and no worse.
    """
    if abs(sign) != 1.0:
        raise ValueError("a measure without a better and a worse has no regret")
    better = sign * values
    best = np.where(np.isnan(better), -np.inf, better).max(axis=0)
    return np.where(np.isnan(better), np.nan, best - better)


def worst_futures(values: Array, sign: float, most: int = 3) -> NDArray[np.int64]:
    """Return the futures of each course's largest regrets, (courses, most)."""
    size = np.nan_to_num(regret(values, sign), nan=-1.0)
    order = np.argsort(-size, axis=1, kind="stable")
    return order[:, :most].astype(np.int64)
