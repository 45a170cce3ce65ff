"""Staff with impatient people waiting: the Erlang-A queue, exactly.

Arrivals are Poisson, service and patience exponential. The number present is a
birth-death process; its probabilities are summed in logarithms, so that thousands of
staff overflow nothing.

References
----------
Palm, C. (1957). Research on telephone traffic carried by full availability groups. Tele
1. Garnett, O., Mandelbaum, A. and Reiman, M. (2002). Designing a call center with
impatient customers. Manufacturing & Service Operations Management 4, 208-227.
https://doi.org/10.1287/msom.4.3.208.7753
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from steelyard.plan.linear import Floats

TAIL = 40.0
"""States beyond which probabilities have fallen by e**-40 are left out."""


@dataclass(frozen=True)
class Waiting:
    """How a station with so many staff does.

    Attributes
    ----------
    wait
        Probability that somebody must wait.
    leave
        Share who leave before they are served.
    mean_wait
        Mean time in queue of all who come, in the unit of the rates.
    queue
        Mean number waiting.
    busy
        Share of staff at work.
    """

    wait: float
    leave: float
    mean_wait: float
    queue: float
    busy: float


def erlang_a(arrivals: float, service: float, patience: float, staff: int) -> Waiting:
    """Return how a station does.

    Parameters
    ----------
    arrivals
        People a unit of time.
    service
        People served by one member of staff in a unit of time.
    patience
        Rate at which a waiting person leaves; 0 for never (Erlang-C).
    staff
        Number of staff, at least 1.

    Raises
    ------
    ValueError
        On a rate outside its range, or a queue that grows without end.
    """
    if arrivals <= 0 or service <= 0 or patience < 0 or staff < 1:
        raise ValueError("rates must be above 0, patience at least 0, staff at least 1")
    if patience == 0 and arrivals >= staff * service:
        raise ValueError(
            f"{staff} staff serve {staff * service:g} of {arrivals:g}: the queue grows"
        )
    log, n = _logs(arrivals, service, patience, staff)
    p = np.exp(log - logsumexp(log))
    waiting = np.maximum(n - staff, 0)
    queue = float(p @ waiting)
    busy = float(p @ np.minimum(n, staff)) / staff
    wait = float(p[staff:].sum())
    left = patience * queue / arrivals
    return Waiting(wait, left, queue / arrivals, queue, busy)


def _logs(
    arrivals: float, service: float, patience: float, staff: int
) -> tuple[Floats, Floats]:
    """Return log-probabilities, not normed, and the number present of each state."""
    first = np.arange(1, staff + 1)
    below = np.cumsum(np.log(arrivals) - np.log(first * service))
    below = np.concatenate([[0.0], below])
    top, at, blocks = float(below.max()), float(below[-1]), [below]
    count = 0
    while True:
        k = np.arange(count + 1, count + 1025)
        death = staff * service + k * patience
        block = at + np.cumsum(np.log(arrivals) - np.log(death))
        blocks.append(block)
        count += len(k)
        at, top = float(block[-1]), max(top, float(block.max()))
        if at < top - TAIL and death[-1] > arrivals:
            break
    log = np.concatenate(blocks)
    return log, np.arange(len(log), dtype=float)


def least_staff(arrivals: float, service: float, patience: float, wait: float) -> int:
    """Return the fewest staff at which at most a share `wait` must wait."""
    if not 0 < wait < 1:
        raise ValueError("wait must lie between 0 and 1")
    low, high = 1, max(2, int(2 * arrivals / service) + 10)
    if patience == 0:
        low = int(np.floor(arrivals / service)) + 1
    while erlang_a(arrivals, service, patience, high).wait > wait:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if erlang_a(arrivals, service, patience, middle).wait <= wait:
            high = middle
        else:
            low = middle + 1
    return high
