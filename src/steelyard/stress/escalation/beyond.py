"""What a path leads to beyond that of the status quo, future by future.

Both paths see the same draws and the same uniform numbers, so that the difference is
the course's doing and never chance; of the status quo against itself it is nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.casebook.schema.escalation import EscalationFile, Moved
from steelyard.casebook.units import factor
from steelyard.stress.escalation.shape import Ints
from steelyard.stress.escalation.walk import Walk

Array = NDArray[np.float64]

DAYS = 365.25
"""Days in a year."""


def moved(by: Moved, level: Array) -> Array:
    """Return how far a scale's level moves something, from 0 to 1."""
    share = (level - by.none_at) / (by.full_at - by.none_at)
    return np.clip(share, 0.0, 1.0)


def called(
    file: EscalationFile,
    path: Walk,
    still: Walk,
    horizon: Horizon,
    draws: Mapping[str, Array],
    quantities: Mapping[str, Quantity],
) -> tuple[Array, ...]:
    """Return the level of each call by day, (futures, days), 0 to 1.

    Parameters
    ----------
    path, still
        The course's path and that of the status quo, in the same futures.

    Notes
    -----
    A day takes the level of the period that it lies in, `lead` days late. What the
    status quo's path calls for is taken off; nothing below zero is left, since nobody
    stands ready for it at present who could be sent home.
    """
    length = _length(horizon)
    periods = path.moves.shape[1]
    period = np.arange(length) * periods // length
    out = []
    for call in file.calls:
        rise = moved(call, path.levels[call.scale])
        rise = np.maximum(rise - moved(call, still.levels[call.scale]), 0.0)
        by_day = rise[:, period]
        if call.lead is not None:
            late = draws[call.lead] * factor(quantities[call.lead].unit, "day")
            by_day = _later(by_day, np.rint(late).astype(np.int64))
        out.append(by_day)
    return tuple(out)


def _later(by_day: Array, days: Ints) -> Array:
    """Move each row to the right by its number of days; before it is nothing."""
    at = np.arange(by_day.shape[1])[None, :] - days[:, None]
    rows = np.arange(len(by_day))[:, None]
    held: Array = by_day[rows, np.clip(at, 0, by_day.shape[1] - 1)]
    return np.where(at >= 0, held, 0.0)


def lost(
    file: EscalationFile, path: Walk, still: Walk, horizon: Horizon
) -> dict[str, Array]:
    """Return by loss the level above the status quo's path times years, (futures,).

    Below zero where the course's path has less of it.
    """
    years = _length(horizon) / DAYS / path.moves.shape[1]
    return {
        id_: (path.levels[loss.scale] - still.levels[loss.scale]).sum(axis=1) * years
        for id_, loss in file.losses.items()
    }


def _length(horizon: Horizon) -> int:
    """Return the days of a horizon."""
    begin, end = (date.fromisoformat(d) for d in (horizon.start, horizon.end))
    return (end - begin).days
