"""The cost of waiting: what it takes to change later than now.

References
----------
Haasnoot et al. (2019), Investments under non-stationarity: economic evaluation of
adaptation pathways, Climatic Change 161, 451-463: costs of staying until the switch,
of the switch, and of the new course from then on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Waiting:
    """What changing at each step costs above changing at once.

    Attributes
    ----------
    times
        Shape (steps + 1,): when the change is made; the last is never.
    low, middle, high
        Shape (steps + 1,): the middle two thirds of futures and their median.
    best
        Share of futures in which this time costs least; ties go to the earliest.
    """

    times: Array
    low: Array
    middle: Array
    high: Array
    best: Array


def cost_of_waiting(
    stay: Array, change: Array, switch: Array | float = 0.0, times: Array | None = None
) -> Waiting:
    """Compare changing at each step with changing at once.

    Parameters
    ----------
    stay, change
        Shape (futures, steps): what a step costs under the present and under the
        new course (or regret, or the negative of a benefit), future by future.
    switch
        What the change itself costs: one, or (steps,) by when it is made.

    Raises
    ------
    ValueError
        If shapes differ or values are missing.
    """
    if stay.shape != change.shape:
        raise ValueError(f"shapes differ: {stay.shape} and {change.shape}")
    if np.isnan(stay).any() or np.isnan(change).any():
        raise ValueError("values are missing: leave failed futures out and say so")
    futures, steps = stay.shape
    zero = np.zeros((futures, 1))
    before = np.concatenate([zero, np.cumsum(stay, axis=1)], axis=1)
    spent = np.concatenate([zero, np.cumsum(change, axis=1)], axis=1)
    after = spent[:, -1:] - spent
    once = np.append(np.broadcast_to(np.asarray(switch, dtype=float), steps), 0.0)
    total = before + after + once
    extra = total - total[:, :1]
    low, middle, high = np.quantile(extra, [1 / 6, 1 / 2, 5 / 6], axis=0)
    best = np.bincount(total.argmin(axis=1), minlength=steps + 1) / futures
    clock = np.arange(steps, dtype=float) if times is None else times
    return Waiting(np.append(clock, np.inf), low, middle, high, best)
