"""If a contingency began on a day: what is missing, and how long until it is not.

Each type of unit by itself: what is ready, less what the mission has taken, against
what the contingency needs within its time. Units on the mission can be recalled; else
they come when the mission lets them go. The delay is that of the mission alone: where
even without it too few exist, the wait is for as many as there are.

References
----------
GAO-21-356 (2021) on readiness effects not evaluated; CBO (2021), The U.S. Military's
Force Structure: A Primer, on units available by deployment-to-dwell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float32]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Swept:
    """A sweep over start days.

    Attributes
    ----------
    shortfall
        Units missing when they should be ready, shape (starts, futures).
    without
        The same without the mission, shape (futures,).
    delay
        Days beyond its time until the mission's part is back, shape (starts,
        futures); at most the days that were looked ahead.
    """

    shortfall: Array
    without: Array
    delay: Array


@njit(cache=True, nogil=True)
def _fill(
    ready: Array,
    taken: Array,
    need: Array,
    within: Whole,
    recall: Whole,
    shortfall: Array,
    delay: Array,
) -> None:
    starts, futures = shortfall.shape
    days = taken.shape[1]
    back = np.empty(days, dtype=np.int64)
    for f in range(futures):
        have = max(ready[f], 0.0)
        target = min(need[f], have)
        nearest = days
        for d in range(days - 1, -1, -1):
            if have - taken[f, d] >= target - 1e-6:
                nearest = d
            back[d] = nearest
        for t in range(starts):
            d = min(t + within[f], days - 1)
            left = have - taken[f, d]
            if 0 <= recall[f] <= within[f]:
                left = have
            shortfall[t, f] = max(need[f] - max(left, 0.0), 0.0)
            wait = 0
            if left < target - 1e-6:
                wait = back[d] - d
                if recall[f] >= 0:
                    wait = min(wait, max(recall[f] - within[f], 0))
            delay[t, f] = wait


def sweep(
    ready: Array,
    taken: Array,
    need: Array,
    within: Whole,
    recall: Whole | None = None,
    starts: int = 730,
) -> Swept:
    """Let a contingency begin on each day, in each future.

    Parameters
    ----------
    ready
        Units that could go if there were no mission, shape (futures,).
    taken
        Units that the mission has taken, shape (futures, days); days after the
        last start give room to look ahead.
    need
        Units needed, shape (futures,).
    within
        Days to be ready in, shape (futures,).
    recall
        Days in which units on the mission can be taken off; None for never.
    starts
        Start days.

    Raises
    ------
    ValueError
        If shapes do not fit, or fewer days are known than starts.
    """
    futures, days = taken.shape
    if days < starts:
        raise ValueError(f"{starts} starts need as many days, there are {days}")
    for name, array in (("ready", ready), ("need", need), ("within", within)):
        if array.shape != (futures,):
            raise ValueError(f"{name} has shape {array.shape}, not ({futures},)")
    shortfall = np.empty((starts, futures), dtype=np.float32)
    delay = np.empty((starts, futures), dtype=np.float32)
    never = np.full(futures, -1, dtype=np.int64)
    _fill(
        ready.astype(np.float32),
        np.ascontiguousarray(taken, dtype=np.float32),
        need.astype(np.float32),
        within.astype(np.int64),
        never if recall is None else recall.astype(np.int64),
        shortfall,
        delay,
    )
    without = np.maximum(need - np.maximum(ready, 0.0), 0.0).astype(np.float32)
    return Swept(shortfall, without, delay)


def bands(values: Array, levels: tuple[float, ...] = (1 / 6, 0.5, 5 / 6)) -> Array:
    """Return quantiles over futures by nearest rank, shape (starts, levels)."""
    futures = values.shape[1]
    ranks = [min(int(np.ceil(p * futures)) - 1, futures - 1) for p in levels]
    sorted_at = np.partition(values, sorted(set(ranks)), axis=1)
    return sorted_at[:, ranks]
