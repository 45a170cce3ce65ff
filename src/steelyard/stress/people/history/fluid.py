"""When which site sends how many people away, as a fluid: the pace of each by day.

The whole network sends out so many people a day while people are there. Each open
site has a part of that pace; what an empty site no longer needs goes to the others.
People abroad come as fast as they came before, and as room allows.
"""

from __future__ import annotations

import numpy as np

from steelyard.stress.people.history.outcome import Array
from steelyard.stress.people.history.start import Start


def paces(start: Start, per_day: float, weight: Array, days: int) -> Array:
    """Return persons a day that each site can send away, shape (days, sites).

    Parameters
    ----------
    per_day
        Of the whole network.
    weight
        Parts of the sites while all are open, above 0.
    days
        How many days to look ahead.
    """
    inside, abroad = start.inside.copy(), start.abroad
    table = np.zeros((days, len(inside)))
    for d in range(days):
        free = max(start.room - inside.sum() + min(per_day, inside.sum()), 0.0)
        come = min(abroad, start.per_day, free)
        abroad -= come
        share = start.inside / start.inside.sum()
        inside = inside + come * share
        open_ = inside > 0.5
        if not open_.any():
            break
        before = inside
        table[d], inside = _day(inside, per_day, np.where(open_, weight, 0.0))
        emptied = (before > 0.5) & (inside <= 0.5)
        if d > 0:  # the day that empties a site is short of people, not of pace
            table[d][emptied] = np.maximum(table[d], table[d - 1])[emptied]
    return table


def _day(inside: Array, per_day: float, weight: Array) -> tuple[Array, Array]:
    """Send `per_day` people away, what one site lacks taken from the others."""
    left, pace, weight = per_day, np.zeros(len(inside)), weight.copy()
    inside = inside.copy()
    while left > 1e-9 and weight.sum() > 0:
        offer = left * weight / weight.sum()
        gone = np.minimum(offer, inside)
        pace += gone
        inside -= gone
        left -= float(gone.sum())
        weight = np.where(inside > 1e-9, weight, 0.0)
        if (gone >= offer).all():
            break
    return pace, inside
