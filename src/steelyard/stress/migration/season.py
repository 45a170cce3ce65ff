"""The season of monthly growth, by region, shrunk where the record is thin.

References
----------
Efron and Morris (1975), Data analysis using Stein's estimator and its
generalizations, JASA 70 (empirical Bayes shrinkage). Discounting of old years as in
Brown (1963), Smoothing, Forecasting and Prediction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

HALF_LIFE_YEARS = 8.0
"""Age at which a year counts half for the season."""

_CUT = 3.0
"""Growth beyond this many robust standard deviations is drawn in (a jump)."""


def seasonal(log_level: Array, calendar: Ints) -> Array:
    """Return the season of the log level; rows add up to zero.

    Parameters
    ----------
    log_level
        Shape (months, regions), oldest first.
    calendar
        Calendar month, 0 to 11, of each row.

    Returns
    -------
    Shape (12, regions).
    """
    growth = np.diff(log_level, axis=0)
    at = calendar[1:]
    centred = growth - np.median(growth, axis=0)
    spread = 1.4826 * np.median(np.abs(centred), axis=0)
    tame = np.clip(centred, -_CUT * spread, _CUT * spread)
    age = (len(at) - 1 - np.arange(len(at))) / 12.0
    weight = 0.5 ** (age / HALF_LIFE_YEARS)
    pooled, pooled_noise = _means(tame.mean(axis=1, keepdims=True), at, weight)
    own, own_noise = _means(tame - tame.mean(axis=1, keepdims=True), at, weight)
    step = _shrunk(pooled, pooled_noise) + _shrunk(own, own_noise)
    step = step - step.mean(axis=0)
    level = np.cumsum(step, axis=0)
    season: Array = level - level.mean(axis=0)
    return season


def _means(values: Array, at: Ints, weight: Array) -> tuple[Array, Array]:
    """Return means by calendar month and the sampling variance of them."""
    of_month = (at[:, None] == np.arange(12)) * weight[:, None]
    total = np.maximum(of_month.sum(axis=0), 1e-12)[:, None]
    means = (of_month.T @ values) / total
    left = (values - means[at]) ** 2
    variance = (weight[:, None] * left).sum(axis=0) / weight.sum()
    effective = total**2 / np.maximum((of_month**2).sum(axis=0), 1e-12)[:, None]
    return means, variance / effective


def _shrunk(means: Array, noise: Array) -> Array:
    """Draw means towards zero by the share of their spread that is noise."""
    spread = (means**2).mean(axis=0)
    signal = np.maximum(spread - noise.mean(axis=0), 0.0)
    drawn: Array = means * (signal / np.maximum(signal + noise, 1e-12))
    return drawn
