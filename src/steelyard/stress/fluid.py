"""People as a fluid that waits for seats: who has left by when, and who left on time.

References
----------
Newell (1982), Applications of Queueing Theory, on cumulative curves; the running
minimum is Lindley's (1952) recursion, solved by Reich's formula.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def carried(come: Array, seats: Array) -> Array:
    """Return how many have left so far, first come first served.

    Parameters
    ----------
    come, seats
        People who come, and seats that leave, on each day; shape (..., days). Who
        comes on a day can leave on it; seats not taken are lost.

    Returns
    -------
    Running totals, shape (..., days).

    >>> carried(np.array([5.0, 5.0, 0.0]), np.array([3.0, 3.0, 9.0])).tolist()
    [3.0, 6.0, 10.0]
    """
    offered = np.cumsum(seats, axis=-1)
    spare = np.cumsum(come, axis=-1) - offered
    lost = np.minimum(np.minimum.accumulate(spare, axis=-1), 0.0)
    total: Array = offered + lost
    return total


def on_time(wanted: Array, left: Array, within: int) -> tuple[Array, Array]:
    """Return how many left on time, and how many were to.

    The n-th person to want a seat is the n-th to leave, and is due `within` days
    after wanting it; who is due after the last day counts as neither.

    Parameters
    ----------
    wanted, left
        People so far by the end of each day, (..., days).
    within
        Days, from 0.

    Returns
    -------
    Both of shape (...).

    >>> on_time(np.array([4.0, 8.0, 12.0]), np.array([3.0, 6.0, 9.0]), 1)
    (np.float64(7.0), np.float64(8.0))
    """
    last = wanted.shape[-1] - within
    due = wanted[..., :last]
    before = np.concatenate([np.zeros_like(due[..., :1]), due[..., :-1]], axis=-1)
    gone = np.clip(left[..., within:] - before, 0.0, due - before)
    return gone.sum(axis=-1), due[..., -1]
