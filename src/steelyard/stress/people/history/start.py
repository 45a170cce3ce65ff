"""Where a reception stands at the end of its window: the start of what is told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.history.counts import POPULATION, Counts
from steelyard.stress.people.history.outcome import Array, day

STALE = 28
"""Days after which the last count of a site says nothing of it any more."""


@dataclass(frozen=True)
class Start:
    """State of a reception on the day of its last whole count.

    Attributes
    ----------
    on
        Ordinal of that day.
    inside
        Persons by site.
    abroad
        Persons who wait elsewhere.
    per_day
        Persons a day who came from the first whole count to this one.
    left
        Persons who have left by the last count of them in the window.
    left_per_day
        Persons a day who left from the beginning to the last count of them.
    room
        Persons that all sites together can hold.
    """

    on: int
    inside: Array
    abroad: float
    per_day: float
    left: float
    left_per_day: float
    room: float

    @property
    def stock(self) -> float:
        """All who still have to leave."""
        return float(self.inside.sum()) + self.abroad


def start_of(case: Reception, known: Counts) -> Start:
    """Read the state from the counts of the window.

    Sites whose last count is more than `STALE` days old share in equal parts what the
    others leave of the whole. Where the room is not known, the sites are full.
    """
    whole = known.series(case.network, (case.inside,))
    on, total = whole[-1]
    begin = day(case.window[0])
    left = known.last(case.network, "departures_cumulative")
    left_per_day = left[1] / max(left[0] - begin, 1) if left else 0.0
    abroad = known.last(case.network, case.abroad) if case.abroad else None
    room = known.last(case.network, "capacity")
    first, there = whole[0] if len(whole) > 1 else (begin, 0.0)
    gone = _gone(known, case.network, on) - _gone(known, case.network, first)
    came = total - there + gone
    return Start(
        on,
        _spread(case, known, on, total),
        abroad[1] if abroad else 0.0,
        max(came, 0.0) / max(on - first, 1),
        left[1] if left else 0.0,
        left_per_day,
        max(room[1] if room else total, total),
    )


def _gone(known: Counts, network: str, on: int) -> float:
    """Return the last count of departures up to a day."""
    series = known.until(on).series(network, ("departures_cumulative",))
    return series[-1][1] if series else 0.0


def _spread(case: Reception, known: Counts, on: int, total: float) -> Array:
    """Return persons by site that add up to the whole count."""
    inside = np.full(len(case.sites), np.nan)
    for i, site in enumerate(case.sites):
        series = [c for c in known.series(site, POPULATION) if c[0] <= on]
        if series and on - series[-1][0] <= STALE:
            inside[i] = series[-1][1]
    fresh = ~np.isnan(inside)
    rest = total - inside[fresh].sum()
    if fresh.all() or rest < 0:
        inside[~fresh] = 0.0
        return np.asarray(inside * total / inside.sum())
    inside[~fresh] = rest / (~fresh).sum()
    return inside
