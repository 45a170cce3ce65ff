"""The model of monthly arrivals, fitted to a record of months by region.

Log arrivals are a season plus a level. The level grows by what is left of its last
step (momentum), is drawn towards its own slow mean, and meets shocks that are drawn
from the record: whole months of standardised shocks, so that regions move together
and jumps come as often and as large as they came.

References
----------
Barone-Adesi, Giannopoulos and Vosper (1999), VaR without correlations for
portfolios of derivative securities, Journal of Futures Markets 19 (filtered
historical simulation); Engle and Granger (1987), Econometrica 55 (error
correction); Hoerl and Kennard (1970), Technometrics 12 (ridge regression).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.migration.season import seasonal
from steelyard.stress.series import Monthly, number

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

OFFSET = 5.0
"""Added before taking logs: half of the unit to which counts are rounded."""
ANCHOR_MONTHS = 24.0
"""Time constant of the slow mean of the level."""
PRIOR_SD = 0.25
"""Standard deviation of the prior of momentum and pull, around zero."""
SPREAD_HALF_LIFE = 18.0
"""Months in which a past shock counts half for the present spread."""
RECENT_WEIGHT = 0.5
"""Weight of the recent spread against that of the whole record (variances)."""
LEAST_MONTHS = 36
"""Shorter records are refused."""


@dataclass(frozen=True)
class Fit:
    """A fitted model, and where its record stands.

    Attributes
    ----------
    months, regions
        The record it was fitted to.
    season
        Of the log level, shape (12, regions).
    momentum, pull
        Share of the last step that goes on; share of the distance to the slow mean
        that is made up in a month. With their standard errors.
    level, step, anchor
        State at the end of the record, shape (regions,).
    spread
        Standard deviation of next month's shock, shape (regions,).
    pool
        Standardised shocks, shape (months, regions).
    fitted
        One-month-ahead forecasts of arrivals, shape (months - 1, regions).
    """

    months: tuple[str, ...]
    regions: tuple[str, ...]
    season: Array
    momentum: float
    momentum_se: float
    pull: float
    pull_se: float
    level: Array
    step: Array
    anchor: Array
    spread: Array
    pool: Array
    fitted: Array


def fit(record: Monthly) -> Fit:
    """Fit the model to a record.

    Parameters
    ----------
    record
        Arrivals by month and region.

    Raises
    ------
    ValueError
        If it is shorter than three years.
    """
    if len(record.months) < LEAST_MONTHS:
        raise ValueError(
            f"arrivals need {LEAST_MONTHS} months, got {len(record.months)}"
        )
    logs = np.log(record.values + OFFSET)
    calendar = np.array([number(m) % 12 for m in record.months])
    season = seasonal(logs, calendar)
    level = logs - season[calendar]
    anchor = _anchor(level)
    step = np.diff(level, axis=0)
    target, before, gap = step[1:], step[:-1], (anchor - level)[1:-1]
    (momentum, pull), errors = _regress(target, before, gap)
    shocks = _unseen(logs, calendar, momentum, pull)
    spread = _spread(shocks)
    now = spread[-1]
    ahead = level[1:-1] + momentum * before + pull * gap + season[calendar[2:]]
    return Fit(
        months=record.months,
        regions=record.names,
        season=season,
        momentum=momentum,
        momentum_se=float(errors[0]),
        pull=pull,
        pull_se=float(errors[1]),
        level=level[-1],
        step=step[-1],
        anchor=anchor[-1],
        spread=now,
        pool=shocks / spread[:-1],
        fitted=np.maximum(np.exp(ahead) - OFFSET, 0.0),
    )


def _anchor(level: Array) -> Array:
    """Return the slow mean of the level, month by month."""
    share = 1.0 / ANCHOR_MONTHS
    slow = np.empty_like(level)
    slow[0] = level[:12].mean(axis=0)
    for t in range(1, len(level)):
        slow[t] = slow[t - 1] + share * (level[t] - slow[t - 1])
    return slow


def _unseen(logs: Array, calendar: Ints, momentum: float, pull: float) -> Array:
    """Return shocks, each year's with the season of the years before it.

    A season fitted to a year makes that year's shocks too small, and bands made from
    them too narrow. Only the first three years are judged by their own season.
    """
    found = []
    for start in range(LEAST_MONTHS, len(logs) + 12, 12):
        known = logs[:start]
        season = seasonal(known, calendar[:start])
        begin = 2 if start == LEAST_MONTHS else start
        stop = min(start + 12, len(logs))
        if begin >= stop:
            break
        level = logs[:stop] - season[calendar[:stop]]
        step = np.diff(level, axis=0)
        gap = _anchor(level) - level
        ahead = momentum * step[:-1] + pull * gap[1:-1]
        found.append((step[1:] - ahead)[begin - 2 :])
    return np.concatenate(found)


def _regress(
    target: Array, before: Array, gap: Array
) -> tuple[tuple[float, float], Array]:
    """Return momentum and pull, pooled over regions, large shocks drawn in."""
    scale = 1.4826 * np.median(np.abs(target), axis=0) + 1e-9
    design = np.stack([(before / scale).ravel(), (gap / scale).ravel()], axis=1)
    wanted = (target / scale).ravel()
    weight = np.ones_like(wanted)
    prior = np.eye(2) / PRIOR_SD**2
    for _ in range(5):
        gram = (design * weight[:, None]).T @ design + prior
        found = np.linalg.solve(gram, (design * weight[:, None]).T @ wanted)
        left = np.abs(wanted - design @ found)
        weight = np.minimum(1.0, 1.345 / np.maximum(left, 1e-9))
    error = np.sqrt(np.diag(np.linalg.inv(gram)))
    momentum = float(np.clip(found[0], -0.5, 0.8))
    pull = float(np.clip(found[1], 0.0, 0.5))
    return (momentum, pull), error


def _spread(shocks: Array) -> Array:
    """Return the standard deviation before each month, and after the last one."""
    keep = 0.5 ** (1.0 / SPREAD_HALF_LIFE)
    early = shocks[:24].var(axis=0) + 1e-9
    recent = early.copy()
    out = np.empty((len(shocks) + 1, shocks.shape[1]))
    for t in range(len(shocks)):
        long_run = (shocks[: t + 1] ** 2).mean(axis=0) if t >= 24 else early
        out[t] = RECENT_WEIGHT * recent + (1 - RECENT_WEIGHT) * long_run
        recent = keep * recent + (1 - keep) * shocks[t] ** 2
    long_run = (shocks**2).mean(axis=0)
    out[-1] = RECENT_WEIGHT * recent + (1 - RECENT_WEIGHT) * long_run
    return np.sqrt(out)
