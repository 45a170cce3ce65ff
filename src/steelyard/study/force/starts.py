"""If a contingency started on a day; aircraft by month."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.forces import Contingency
from steelyard.casebook.units import factor
from steelyard.stress.readiness.flights import aircraft_days, margin
from steelyard.stress.readiness.occupancy import occupied
from steelyard.stress.readiness.sweep import bands, sweep
from steelyard.study.force.records import (
    AircraftFinding,
    Band3,
    Month,
    StartSeries,
)
from steelyard.study.readiness import Demand

Array = NDArray[np.float32]

STARTS = 730
"""Start days of a contingency, from the horizon's first day."""

AHEAD = 400
"""Days looked ahead after the last start."""

EVERY = 7
"""Days between the starts that are kept."""


def starts(
    casebook: Casebook,
    wanted: Demand,
    units: dict[str, Array],
    hours: dict[str, Array],
) -> tuple[StartSeries, ...]:
    """Let each contingency begin on each day, for each type that it needs."""
    forces = casebook.forces
    found = []
    for name, item in (forces.contingencies if forces else {}).items():
        for kind, need in item.needs.items():
            ready, taken, recall, title = _type(casebook, wanted, kind, units, hours)
            wants = wanted.draws[need].astype(np.float32)
            within = _days(casebook, wanted, item.within)
            swept = sweep(ready, taken, wants, within, recall, STARTS)
            at = _kept(casebook, item)
            short, delay = swept.shortfall[at], swept.delay[at]
            added = (short > swept.without[None, :] + 1e-4).mean(axis=1)
            found.append(
                StartSeries(
                    contingency=name,
                    kind=kind,
                    title=title,
                    days=tuple(_day(casebook, i) for i in at),
                    shortfall=_rows(bands(short)),
                    without=_rows(bands(swept.without[None, :]))[0],
                    delay=_rows(bands(delay)),
                    added=tuple(float(x) for x in added),
                )
            )
    return tuple(found)


def _kept(casebook: Casebook, item: Contingency) -> list[int]:
    """Return the start days that are kept, of the months it can begin in."""
    start = date.fromisoformat(casebook.front.horizon.start)
    days = range(0, STARTS, EVERY)
    months = item.months
    if not months:
        return list(days)
    return [d for d in days if (start + timedelta(days=d)).month in months]


def _day(casebook: Casebook, offset: int) -> str:
    start = date.fromisoformat(casebook.front.horizon.start)
    return (start + timedelta(days=offset)).isoformat()


def _rows(values: Array) -> tuple[Band3, ...]:
    return tuple((float(a), float(b), float(c)) for a, b, c in values)


def _days(casebook: Casebook, wanted: Demand, name: str) -> NDArray[np.int64]:
    values = wanted.draws[name] * factor(casebook.quantities[name].unit, "day")
    whole: NDArray[np.int64] = np.rint(values).astype(np.int64)
    return whole


def _type(
    casebook: Casebook,
    wanted: Demand,
    kind: str,
    units: dict[str, Array],
    hours: dict[str, Array],
) -> tuple[Array, Array, NDArray[np.int64] | None, str]:
    """Return what is ready, what is taken by day, recall, and the title."""
    forces = casebook.forces
    assert forces is not None
    draws = wanted.draws
    known = next(iter([*units.values(), *hours.values()]), None)
    days = known.shape[1] if known is not None else 1
    none = np.zeros((wanted.futures, days), dtype=np.float32)
    still = np.zeros(wanted.futures, dtype=np.int64)
    if kind in forces.units:
        held = forces.units[kind]
        share = draws[held.available] if held.available else 1.0
        ready = (draws[held.pool] * share).astype(np.float32)
        reset = _days(casebook, wanted, held.reset) if held.reset else still
        level = units.get(kind, none)
        recall = held.recall
        title = held.title
    else:
        item = forces.aircraft[kind]
        fit = draws[item.fleet] * draws[item.capable] - draws[item.tasked]
        ready = fit.astype(np.float32)
        reset = still
        each = draws[item.hours].astype(np.float32)
        level = aircraft_days(hours[kind], each) if kind in hours else none
        recall = item.recall
        title = item.title
    taken = occupied(level, reset, STARTS + AHEAD)
    back = _days(casebook, wanted, recall) if recall else None
    return ready, taken, back, title


def aircraft(
    casebook: Casebook, wanted: Demand, hours: dict[str, Array]
) -> tuple[AircraftFinding, ...]:
    """Return each aircraft type's months: fit, on the mission, left."""
    forces = casebook.forces
    slices = month_slices(casebook)
    idle = np.zeros((wanted.futures, slices[-1][1].stop), dtype=np.float32)
    found = []
    for id_, item in (forces.aircraft if forces else {}).items():
        fleet, capable, tasked, each = (
            wanted.draws[n].astype(np.float32)
            for n in (item.fleet, item.capable, item.tasked, item.hours)
        )
        flown = hours.get(id_, idle)
        taken = aircraft_days(flown, each)
        left = margin(fleet, capable, tasked, taken)
        months = [
            Month(
                month=name,
                fit=_three(fleet * capable),
                taken=_three(taken[:, at].mean(axis=1)),
                margin=_three(left[:, at].mean(axis=1)),
            )
            for name, at in slices
        ]
        found.append(
            AircraftFinding(
                aircraft=id_,
                title=item.title,
                months=tuple(months),
                tasked=_three(tasked),
            )
        )
    return tuple(found)


def month_slices(casebook: Casebook) -> list[tuple[str, slice]]:
    """Return (YYYY-MM, days of the horizon in it)."""
    start = date.fromisoformat(casebook.front.horizon.start)
    days = (date.fromisoformat(casebook.front.horizon.end) - start).days
    names = [(start + timedelta(days=d)).isoformat()[:7] for d in range(days)]
    return [
        (name, slice(names.index(name), names.index(name) + names.count(name)))
        for name in dict.fromkeys(names)
    ]


def _three(values: Array) -> Band3:
    low, middle, high = np.quantile(values, [1 / 6, 0.5, 5 / 6])
    return float(low), float(middle), float(high)
