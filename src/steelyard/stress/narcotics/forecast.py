"""Shares of seizures by group of routes, a year or two ahead, with bands.

Log ratios of shares stand between their last value and their mean. How far is chosen
by the forecasts that the calibration years would have given of one another; the
spread is that of those forecasts' errors.

References
----------
Aitchison (1986), The Statistical Analysis of Compositional Data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.narcotics.record import Seizures
from steelyard.stress.scores import Score, Tally
from steelyard.stress.streams import keys, normals

Array = NDArray[np.float64]

WEIGHTS = np.linspace(0.0, 1.0, 11)
"""Weights of the last year that are tried."""
_LEAST = 1e-4
"""Shares below this are raised to it before logs are taken."""


@dataclass(frozen=True)
class ShareFit:
    """Shares as calibrated.

    Attributes
    ----------
    groups, goods
        Names of the axes.
    weight
        Of the last year against the mean of the years.
    ratios
        Centred log ratios, shape (groups, goods).
    spread
        Standard deviation of a one-year error of a log ratio.
    """

    groups: tuple[str, ...]
    goods: tuple[str, ...]
    weight: float
    ratios: Array
    spread: float

    def shares(self) -> Array:
        """Return the central shares, shape (groups, goods)."""
        return to_shares(self.ratios)

    def draw(self, years: int, draws: int, seed: int) -> Array:
        """Return shares so many years ahead, shape (draws, groups, goods)."""
        shape = self.ratios.shape
        key = keys(seed, f"narcotics.shares.{years}", np.arange(draws))
        noise = normals(key, self.ratios.size).reshape(draws, *shape)
        return to_shares(self.ratios + self.spread * np.sqrt(years) * noise)


def log_ratios(shares: Array) -> Array:
    """Return log shares less their mean over groups (the axis before the last)."""
    logs = np.log(np.maximum(shares, _LEAST))
    centred: Array = logs - logs.mean(axis=-2, keepdims=True)
    return centred


def to_shares(ratios: Array) -> Array:
    """Return shares that add up to one over groups."""
    raised = np.exp(ratios)
    found: Array = raised / raised.sum(axis=-2, keepdims=True)
    return found


def fit_shares(record: Seizures, weight: float | None = None) -> ShareFit:
    """Fit shares to the years of a record; at least three.

    Parameters
    ----------
    record
        The calibration years.
    weight
        Of the last year; chosen from the record if None.
    """
    if len(record.years) < 3:
        raise ValueError(f"shares need three years, got {len(record.years)}")
    ratios = log_ratios(record.shares())
    errors = {float(w): _errors(ratios, float(w)) for w in WEIGHTS}
    if weight is None:
        weight = min(errors, key=lambda w: float((errors[w] ** 2).mean()))
    mine = _errors(ratios, weight)
    return ShareFit(
        groups=record.groups,
        goods=record.goods,
        weight=weight,
        ratios=_centre(ratios, weight),
        spread=float(np.sqrt((mine**2).mean())),
    )


def _centre(past: Array, weight: float) -> Array:
    found: Array = weight * past[-1] + (1 - weight) * past.mean(axis=0)
    return found


def _errors(ratios: Array, weight: float) -> Array:
    """Return errors of each year's forecast from the years before it, from two on."""
    return np.array(
        [ratios[k] - _centre(ratios[:k], weight) for k in range(2, len(ratios))]
    )


def judge(
    record: Seizures, calibrate: tuple[int, int], years: tuple[int, int]
) -> tuple[Score, ...]:
    """Judge shares of years that were not fitted.

    Rules: the last year's shares, the mean of the years, and equal shares; the first
    two with the spread of their own errors in the calibration years.
    """
    past = record.span(*calibrate)
    fits = {
        "model": fit_shares(past),
        "last_year": fit_shares(past, 1.0),
        "mean_of_years": fit_shares(past, 0.0),
    }
    kept = record.span(*years)
    tallies = {good: Tally() for good in (*record.goods, "all")}
    for i, year in enumerate(kept.years):
        ahead = year - calibrate[1]
        drawn = {name: fit.draw(ahead, 2000, 1) for name, fit in fits.items()}
        drawn["equal"] = np.full((2, *kept.values.shape[1:]), 1 / len(record.groups))
        mine = drawn.pop("model")
        came = kept.shares()[i]
        for g, good in enumerate(record.goods):
            rules = {name: value[:, :, g] for name, value in drawn.items()}
            for name in (good, "all"):
                tallies[name].add(mine[:, :, g], rules, came[:, g])
    weight = fits["model"].weight
    span = f"{past.years[0]} to {past.years[-1]}"
    note = f"shares calibrated on {span}; weight of the last year {weight:.1f}"
    if weight in (0.0, 1.0):
        rule = "last_year" if weight else "mean_of_years"
        note += f", so that the model and the rule {rule} are one"
    return tuple(
        tally.score(
            f"drugs.{good}", f"CRPS of shares of what is seized by group, {good}", note
        )
        for good, tally in tallies.items()
    )
