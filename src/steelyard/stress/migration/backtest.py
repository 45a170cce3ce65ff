"""Rolling-origin evaluation: refit at each month, judge what came after.

References
----------
Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal
of Forecasting 16.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.migration.baselines import drift, seasonal_naive
from steelyard.stress.migration.fit import fit
from steelyard.stress.migration.paths import monthly_paths
from steelyard.stress.scores import Score, Tally
from steelyard.stress.series import Monthly, number
from steelyard.stress.streams import keys, normals

Array = NDArray[np.float64]

HORIZONS = (1, 3, 6, 12)
"""Months ahead that are judged."""


@dataclass(frozen=True)
class Forecasts:
    """What was forecast for the total at one horizon, beside what came.

    Attributes
    ----------
    horizon
        Months ahead.
    months
        Month that was forecast.
    bands
        Quantiles 0.1, 0.5 and 0.9, shape (months, 3).
    observed
        Shape (months,).
    """

    horizon: int
    months: tuple[str, ...]
    bands: Array
    observed: Array


@dataclass(frozen=True)
class Backtest:
    """Scores by horizon, for the total and for regions, and the forecasts."""

    first: str
    last: str
    scores: tuple[Score, ...]
    forecasts: tuple[Forecasts, ...]


def backtest(
    record: Monthly,
    first: str,
    last: str,
    label: str = "arrivals",
    draws: int = 400,
    seed: int = 1,
) -> Backtest:
    """Judge forecasts of the months from `first` to `last`.

    Each forecast is made by a model fitted only to months before its origin.

    Parameters
    ----------
    record
        Arrivals by month and region; at least three years before `first`.
    first, last
        Months that are judged, YYYY-MM.
    label
        First part of the scores' ids.
    draws, seed
        Futures for each origin; the seed of their streams.
    """
    start, stop = record.months.index(first), record.months.index(last)
    total = {h: Tally() for h in HORIZONS}
    parts = {h: Tally() for h in HORIZONS}
    bands: dict[int, list[Array]] = {h: [] for h in HORIZONS}
    for origin in range(start, stop + 1):
        past = Monthly(record.months[:origin], record.names, record.values[:origin])
        paths, rules = _forecast(past, draws, seed)
        for h in HORIZONS:
            if origin + h - 1 > stop:
                continue
            came = record.values[origin + h - 1]
            mine = paths[:, h - 1]
            of_parts = {name: value[:, h - 1, :-1] for name, value in rules.items()}
            of_total = {name: value[:, h - 1, -1:] for name, value in rules.items()}
            summed = mine.sum(axis=1, keepdims=True)
            parts[h].add(mine, of_parts, came)
            total[h].add(summed, of_total, came.sum(keepdims=True))
            bands[h].append(np.quantile(summed[:, 0], [0.1, 0.5, 0.9]))
    scores = [
        tally[h].score(f"{label}.{what}.h{h}", _measure(says, h), "", h, each)
        for what, says, tally, each in (
            ("total", "all regions together", total, 1),
            ("region", "mean over regions", parts, len(record.names)),
        )
        for h in HORIZONS
    ]
    forecasts = tuple(
        Forecasts(
            h,
            record.months[start + h - 1 : stop + 1],
            np.array(bands[h]),
            record.total[start + h - 1 : stop + 1],
        )
        for h in HORIZONS
    )
    return Backtest(first, last, tuple(scores), forecasts)


def _measure(says: str, months: int) -> str:
    ahead = f"{months} month{'s' * (months > 1)} ahead"
    return f"CRPS of monthly encounters, {says}, {ahead}"


def _forecast(past: Monthly, draws: int, seed: int) -> tuple[Array, dict[str, Array]]:
    """Return draws of the model by region, and of the rules by region and total."""
    futures = np.arange(draws)
    longest, columns = max(HORIZONS), len(past.names) + 1
    origin = len(past.months)
    paths = monthly_paths(fit(past), longest, futures, seed, f"backtest.{origin}")
    key = keys(seed, f"rules.{origin}", futures)
    points = normals(key, longest * columns).reshape(draws, longest, columns)
    known = np.concatenate([past.values, past.total[:, None]], axis=1)
    rules = {
        "seasonal_naive": seasonal_naive(known, longest, points),
        "drift": drift(known, longest, points),
    }
    return paths, rules


def enough(record: Monthly, first: str) -> bool:
    """Tell whether three years of the record lie before `first`."""
    return number(first) - number(record.months[0]) >= 36
