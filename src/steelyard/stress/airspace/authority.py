"""Who may act when: dates of an authority, and the ruling in force."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.threat import Responder

Array = NDArray[np.float64]


def share_in_force(responder: Responder, months: tuple[str, ...]) -> Array:
    """Return the share of each month's days on which an authority is in force."""
    begin = date.fromisoformat(responder.from_day) if responder.from_day else date.min
    end = date.fromisoformat(responder.until_day) if responder.until_day else date.max
    found = []
    for month in months:
        year, number = int(month[:4]), int(month[5:])
        days = monthrange(year, number)[1]
        first = date(year, number, 1).toordinal()
        start = max(first, begin.toordinal())
        stop = min(first + days, end.toordinal())
        found.append(max(stop - start, 0) / days)
    return np.array(found)


def leave(
    responder: Responder,
    months: tuple[str, ...],
    may: Mapping[str, Array],
    futures: int,
) -> Array:
    """Return how far a responder may act, (futures, months), from 0 to 1.

    Parameters
    ----------
    responder
        Who.
    months
        Of the horizon, YYYY-MM.
    may
        Action: 1 where the ruling allows it, else 0, (futures,). An action that is
        not named may not.
    """
    allowed = may.get(responder.on, np.zeros(futures))
    in_force: Array = allowed[:, None] * share_in_force(responder, months)[None, :]
    return in_force
