"""Signposts and triggers: what seen early tells that a course will tip.

References
----------
Haasnoot, van 't Klooster and van Alphen (2018), Designing a monitoring system to
detect signals to adapt to uncertain climate change, Global Environmental Change 52.
Raso, Kwakkel, Timmermans and Panthou (2019), How to evaluate a monitoring system for
adaptive policies, Climatic Change 153: judge a signal by misses, false alarms and
lead time. The level is chosen by Youden (1950), Cancer 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.pathways.tipping import Tipping

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Signpost:
    """An observable, the level that warns, and how well it does.

    Attributes
    ----------
    name
        What is watched.
    level, above
        The trigger: warns when the observable is above (or below) the level.
    caught, false_alarms
        Share of tipping futures warned of at least `lead` before they tip; share of
        the other futures in which it warns all the same.
    lead
        Median time from the warning to tipping, among those caught.
    """

    name: str
    level: float
    above: bool
    caught: float
    false_alarms: float
    lead: float

    def says(self, unit: str = "", time: str = "days") -> str:
        """Tell it in a sentence."""
        side = "above" if self.above else "below"
        return (
            f"When {self.name} is {side} {self.level:,.4g} {unit}".rstrip()
            + f", prepare to change: this warns of {100 * self.caught:.0f} % of "
            f"failures, {self.lead:,.4g} {time} ahead at the median, and falsely in "
            f"{100 * self.false_alarms:.0f} % of the other futures."
        )


def signpost(
    name: str,
    seen: Array,
    tipping: Tipping,
    times: Array,
    *,
    needed: float = 0.0,
    levels: int = 50,
) -> Signpost | None:
    """Find the level of an observable that best warns in time.

    Parameters
    ----------
    seen
        Shape (futures, steps): what would be observed, in the futures of `tipping`.
    times
        Shape (steps,).
    needed
        Time that a change takes: a later warning is a miss.

    Returns
    -------
    None if no level warns better than chance.
    """
    tips = np.isfinite(tipping.times)
    if not tips.any() or tips.all() or np.ptp(seen) == 0:
        return None
    grid = np.unique(np.quantile(seen, (np.arange(levels) + 0.5) / levels))
    found = [
        _try(name, seen, tipping.times, times, needed, float(level), above)
        for level in grid
        for above in (True, False)
    ]
    best = max(found, key=lambda s: s.caught - s.false_alarms)
    return best if best.caught > best.false_alarms else None


def _try(
    name: str,
    seen: Array,
    tips: Array,
    times: Array,
    needed: float,
    level: float,
    above: bool,
) -> Signpost:
    crossed = seen > level if above else seen < level
    warned = np.where(crossed.any(axis=1), times[crossed.argmax(axis=1)], np.inf)
    will = np.isfinite(tips)
    ahead = tips[will] - warned[will]
    caught = ahead >= max(needed, np.finfo(float).tiny)
    lead = float(np.median(ahead[caught])) if caught.any() else 0.0
    false = float(np.isfinite(warned[~will]).mean())
    return Signpost(name, level, above, float(caught.mean()), false, lead)
