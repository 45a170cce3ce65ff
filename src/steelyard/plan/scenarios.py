"""Scenarios of need over weeks: season, persistent noise, sudden rises.

A plan takes scenarios as arrays, from wherever they come. This generator makes them
where nothing better is at hand: a seasonal level, times log-noise that persists from
week to week (AR(1)), plus a Poisson number of jumps that rise over some weeks and fade.
It is a way to vary, not a forecast.

References
----------
Box, G. E. P., Jenkins, G. M., Reinsel, G. C. and Ljung, G. M. (2015). Time series
analysis, 5th ed., chapter 3. Wiley. Merton, R. C. (1976). Option pricing when
underlying stock returns are discontinuous. Journal of Financial Economics 3, 125-144.
https://doi.org/10.1016/0304-405X(76)90022-2
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.linear import Floats

YEAR = 365.25 / 7
"""Weeks in a year."""


@dataclass(frozen=True)
class Arrivals:
    """Parameters of the generator.

    Attributes
    ----------
    level
        Central level, in the units of the result.
    swing
        Seasonal swing as a share of the level, 0 to below 1.
    peak
        Week of the horizon in which the season is highest.
    persistence
        Correlation of log-noise from one week to the next, 0 to below 1.
    noise
        Standard deviation of log-noise in the long run.
    jumps
        Expected jumps a year.
    height, spread
        Median of a jump's height as a share of the level, and the standard deviation
        of its logarithm.
    ramp, decay
        Weeks in which a jump rises, and in which it falls to 1/e.
    level_spread
        Half the width of the band in which a scenario's level lies, as a share; the
        level is drawn evenly in it.

    Raises
    ------
    ValueError
        On a parameter outside its range.
    """

    level: float
    swing: float = 0.0
    peak: float = 0.0
    persistence: float = 0.0
    noise: float = 0.0
    jumps: float = 0.0
    height: float = 0.5
    spread: float = 0.5
    ramp: float = 4.0
    decay: float = 8.0
    level_spread: float = 0.0

    def __post_init__(self) -> None:
        for name in ("level", "noise", "jumps", "height", "spread", "ramp"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must be at least 0")
        for name in ("swing", "persistence", "level_spread"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1")
        if self.decay <= 0:
            raise ValueError("decay must be above 0")


def season(arrivals: Arrivals, weeks: int) -> Floats:
    """Return the seasonal level of each week, shape (weeks,)."""
    angle = 2 * np.pi * (np.arange(weeks) - arrivals.peak) / YEAR
    return np.asarray(arrivals.level * (1 + arrivals.swing * np.cos(angle)))


def draw(
    arrivals: Arrivals, weeks: int, count: int, rng: np.random.Generator
) -> Floats:
    """Draw scenarios.

    Parameters
    ----------
    arrivals
        Parameters.
    weeks, count
        Length and number of scenarios.
    rng
        Source of chance.

    Returns
    -------
    Shape (count, weeks), never negative. Noise has mean one at every week.
    """
    shocks = rng.standard_normal((count, weeks))
    log = np.empty((count, weeks))
    log[:, 0] = shocks[:, 0]
    keep = np.sqrt(1 - arrivals.persistence**2)
    for t in range(1, weeks):
        log[:, t] = arrivals.persistence * log[:, t - 1] + keep * shocks[:, t]
    path = season(arrivals, weeks) * np.exp(
        arrivals.noise * log - arrivals.noise**2 / 2
    )
    band = 1 + arrivals.level_spread * rng.uniform(-1, 1, count)
    path = path * band[:, None] + arrivals.level * _jumps(arrivals, weeks, count, rng)
    return np.maximum(path, 0.0)


def _jumps(
    arrivals: Arrivals, weeks: int, count: int, rng: np.random.Generator
) -> Floats:
    total = np.zeros((count, weeks))
    numbers = rng.poisson(arrivals.jumps * weeks / YEAR, count)
    most = int(numbers.max(initial=0))
    start = rng.uniform(0, weeks, (count, most))
    height = arrivals.height * np.exp(
        arrivals.spread * rng.standard_normal((count, most))
    )
    week = np.arange(weeks)
    for k in range(most):
        since = week[None, :] - start[:, k, None]
        rise = np.clip(since / max(arrivals.ramp, 1e-9), 0, 1)
        fade = np.exp(-np.maximum(since - arrivals.ramp, 0) / arrivals.decay)
        there = (numbers > k)[:, None]
        total += np.where(there, height[:, k, None] * rise * fade, 0.0)
    return total
