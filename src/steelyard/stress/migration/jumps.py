"""Jumps of the record: what came after a change of policy, against the forecast.

A jump is not an effect: other things changed in the same months. It bounds what a
change of that kind may do, which is where ranges of effects take their measure.

References
----------
MacKinlay (1997), Event studies in economics and finance, Journal of Economic
Literature 35.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.casebook.schema.threat import Jump
from steelyard.stress.migration.fit import LEAST_MONTHS, fit
from steelyard.stress.migration.paths import monthly_paths
from steelyard.stress.series import Monthly


@dataclass(frozen=True)
class JumpSize:
    """One jump.

    Attributes
    ----------
    month, says
        When and what.
    months
        Months from it on over which arrivals are added up.
    change
        Observed over the median forecast, minus one.
    low, high
        The same against the 90th and the 10th percentile of the forecast.
    outside
        Whether what came lies outside the central 80 % of the forecast.
    """

    month: str
    says: str
    months: int
    change: float
    low: float
    high: float
    outside: bool


def jump_sizes(
    record: Monthly,
    jumps: tuple[Jump, ...],
    months: int = 3,
    draws: int = 2000,
    seed: int = 1,
) -> tuple[JumpSize, ...]:
    """Compare what came after each jump with a forecast made the month before it.

    Jumps with less than three years before or `months` after them are left out.
    """
    found = []
    for jump in jumps:
        if jump.month not in record.months:
            continue
        at = record.months.index(jump.month)
        if at < LEAST_MONTHS or at + months > len(record.months):
            continue
        past = Monthly(record.months[:at], record.names, record.values[:at])
        stream = f"jump.{jump.month}"
        paths = monthly_paths(fit(past), months, np.arange(draws), seed, stream)
        forecast = np.quantile(paths.sum(axis=(1, 2)), [0.1, 0.5, 0.9])
        came = record.total[at : at + months].sum()
        low, middle, high = (float(v) for v in came / forecast[::-1] - 1)
        outside = bool(came < forecast[0] or came > forecast[2])
        size = JumpSize(jump.month, jump.says, months, middle, low, high, outside)
        found.append(size)
    return tuple(found)
