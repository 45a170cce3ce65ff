"""The probability that a crossing is stopped: seen, reached in time, by someone free.

References
----------
Koopman (1946), Search and Screening, OEG Report 56 (exponential detection by effort
on a stretch); a race of exponential times for reaching a crossing before it is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """Draws of what the line is like, each of shape (futures,) unless said.

    Attributes
    ----------
    length
        Miles of each region's line, shape (futures, regions).
    watched
        Share of the line under sensors.
    sensor
        Probability that a sensor sees what it watches.
    response, vanish, delay
        Hours to arrive; until a crossing is gone; that barrier adds.
    handling
        Person-hours of agents on the line for one encounter.
    """

    length: Array
    watched: Array
    sensor: Array
    response: Array
    vanish: Array
    delay: Array
    handling: Array


def stopped(
    ground: Ground,
    keenness: Array,
    on_duty: Array,
    watched: Array,
    barrier: Array,
    per_hour: Array,
) -> Array:
    """Return the probability that a crossing is stopped.

    Parameters
    ----------
    ground
        The line.
    keenness
        Miles that one person on duty sees, shape (futures,).
    on_duty
        People on the line at a time, (futures, months, regions).
    watched
        Share of the line under sensors or watchers, broadcast to that shape.
    barrier
        Share of the line that added barrier covers, broadcast to that shape.
    per_hour
        Encounters an hour, (futures, months, regions).

    Returns
    -------
    Shape (futures, months, regions).
    """
    wide = (slice(None), None, None)
    density = on_duty / ground.length[:, None, :]
    unseen = (1.0 - watched * ground.sensor[wide]) * np.exp(-keenness[wide] * density)
    window = ground.vanish[wide] + ground.delay[wide] * barrier
    reached = window / (window + ground.response[wide])
    load = per_hour * ground.handling[wide] / np.maximum(on_duty, 1e-9)
    found: Array = (1.0 - unseen) * reached / (1.0 + load)
    return found


def keenness_for(
    rate: Array, ground: Ground, on_duty: Array, per_hour: Array
) -> tuple[Array, Array]:
    """Return the keenness at which the whole line stops the published share.

    Parameters
    ----------
    rate
        Published share of those who try that is stopped, (futures,).
    ground
        The line.
    on_duty, per_hour
        At present, (futures, regions).

    Returns
    -------
    Keenness, and the rate that is reached, each (futures,). Where sensors alone stop
    more, or no keenness stops so many, the rate is the nearest that can be reached.
    """
    present = ground.watched[:, None, None]
    none = np.zeros((1, 1, 1))
    weight = per_hour / per_hour.sum(axis=1, keepdims=True)

    def reached(keen: Array) -> Array:
        share = stopped(
            ground, keen, on_duty[:, None], present, none, per_hour[:, None]
        )[:, 0]
        # Attempts are encounters over the share stopped: weigh by them.
        rate_: Array = 1.0 / (weight / np.maximum(share, 1e-12)).sum(axis=1)
        return rate_

    low, high = np.full(len(rate), 1e-6), np.full(len(rate), 1e4)
    for _ in range(60):
        middle = np.sqrt(low * high)
        short = reached(middle) < rate
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    keen = np.sqrt(low * high)
    return keen, reached(keen)
