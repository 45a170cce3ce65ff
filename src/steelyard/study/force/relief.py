"""What eases the burden: civil substitutes, other units, flights spread out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.forces import Mitigation
from steelyard.casebook.units import factor
from steelyard.money.deflator import Deflator, deflator
from steelyard.stress.readiness.dwell import dwell
from steelyard.stress.readiness.flights import aircraft_days, margin, stagger
from steelyard.stress.readiness.relief import mixed
from steelyard.study.figures import estimate
from steelyard.study.force.records import (
    Band3,
    CivilFinding,
    MitigationFinding,
)
from steelyard.study.force.starts import month_slices
from steelyard.study.pool import free_by_day
from steelyard.study.readiness import (
    Demand,
    in_aircraft,
    in_units,
    relieved,
    taken_over,
)

Array = NDArray[np.float32]
Wide = NDArray[np.float64]


def _three(values: Wide) -> Band3:
    low, middle, high = np.quantile(values, [1 / 6, 0.5, 5 / 6])
    return float(low), float(middle), float(high)


def _sum(wanted: Demand, kind: str) -> Wide:
    """Return person-days or hours over the horizon, shape (futures,)."""
    mine = [
        p.amount.sum(axis=1, dtype=np.float64)
        for p in wanted.pieces
        if p.use.kind == kind
    ]
    total: Wide = np.sum(mine, axis=0) if mine else np.zeros(wanted.futures)
    return np.broadcast_to(total, (wanted.futures,))


def _ratio(part: Wide, whole: Wide) -> Wide:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def _rate(casebook: Casebook, wanted: Demand, name: str, prices: Deflator) -> Wide:
    """Return money of the currency year for a person and day, or an hour."""
    quantity = casebook.quantities[name]
    per = "USD/hour" if _by_hour(quantity.unit) else "USD/person/day"
    scale = factor(quantity.unit, per)
    if quantity.price_year is not None:
        scale *= prices.factor(quantity.price_year)
    value: Wide = wanted.draws[name] * scale
    return value


def _by_hour(unit: str) -> bool:
    try:
        factor(unit, "USD/hour")
    except ValueError:
        return False
    return True


def civil(casebook: Casebook, wanted: Demand) -> tuple[CivilFinding, ...]:
    """Return what each substitute could take over, when and at what cost."""
    forces = casebook.forces
    prices = deflator(casebook)
    found = []
    for who in forces.substitutes if forces else ():
        _, over = relieved(wanted, (who,))
        if not over:
            continue
        kind = over[0][0].use.kind
        taken = np.sum([t.sum(axis=1, dtype=np.float64) for _, _, t in over], axis=0)
        extra: float | None = None
        if who.rate is not None:
            new = _rate(casebook, wanted, who.rate, prices)
            extra = sum(
                float(
                    (
                        t.sum(axis=1, dtype=np.float64)
                        * (new - _rate(casebook, wanted, p.use.rate, prices))
                    ).mean()
                )
                for p, _, t in over
            )
        found.append(
            CivilFinding(
                substitute=who.id,
                title=who.title,
                share=_three(_ratio(taken, _sum(wanted, kind))),
                at_full=_three(wanted.draws[who.share]),
                lead=_three(wanted.draws[who.lead]),
                unit="person day" if kind == "person_days" else "hour",
                extra_cost=extra,
            )
        )
    return tuple(found)


def civil_share(
    casebook: Casebook, course: str, wanted: Demand, trace: tuple[Step, ...]
) -> Figure:
    """Return the share of military person-days that civil agencies could take."""
    forces = casebook.forces
    return estimate(
        f"plan.{course}.civil_share",
        "Share of military person-days that civil agencies or contractors could do",
        taken_over(wanted, forces.substitutes if forces else ()),
        "ratio",
        formula="person-days that substitutes take over once their lead has passed, "
        "over all military person-days of the horizon",
        trace=trace,
    )


def mitigations(casebook: Casebook, wanted: Demand) -> tuple[MitigationFinding, ...]:
    """Make each mitigation by itself and tell what it buys and costs."""
    forces = casebook.forces
    units, hours = in_units(casebook, wanted), in_aircraft(casebook, wanted)
    before = _short(casebook, wanted, units), _lowest(casebook, wanted, hours)
    days = float(_sum(wanted, "person_days").mean())
    found = []
    for item in forces.mitigations if forces else ():
        after, spare, left, waiting, extra = _make(casebook, wanted, item, units, hours)
        found.append(
            MitigationFinding(
                mitigation=item.id,
                title=item.title,
                short_days=(before[0], after),
                margins={a: (before[1][a], spare.get(a, before[1][a])) for a in hours},
                person_days=(days, left),
                waiting=waiting,
                extra_cost=extra,
                says=item.says,
            )
        )
    return tuple(found)


Made = tuple[float, dict[str, float], float, float, float | None]


def _make(
    casebook: Casebook,
    wanted: Demand,
    item: Mitigation,
    units: Mapping[str, Array],
    hours: Mapping[str, Array],
) -> Made:
    days = _sum(wanted, "person_days")
    if item.kind == "stagger":
        return _staggered(casebook, wanted, item, units, hours)
    if item.kind == "mix":
        return _mixed(casebook, wanted, item, units, hours)
    forces = casebook.forces
    chosen = tuple(
        s for s in (forces.substitutes if forces else ()) if s.id in item.substitutes
    )
    stays, _ = relieved(wanted, chosen)
    found = [f for f in civil(casebook, wanted) if f.substitute in item.substitutes]
    known = [f.extra_cost for f in found if f.extra_cost is not None]
    left = float(_sum(stays, "person_days").mean()) if days.any() else 0.0
    return (
        _short(casebook, stays, in_units(casebook, stays)),
        _lowest(casebook, stays, in_aircraft(casebook, stays)),
        left,
        0.0,
        sum(known) if len(known) == len(found) else None,
    )


def _staggered(
    casebook: Casebook,
    wanted: Demand,
    item: Mitigation,
    units: Mapping[str, Array],
    hours: Mapping[str, Array],
) -> Made:
    forces = casebook.forces
    assert forces is not None
    assert item.cap is not None
    days = float(_sum(wanted, "person_days").mean())
    short = _short(casebook, wanted, units)
    id_ = item.aircraft or ""
    if id_ not in hours:
        return short, _lowest(casebook, wanted, hours), days, 0.0, 0.0
    each = wanted.draws[forces.aircraft[id_].hours].astype(np.float32)
    cap = wanted.draws[item.cap].astype(np.float32)
    spread, waiting = stagger(aircraft_days(hours[id_], each), cap)
    eased = {**hours, id_: spread * each[:, None]}
    return short, _lowest(casebook, wanted, eased), days, float(waiting.mean()), 0.0


def _mixed(
    casebook: Casebook,
    wanted: Demand,
    item: Mitigation,
    units: Mapping[str, Array],
    hours: Mapping[str, Array],
) -> Made:
    forces = casebook.forces
    assert forces is not None
    assert item.share is not None
    eased = dict(units)
    share = wanted.draws[item.share].astype(np.float32)
    moved = np.zeros(wanted.futures)
    target = item.target_unit or ""
    takes = wanted.draws[forces.units[target].strength]
    for id_ in item.source_units:
        if id_ not in eased:
            continue
        gives = wanted.draws[forces.units[id_].strength]
        none = np.zeros_like(eased[id_])
        moved = moved + eased[id_].sum(axis=1) * share * gives
        ratio = (gives / takes).astype(np.float32)
        eased[id_], eased[target] = mixed(
            eased[id_], eased.get(target, none), share, ratio
        )
    extra: float | None = None
    if item.rate_from and item.rate_to:
        prices = deflator(casebook)
        new = _rate(casebook, wanted, item.rate_to, prices)
        old = _rate(casebook, wanted, item.rate_from, prices)
        extra = float((moved * (new - old)).mean())
    days = float(_sum(wanted, "person_days").mean())
    return (
        _short(casebook, wanted, eased),
        _lowest(casebook, wanted, hours),
        days,
        0.0,
        extra,
    )


def _short(casebook: Casebook, wanted: Demand, units: Mapping[str, Array]) -> float:
    """Return unit-days short of time at home, all types, mean over futures."""
    forces = casebook.forces
    total = 0.0
    for id_, level in units.items():
        held = forces.units[id_] if forces else None
        if held is None or held.dwell is None:
            continue
        free = free_by_day(casebook, wanted.draws, id_)
        ratio = wanted.draws[held.dwell].astype(np.float32)
        total += float(dwell(level, free, ratio).short.mean())
    return total


def _lowest(
    casebook: Casebook, wanted: Demand, hours: Mapping[str, Array]
) -> dict[str, float]:
    """Return the lowest monthly margin by aircraft type, median of futures."""
    forces = casebook.forces
    found = {}
    for id_, flown in hours.items():
        item = forces.aircraft[id_] if forces else None
        if item is None:
            continue
        fleet, capable, tasked, each = (
            wanted.draws[n].astype(np.float32)
            for n in (item.fleet, item.capable, item.tasked, item.hours)
        )
        left = margin(fleet, capable, tasked, aircraft_days(flown, each))
        found[id_] = min(
            float(np.median(left[:, at].mean(axis=1)))
            for _, at in month_slices(casebook)
        )
    return found
