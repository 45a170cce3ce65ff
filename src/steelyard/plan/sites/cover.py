"""Choose sites of least total score whose capacity covers all demand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats

Flags = NDArray[np.bool_]


def cover(
    score: Floats, capacity: Floats, need: float, forced: Flags, shut: Flags
) -> tuple[Flags, float]:
    """Choose at least enough capacity at least score; scores may be negative.

    Exact where the capacities are equal. Elsewhere the value returned is that of the
    continuous problem, which is a bound all the same, and the choice rounds it up.

    Returns
    -------
    The sites, and the least score (infinite where capacity cannot suffice).
    """
    chosen = forced | ((score < 0) & ~shut)
    value = float(score[chosen].sum())
    missing = need - float(capacity[chosen].sum())
    if missing <= 1e-9:
        return chosen, value
    free = np.flatnonzero(~chosen & ~shut & (capacity > 0))
    free = free[np.argsort(score[free] / capacity[free], kind="stable")]
    equal = len(free) > 0 and np.ptp(capacity[free]) == 0
    for site in free:
        share = 1.0 if equal else min(1.0, missing / capacity[site])
        value += share * score[site]
        chosen[site] = True
        missing -= float(capacity[site])
        if missing <= 1e-9:
            return chosen, value
    return chosen, float("inf")
