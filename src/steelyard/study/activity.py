"""When and how strongly the parts of a course are at work."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part, Trigger
from steelyard.casebook.units import factor
from steelyard.money.cost import Activity
from steelyard.study.replay import months_of

Array = NDArray[np.float64]


def fiscal_years(casebook: Casebook) -> tuple[int, ...]:
    """Return the US fiscal years (from October) that the horizon touches."""
    start = date.fromisoformat(casebook.front.horizon.start)
    last = date.fromisoformat(casebook.front.horizon.end) - timedelta(days=1)
    return tuple(range(_fiscal(start), _fiscal(last) + 1))


def activity(
    casebook: Casebook,
    part: Part,
    draws: Mapping[str, Array],
    windows: Mapping[str, Array],
) -> Activity:
    """Return how much of a part is at work in each future, by fiscal year.

    See `level` for the parameters.
    """
    return by_year(casebook, level(casebook, part, draws, windows))


def by_year(casebook: Casebook, by_day: Array) -> Activity:
    """Sum a part's level by fiscal year.

    Parameters
    ----------
    by_day
        Level on each day of the horizon, shape (futures, days).
    """
    begin = date.fromisoformat(casebook.front.horizon.start)
    years = fiscal_years(casebook)
    count = by_day.shape[1]
    of_day = np.array([_fiscal(begin + timedelta(days=d)) for d in range(count)])
    sums = np.stack([by_day[:, of_day == y].sum(axis=1) for y in years], axis=1)
    return Activity(
        days=sums,
        started=(by_day.max(axis=1) > 0).astype(float),
        peak=by_day.max(axis=1),
    )


def level(
    casebook: Casebook,
    part: Part,
    draws: Mapping[str, Array],
    windows: Mapping[str, Array],
) -> Array:
    """Return the level of a part on each day of the horizon, 0 to 1.

    Parameters
    ----------
    casebook
        Gives the horizon and the units of quantities.
    part
        The part.
    draws
        Quantity values by future.
    windows
        Indicator id to its monthly values, shape (futures, months).

    Returns
    -------
    Shape (futures, days).
    """
    horizon = casebook.front.horizon
    begin = date.fromisoformat(horizon.start)
    days = (date.fromisoformat(horizon.end) - begin).days
    first = _offset(part.start, begin, 0, days)
    last = _offset(part.end, begin, days, days)
    day = np.arange(days)
    on = ((day >= first) & (day < last)).astype(float)[None, :]
    futures = len(next(iter(draws.values()))) if draws else 1
    if part.trigger:
        on = on * _triggered(casebook, part.trigger, draws, windows, days)
    if part.ramp:
        ramp = _in_days(casebook, part.ramp, draws)
        since = np.maximum(np.cumsum(on > 0, axis=1) - 0.5, 0.0)
        full = np.maximum(ramp, 1e-9)[:, None]
        on = on * np.minimum(since / full, 1.0)
    return np.broadcast_to(on, (futures, days))


def _triggered(
    casebook: Casebook,
    trigger: Trigger,
    draws: Mapping[str, Array],
    windows: Mapping[str, Array],
    days: int,
) -> Array:
    """Return 0 or 1 by future and day.

    A month counts once it is over: the crossing is seen on the first day of the
    next month, activity begins `lead` days later and lasts for `hold` days, at
    least as long as that next month.
    """
    values = windows[trigger.indicator]
    if trigger.above:
        crossed = values > draws[trigger.above][:, None]
    else:
        assert trigger.below is not None
        crossed = values < draws[trigger.below][:, None]
    futures = values.shape[0]
    lead = _in_days(casebook, trigger.lead, draws, futures)
    hold = _in_days(casebook, trigger.hold, draws, futures)
    begin = date.fromisoformat(casebook.front.horizon.start)
    on = np.zeros((futures, days), dtype=bool)
    day = np.arange(days)[None, :]
    for i, (year, month) in enumerate(months_of(casebook)):
        seen = date(year + month // 12, month % 12 + 1, 1)
        after = (seen - begin).days
        length = monthrange(seen.year, seen.month)[1]
        start = after + lead
        stop = start + np.maximum(hold, length)
        active = (day >= start[:, None]) & (day < stop[:, None])
        on |= crossed[:, i : i + 1] & active
    return on.astype(float)


def _in_days(
    casebook: Casebook,
    name: str | None,
    draws: Mapping[str, Array],
    futures: int = 1,
) -> Array:
    if name is None:
        return np.zeros(futures)
    return draws[name] * factor(casebook.quantities[name].unit, "day")


def _offset(day: str | None, begin: date, default: int, days: int) -> int:
    if day is None:
        return default
    return min(max((date.fromisoformat(day) - begin).days, 0), days)


def _fiscal(day: date) -> int:
    return day.year + (1 if day.month >= 10 else 0)
