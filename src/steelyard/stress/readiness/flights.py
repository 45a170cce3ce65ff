"""Aircraft that flights take, and what is left; spreading flights over days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def aircraft_days(hours: Array, hours_each: Array) -> Array:
    """Return aircraft at work on each day, shape (futures, days).

    Parameters
    ----------
    hours
        Hours flown on each day, shape (futures, days).
    hours_each
        Hours that one flies on a day of work, shape (futures,).
    """
    if (hours_each <= 0).any():
        raise ValueError("an aircraft must fly more than no hours a day")
    found: Array = hours / hours_each[:, None]
    return found


def margin(fleet: Array, capable: Array, tasked: Array, taken: Array) -> Array:
    """Return aircraft that are fit and have no task, shape (futures, days).

    Below zero where more are wanted than can fly.
    """
    fit = fleet * capable - tasked
    left: Array = fit[:, None] - taken
    return left


def stagger(taken: Array, cap: Array) -> tuple[Array, Array]:
    """Spread work so that no day takes more than a cap; the rest waits.

    Returns
    -------
    Aircraft by day, shape (futures, days), and aircraft-days of work that wait
    past the last day, shape (futures,).
    """
    if (cap < 0).any():
        raise ValueError("a cap cannot be below zero")
    spread = np.empty_like(taken)
    waiting = np.zeros(taken.shape[0], dtype=np.float32)
    for day in range(taken.shape[1]):
        wanted = taken[:, day] + waiting
        spread[:, day] = np.minimum(wanted, cap)
        waiting = wanted - spread[:, day]
    return spread, waiting
