"""Simple rules that a model of arrivals has to beat.

Both work on the log of a series and take their spread from its past, so that they
are forecasts with a band, as the model is.

References
----------
Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed.,
sections 5.2 and 5.5 (seasonal naive and drift methods, their forecast variances).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.migration.fit import OFFSET

Array = NDArray[np.float64]


def seasonal_naive(values: Array, months: int, points: Array) -> Array:
    """Return last year's same month, with the spread of past yearly changes.

    Parameters
    ----------
    values
        The past, shape (months, series), two years at least.
    months
        How far ahead, 12 at most.
    points
        Standard normal numbers, shape (draws, months, series).

    Returns
    -------
    Draws, shape (draws, months, series).
    """
    logs = np.log(values + OFFSET)
    change = logs[12:] - logs[:-12]
    spread = np.sqrt((change**2).mean(axis=0))
    centre = logs[-12:][:months]
    drawn: Array = np.maximum(np.exp(centre + spread * points) - OFFSET, 0.0)
    return drawn


def drift(values: Array, months: int, points: Array) -> Array:
    """Return the last month carried on by its mean growth, as a random walk.

    Parameters and result as for `seasonal_naive`.
    """
    logs = np.log(values + OFFSET)
    growth = np.diff(logs, axis=0)
    mean, spread = growth.mean(axis=0), growth.std(axis=0, ddof=1)
    ahead = np.arange(1, months + 1)[:, None]
    width = spread * np.sqrt(ahead * (1 + ahead / len(growth)))
    centre = logs[-1] + ahead * mean
    drawn: Array = np.maximum(np.exp(centre + width * points) - OFFSET, 0.0)
    return drawn
