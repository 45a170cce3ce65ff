"""Waiting for a crew with patience: the Erlang-A queue, in arrays.

References
----------
Palm (1957), Research on telephone traffic carried by full availability groups, Tele 1;
Garnett, Mandelbaum and Reiman (2002), Designing a call center with impatient
customers, Manufacturing & Service Operations Management 4.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LONGEST = 60
"""Most that wait before the chain is cut off."""


def served_whole(arrivals: Array, service: Array, patience: Array, crews: int) -> Array:
    """Return the share served in the M/M/c+M queue.

    Parameters
    ----------
    arrivals
        Per hour.
    service, patience
        Mean hours; all three broadcast.
    crews
        A whole number from 0.
    """
    arrivals, service, patience = np.broadcast_arrays(arrivals, service, patience)
    if crews == 0:
        return np.zeros(arrivals.shape)
    mu, theta = 1.0 / service, 1.0 / patience
    weight = np.ones(arrivals.shape)
    total = np.ones(arrivals.shape)
    busy = np.zeros(arrivals.shape)
    for n in range(1, crews + LONGEST + 1):
        leave = min(n, crews) * mu + max(n - crews, 0) * theta
        weight = weight * arrivals / leave
        total = total + weight
        busy = busy + min(n, crews) * weight
        # Only ratios count; scaling keeps heavy loads within range.
        large = np.maximum(total, 1.0)
        weight, busy, total = weight / large, busy / large, total / large
    share = busy / total * mu / np.maximum(arrivals, 1e-300)
    found: Array = np.where(arrivals > 0, np.minimum(share, 1.0), _idle(mu, theta))
    return found


def _idle(mu: Array, theta: Array) -> Array:
    """Return the share served when nobody else comes: all, a crew being free."""
    return np.ones(np.broadcast(mu, theta).shape)


def served(arrivals: Array, service: Array, patience: Array, crews: Array) -> Array:
    """Return the share served with crews that need not be whole numbers.

    Between two whole numbers the share is drawn as a straight line.
    """
    shape = np.broadcast_shapes(
        arrivals.shape, service.shape, patience.shape, crews.shape
    )
    rate, time, wait, count = (
        np.broadcast_to(x, shape) for x in (arrivals, service, patience, crews)
    )
    low = np.floor(count).astype(int)
    out = np.zeros(shape)
    for whole in np.unique(low):
        here = low == whole
        part = (count - low)[here]
        given = rate[here], time[here], wait[here]
        under = served_whole(*given, int(whole))
        over = served_whole(*given, int(whole) + 1)
        out[here] = under + part * (over - under)
    return out
