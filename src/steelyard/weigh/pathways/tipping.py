"""Tipping times: when a course first misses its threshold, future by future.

References
----------
Kwadijk et al. (2010), Using adaptation tipping points to prepare for climate change,
WIREs Climate Change 1. Haasnoot, Kwakkel, Walker and ter Maat (2013), Dynamic
adaptive policy pathways, Global Environmental Change 23, 485-498.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Tipping:
    """When a course stops being enough.

    Attributes
    ----------
    times
        Shape (futures,): the first time at which the threshold is missed; infinite
        where it never is.
    failed
        Futures without a result, left out.
    """

    times: Array
    failed: int = 0

    def band(self) -> tuple[float, float, float]:
        """Return the times by which a sixth, half and five sixths have tipped.

        Infinite where so many never do within the horizon.
        """
        low, middle, high = np.quantile(
            self.times, [1 / 6, 1 / 2, 5 / 6], method="inverted_cdf"
        )
        return float(low), float(middle), float(high)

    @property
    def never(self) -> float:
        """Share of futures that do not tip within the horizon."""
        return float(np.isinf(self.times).mean())


def tipping(
    series: Array,
    threshold: Array | float,
    sign: float,
    times: Array | None = None,
    *,
    hold: int = 1,
) -> Tipping:
    """Find when a course first misses its threshold.

    Parameters
    ----------
    series
        Shape (futures, steps): the measure over time, days in operation or
        caseload; a row with NaN is a failed future.
    threshold
        Level to keep: one, (steps,), or (futures, 1).
    sign
        +1 if more is better (missed when below), -1 if less is.
    times
        Shape (steps,), rising; 0, 1, 2, ... if none.
    hold
        Steps in a row that must be missed, so that a single bad step does not count.

    Raises
    ------
    ValueError
        If no future has a result, `hold` is below 1, or times do not rise.
    """
    if hold < 1:
        raise ValueError(f"hold must be at least 1, got {hold}")
    steps = series.shape[1]
    clock = np.arange(steps, dtype=float) if times is None else times
    if clock.shape != (steps,) or (np.diff(clock) <= 0).any():
        raise ValueError("times must rise, one for each step")
    level = np.broadcast_to(np.asarray(threshold, dtype=float), series.shape)
    known = ~np.isnan(series).any(axis=1)
    if not known.any():
        raise ValueError("no future has a result")
    missed = sign * series[known] < sign * level[known]
    run = missed.copy()
    for lag in range(1, hold):
        run[:, :-lag] &= missed[:, lag:]
        run[:, steps - lag :] = False
    first = np.where(run.any(axis=1), run.argmax(axis=1), -1)
    found = np.where(first >= 0, clock[first], np.inf)
    return Tipping(found, int((~known).sum()))
