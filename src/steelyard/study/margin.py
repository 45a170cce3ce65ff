"""How many more people to plan for, so that those who come leave when due."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.fluid import carried, on_time

Array = NDArray[np.float64]

MOST = 2.0
"""Largest factor that one round puts on the people planned."""
STEP = 1.1
"""Least factor that is worth a round."""
AIM = 0.5
"""Share of the lateness that the target allows which is asked of the fluid: it knows
neither batches nor what waits before the link."""
LEAST = 0.2
"""Least that is left of it where the fluid is late less often than people are."""


def needed(
    wanted: Array, left: Array, seats: Array, within: int, target: float
) -> float:
    """Return the smallest factor on seats with which a fluid holds the target.

    Parameters
    ----------
    wanted, left
        People so far who wanted to leave, and who did, (futures, days).
    seats
        Seats that left, (futures, days).
    within
        Days after wanting to at which people are due.
    target
        Share of people, over all futures.

    Returns
    -------
    1 where the simulation holds the target, else from `STEP` to `MOST`. The share who
    may be late in the fluid is `AIM` of the target's, times what is late in the fluid
    over what is late in the simulation, both with the seats that left.
    """
    come = np.diff(wanted, axis=-1, prepend=0.0)
    simulated = 1.0 - _share(*on_time(wanted, left, within))
    if simulated <= 1.0 - target:
        return 1.0

    def late(factor: float) -> float:
        gone = carried(come, factor * seats)
        return 1.0 - _share(*on_time(wanted, gone, within))

    goal = AIM * (1.0 - target) * min(max(late(1.0) / simulated, LEAST), 1.0)
    low, high = STEP, MOST
    if late(low) <= goal:
        return low
    if late(high) > goal:
        return MOST
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (low, middle) if late(middle) <= goal else (middle, high)
    return high


def _share(kept: Array, due: Array) -> float:
    total = float(due.sum())
    return float(kept.sum()) / total if total else 1.0
