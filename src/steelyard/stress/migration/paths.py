"""Monthly arrivals in many futures, from a fitted model and keyed streams."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.migration.fit import ANCHOR_MONTHS, OFFSET, Fit
from steelyard.stress.series import number
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

STREAM = "migration.shocks"
_FASTEST = 1.5
"""Bound of a month's change of the log level: a factor of 4.5 up or down."""


def monthly_paths(
    fit: Fit, months: int, futures: Ints, seed: int, stream: str = STREAM
) -> Array:
    """Return arrivals by future, month and region.

    Parameters
    ----------
    fit
        The fitted model.
    months
        How many months after its record.
    futures
        Numbers of the futures.
    seed, stream
        Of the keyed stream. Month k of future f draws the same shock in all courses.

    Returns
    -------
    Mean arrivals of each month, shape (futures, months, regions); not whole numbers.
    """
    points = uniforms(keys(seed, stream, futures), months)
    pick = np.minimum((points * len(fit.pool)).astype(int), len(fit.pool) - 1)
    first = number(fit.months[-1]) + 1
    shape = (len(futures), len(fit.regions))
    level = np.broadcast_to(fit.level, shape)
    step = np.broadcast_to(fit.step, shape)
    anchor = np.broadcast_to(fit.anchor, shape)
    out = np.empty((len(futures), months, len(fit.regions)))
    share = 1.0 / ANCHOR_MONTHS
    for k in range(months):
        shock = fit.spread * fit.pool[pick[:, k]]
        step = fit.momentum * step + fit.pull * (anchor - level) + shock
        step = np.clip(step, -_FASTEST, _FASTEST)
        level = level + step
        anchor = anchor + share * (level - anchor)
        out[:, k] = np.exp(level + fit.season[(first + k) % 12]) - OFFSET
    return np.maximum(out, 0.0)
