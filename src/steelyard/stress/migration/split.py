"""A flow's arrivals as whole people: by day, hour and class."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.units import factor
from steelyard.stress.migration.daily import (
    Counts,
    Days,
    daily,
    hour_shares,
    scatter,
)
from steelyard.stress.migration.flow import Arrivals, FlowModel
from steelyard.stress.streams import keys

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def by_day(
    model: FlowModel,
    arrivals: Arrivals,
    draws: Mapping[str, Array],
    horizon: tuple[str, str],
    futures: Ints,
    seed: int,
) -> Counts:
    """Return whole arrivals, shape (futures, days, regions).

    Raises
    ------
    ValueError
        If the flow has no profile of days and hours.
    """
    profile = model.spec.profile
    if profile is None:
        raise ValueError(f"flow '{model.id}' has no profile of days and hours")
    days = Days.between(*horizon, arrivals.months[0])
    key = keys(seed, f"migration.{model.id}.days", futures)
    weekend, spread = draws[profile.weekend], draws[profile.day_spread]
    return daily(arrivals.monthly, days, weekend, spread, key)


def by_hour(
    model: FlowModel,
    counts: Counts,
    draws: Mapping[str, Array],
    futures: Ints,
    seed: int,
) -> Counts:
    """Return whole arrivals by hour of one region, shape (futures, days, 24).

    Parameters
    ----------
    counts
        Of one region, shape (futures, days).
    """
    profile = model.spec.profile
    if profile is None:
        raise ValueError(f"flow '{model.id}' has no profile of days and hours")
    peak = draws[profile.peak_hour] * factor(model.units[profile.peak_hour], "hour")
    shares = hour_shares(peak, draws[profile.hour_swing])
    return scatter(counts, shares, keys(seed, f"migration.{model.id}.hours", futures))


def by_class(
    model: FlowModel,
    arrivals: Arrivals,
    counts: Counts,
    horizon: tuple[str, str],
    futures: Ints,
    seed: int,
) -> Counts:
    """Return whole arrivals by class of one region, (futures, days, classes).

    Every region has the shares of its flow: the record does not tell them apart.

    Parameters
    ----------
    counts
        Of one region, shape (futures, days).

    Raises
    ------
    ValueError
        If the flow has no classes.
    """
    if arrivals.shares is None:
        raise ValueError(f"flow '{model.id}' has no classes")
    days = Days.between(*horizon, arrivals.months[0])
    out = np.zeros((*counts.shape, len(arrivals.classes)), dtype=np.int32)
    for k, month in enumerate(arrivals.months):
        here = days.month == k
        key = keys(seed, f"migration.{model.id}.classes.{month}", futures)
        out[:, here] = scatter(
            np.ascontiguousarray(counts[:, here]), arrivals.shares[:, k], key
        )
    return out
