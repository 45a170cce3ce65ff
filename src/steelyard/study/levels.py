"""How strongly each part of a course is at work, day by day, triggers resolved.

A trigger may watch a flow that the course itself acts on. What is at work in a month
rests on months before it alone, so going over the horizon again settles at least one
month more each time, and nothing changes after as many rounds as there are months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part
from steelyard.stress.escalation.called import called_parts
from steelyard.stress.migration import flow as migration
from steelyard.study.activity import level
from steelyard.study.kit import Kit
from steelyard.study.scene import Scene

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Levels:
    """What a course does in a block of futures.

    Attributes
    ----------
    parts
        Level of each part by day, 0 to 1, and after them of what the course's paths
        call for (`whole_parts`); (futures, days) each.
    monthly
        Action or driver: mean level in each month, times the part's scale, summed
        over parts; (futures, months).
    windows
        What each indicator showed under the course, (futures, months).
    """

    parts: list[Array]
    monthly: Mapping[str, Array]
    windows: Mapping[str, Array]


def levels_of(
    kit: Kit,
    here: Scene,
    course: str,
    drivers: Mapping[str, Array] | None = None,
    calls: Sequence[Array] = (),
) -> Levels:
    """Return levels of all parts of a course.

    Parameters
    ----------
    drivers
        Levels of states of the world that no action sets, (futures, months).
    calls
        Levels of what paths call for, (futures, days) each; nothing if left out.
    """
    casebook = kit.casebook
    held = casebook.courses[course]
    added = called_parts(casebook, held)
    parts = (*held.parts, *added)
    watched = _watched(casebook, parts)
    windows = dict(here.windows)
    while True:
        by_part = [level(casebook, part, here.draws, windows) for part in held.parts]
        by_part += calls or [_none(casebook, len(here)) for _ in added]
        monthly = by_month(casebook, parts, by_part, here.draws) | dict(drivers or {})
        seen = dict(windows)
        for indicator, name in watched.items():
            model, base = kit.setting.flows[name], here.ground.arrivals[name]
            under = migration.under(model, base, here.draws, monthly)
            seen[indicator] = under.monthly.sum(axis=2)
        if all(np.array_equal(seen[i], windows[i]) for i in watched):
            return Levels(by_part, monthly, windows)
        windows = seen


def _none(casebook: Casebook, futures: int) -> Array:
    horizon = casebook.front.horizon
    begin, end = date.fromisoformat(horizon.start), date.fromisoformat(horizon.end)
    return np.zeros((futures, (end - begin).days))


def shown(kit: Kit, here: Scene, found: Levels, indicator: str) -> Array:
    """Return what an indicator shows under a course, (futures, months)."""
    flow = kit.casebook.indicators[indicator].flow
    if flow is None:
        return found.windows[indicator]
    model, base = kit.setting.flows[flow], here.ground.arrivals[flow]
    under = migration.under(model, base, here.draws, found.monthly)
    total: Array = under.monthly.sum(axis=2)
    return total


def _watched(casebook: Casebook, parts: tuple[Part, ...]) -> dict[str, str]:
    """Return the flows that triggers of a course watch, by indicator."""
    named = {part.trigger.indicator for part in parts if part.trigger}
    known = {i: casebook.indicators[i].flow for i in sorted(named)}
    return {indicator: flow for indicator, flow in known.items() if flow}


def by_month(
    casebook: Casebook,
    parts: tuple[Part, ...],
    by_part: list[Array],
    draws: Mapping[str, Array],
) -> dict[str, Array]:
    """Return the mean level of each action in each month, times the part's scale."""
    starts = month_starts(casebook)
    found: dict[str, Array] = {}
    for part, by_day in zip(parts, by_part, strict=True):
        days = by_day.shape[1]
        length = np.diff(np.append(starts, days))
        mean = np.add.reduceat(by_day, starts, axis=1) / length
        scale = draws[part.scale] if isinstance(part.scale, str) else part.scale
        scaled = mean * np.reshape(scale, (-1, 1))
        held = found.get(part.action)
        found[part.action] = scaled if held is None else held + scaled
    return found


def month_starts(casebook: Casebook) -> NDArray[np.int64]:
    """Return the days of the horizon on which a month begins, the first included."""
    horizon = casebook.front.horizon
    begin, end = date.fromisoformat(horizon.start), date.fromisoformat(horizon.end)
    days = [begin + timedelta(days=d) for d in range((end - begin).days)]
    return np.array([i for i, day in enumerate(days) if i == 0 or day.day == 1])
