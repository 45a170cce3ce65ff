"""Whole arrivals by day and hour, from monthly means and keyed streams.

Each cell's count is the quantile of a negative binomial law at a hashed position, so
that it never falls when its mean rises, two courses with the same mean have the same
count, and any worker can make any block of futures.

References
----------
Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, 3rd ed., chapter 5
(negative binomial); Cornish and Fisher (1937) for quantiles at larger means;
Wichura (1988), Algorithm AS 241, Applied Statistics 37 (normal quantiles).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from steelyard.stress.series import number
from steelyard.stress.streams import Words

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Counts = NDArray[np.int32]

SMALL = 8.0
"""Mean up to which quantiles are found by adding up probabilities."""
LONGEST = 96
"""Most arrivals in a cell of such a small mean."""
_HOURS = 24
_SURE = 1.0 - 1e-12


@dataclass(frozen=True)
class Days:
    """The days of a horizon, with their month and whether it is a weekend.

    Attributes
    ----------
    month
        Index of each day's month after the start of the paths, shape (days,).
    weekend
        Shape (days,).
    length
        Days in each month, with weekends counted apart: shape (months, 2) of
        weekdays and weekend days.
    """

    month: Ints
    weekend: NDArray[np.bool_]
    length: Array

    @staticmethod
    def between(start: str, end: str, first_month: str) -> Days:
        """Return the days from `start` up to, not including, `end`.

        `first_month` is the month of the paths' first row.
        """
        begin, stop = date.fromisoformat(start), date.fromisoformat(end)
        days = [begin + timedelta(days=k) for k in range((stop - begin).days)]
        base = number(first_month)
        if not days or number(f"{begin:%Y-%m}") < base:
            raise ValueError(f"days from {start} to {end} need paths from {start[:7]}")
        month = np.array([d.year * 12 + d.month - 1 - base for d in days])
        weekend = np.array([d.weekday() >= 5 for d in days])
        length = np.zeros((int(month.max()) + 1, 2))
        for k in range(len(length)):
            at = base + k
            day = date(at // 12, at % 12 + 1, 1)
            while day.month - 1 == at % 12:
                length[k, int(day.weekday() >= 5)] += 1
                day += timedelta(days=1)
        return Days(month, weekend, length)


@njit(cache=True, inline="always")
def _mix(z: Any) -> Any:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(cache=True, inline="always")
def _point(key: Any, step: Any) -> Any:
    word = _mix(key + np.uint64(step + 1) * np.uint64(0x9E3779B97F4A7C15))
    return (np.float64(word >> np.uint64(11)) + 0.5) * 2.0**-53


@njit(cache=True, inline="always")
def _normal(u: Any) -> Any:
    """Return the normal quantile by AS 241's shorter form (PPND7)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return (
            q
            * (
                ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r
                + 3.3871327179
            )
            / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
        )
    r = np.sqrt(-np.log(min(u, 1.0 - u)))
    if r <= 5.0:
        r -= 1.6
        top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        z = top / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    else:
        r -= 5.0
        top = ((0.01733720 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        z = top / ((0.012258202635 * r + 0.24197894225) * r + 1.0)
    return -z if q < 0 else z


@njit(cache=True)
def _law(mean: float, spread: float, inverse: Any, table: Any, row: int) -> Any:
    """Return scale and skew of a cell's law; fill its table if its mean is small.

    `spread` is the coefficient of variation beyond chance.
    """
    extra = spread * spread * mean
    if mean > SMALL:
        sd = np.sqrt(mean * (1.0 + extra))
        skew = (1.0 + 2.0 * extra) / sd
        # The quadratic term adds to the variance; the scale takes it out again.
        return sd / np.sqrt(1.0 + skew * skew / 18.0), skew
    size = 1.0 / max(spread * spread, 1e-9)
    ratio = mean / (mean + size)
    chance = np.exp(-size * np.log1p(mean / size))
    total = 0.0
    last = table.shape[1] - 1
    for k in range(last):
        total += chance
        table[row, k] = total
        if total > _SURE:
            table[row, k + 1] = 1.0
            return 0.0, 0.0
        chance *= ratio * (size + k) * inverse[k]
    table[row, last] = 1.0
    return 0.0, 0.0


@njit(cache=True, inline="always")
def _count(u: float, mean: float, sd: float, skew: float, table: Any, row: int) -> int:
    """Return the quantile of a cell's law at `u`."""
    if mean > SMALL:
        z = _normal(u)
        # Below -3 / skew the quadratic would turn up again.
        if z * skew < -3.0:
            z = -3.0 / skew
        value = mean + sd * (z + skew * (z * z - 1.0) * (1.0 / 6.0)) + 0.5
        return int(value) if value > 0.0 else 0
    k = 0
    while table[row, k] < u:
        k += 1
    return k


@njit(cache=True, nogil=True)
def _fill(
    means: Any, month: Any, weight: Any, weekend: Any, spread: Any, keys: Any, out: Any
) -> None:
    days, regions = out.shape[1], out.shape[2]
    months = weight.shape[1] - 1
    inverse = 1.0 / np.arange(1, LONGEST + 1)
    for f in range(out.shape[0]):
        mean = np.empty(2 * months)
        sd = np.empty(2 * months)
        skew = np.empty(2 * months)
        table = np.empty((2 * months, LONGEST))
        for r in range(regions):
            for m in range(months):
                for e in range(2):
                    row = 2 * m + e
                    mean[row] = means[f, m, r] * weight[f, m]
                    if e == 1:
                        mean[row] *= weight[f, months]
                    sd[row], skew[row] = _law(mean[row], spread[f], inverse, table, row)
            key = _mix(keys[f] + np.uint64(r + 1) * np.uint64(0xD1B54A32D192ED03))
            for d in range(days):
                row = 2 * month[d] + weekend[d]
                u = _point(key, d)
                out[f, d, r] = _count(u, mean[row], sd[row], skew[row], table, row)


def daily(
    monthly: Array,
    days: Days,
    weekend: Array,
    spread: Array,
    key: Words,
    workers: int = 1,
) -> Counts:
    """Return whole arrivals by future, day and region.

    Parameters
    ----------
    monthly
        Mean arrivals of each month, shape (futures, months, regions).
    days
        The days; their months index `monthly`.
    weekend
        A weekend day's arrivals as a multiple of a weekday's, shape (futures,).
    spread
        Coefficient of variation from day to day beyond chance, shape (futures,).
    key
        Key of the stream in each future, shape (futures,).
    workers
        Threads; they never change a count.

    Returns
    -------
    Shape (futures, days, regions). The mean over a month's days adds up to the
    month's.
    """
    months = len(days.length)
    if monthly.shape[1] < months:
        raise ValueError(f"{months} months of days, {monthly.shape[1]} of arrivals")
    mass = days.length[:, 0] + weekend[:, None] * days.length[:, 1]
    weight = np.concatenate([1.0 / mass, weekend[:, None]], axis=1)
    out = np.empty((len(key), len(days.month), monthly.shape[2]), dtype=np.int32)
    means = np.ascontiguousarray(monthly)
    free = days.weekend.astype(np.int64)

    def fill(part: slice) -> None:
        law = means[part], days.month, weight[part], free
        _fill(*law, spread[part], key[part], out[part])

    size = -(-len(key) // max(workers, 1)) or 1
    parts = [slice(k, k + size) for k in range(0, len(key), size)]
    if workers <= 1:
        fill(slice(None))
    else:
        with ThreadPoolExecutor(max_workers=workers) as pool:
            list(pool.map(fill, parts))
    return out


@njit(cache=True, nogil=True)
def _scatter(counts: Any, shares: Any, keys: Any, out: Any) -> None:
    kinds = shares.shape[1]
    for f in range(counts.shape[0]):
        for i in range(counts.shape[1]):
            key = _mix(keys[f] + np.uint64(i + 1) * np.uint64(0xD1B54A32D192ED03))
            for k in range(counts[f, i]):
                u, total, kind = _point(key, k), shares[f, 0], 0
                while u > total and kind < kinds - 1:
                    kind += 1
                    total += shares[f, kind]
                out[f, i, kind] += 1


def scatter(counts: Counts, shares: Array, key: Words) -> Counts:
    """Spread whole counts over kinds, such as hours or classes.

    Person k of a cell always draws the same position, so that one more arrival adds
    one person and moves no other.

    Parameters
    ----------
    counts
        Shape (futures, cells).
    shares
        Shares of kinds, shape (futures, kinds); rows add up to one.
    key
        Key of the stream in each future.

    Returns
    -------
    Shape (futures, cells, kinds); kinds add up to `counts`.
    """
    out = np.zeros((*counts.shape, shares.shape[1]), dtype=np.int32)
    _scatter(counts, np.ascontiguousarray(shares), key, out)
    return out


def hour_shares(peak: Array, swing: Array) -> Array:
    """Return the share of a day's arrivals in each hour, shape (futures, 24).

    One wave a day: `peak` is the hour with most, `swing` 0 for none to 1.
    """
    hour = np.arange(_HOURS)
    wave = 1.0 + swing[:, None] * np.cos(2 * np.pi * (hour - peak[:, None]) / _HOURS)
    shares: Array = wave / wave.sum(axis=1, keepdims=True)
    return shares
