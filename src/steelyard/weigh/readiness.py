"""What a course does to readiness: records for the card and the dossier."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.objects import covered
from steelyard.casebook.units import factor
from steelyard.stress.readiness.callup import call_up
from steelyard.stress.readiness.dwell import dwell
from steelyard.study.demands import demand
from steelyard.study.futures import Futures, sample
from steelyard.study.readiness import (
    Demand,
    by_status,
    in_aircraft,
    in_units,
)
from steelyard.weigh.estimate import estimate, quantity_step
from steelyard.weigh.readiness_records import (
    Band3,
    CallUpFinding,
    CourseReadiness,
    UnitFinding,
)
from steelyard.weigh.readiness_relief import civil, civil_share, mitigations
from steelyard.weigh.readiness_starts import aircraft, starts

Array = NDArray[np.float32]


def readiness_course(
    casebook: Casebook,
    course: str,
    *,
    futures: int = 1000,
    seed: int = 1,
    drawn: Futures | None = None,
) -> CourseReadiness:
    """Read a course's readiness.

    Parameters
    ----------
    futures, seed
        What to sample, if `drawn` is not given.
    drawn
        Futures that are sampled already, so that courses share them.

    Raises
    ------
    CasebookError
        If the course is unknown.
    ValueError
        If the casebook has no force pool.
    """
    if casebook.forces is None or not casebook.forces.units:
        raise ValueError(f"casebook '{casebook.id}' has no force pool")
    if course not in casebook.courses:
        mark = casebook.mark("casebook", casebook.id)
        mend = nearest(course, casebook.courses)
        raise CasebookError([Problem(mark, f"no course '{course}'", mend)])
    drawn = drawn or sample(casebook, futures, seed)
    wanted = demand(casebook, course, drawn)
    forces = casebook.forces
    units = in_units(casebook, wanted)
    hours = in_aircraft(casebook, wanted)
    trace = _trace(casebook, wanted)
    return CourseReadiness(
        course=course,
        futures=len(drawn),
        units=_units(casebook, course, wanted, units, trace),
        aircraft=aircraft(casebook, wanted, hours),
        starts=starts(casebook, wanted, units, hours),
        callups=_callups(casebook, forces, wanted),
        burdens=_burdens(casebook, course, forces, wanted),
        civil=civil(casebook, wanted),
        civil_share=civil_share(casebook, course, wanted, trace),
        mitigations=mitigations(casebook, wanted),
        not_drawn=tuple(
            dict.fromkeys(
                f"{p.action}.{p.use.id}"
                for p in wanted.pieces
                if p.use.kind == "person_days"
                and not any(covered(d.covers, p.action, p.use) for d in forces.draws)
            )
        ),
        trace=trace,
    )


def band3(values: Sequence[float] | NDArray[np.floating]) -> Band3:
    """Return low, median and high of the middle two thirds."""
    low, middle, high = np.quantile(np.asarray(values), [1 / 6, 0.5, 5 / 6])
    return float(low), float(middle), float(high)


def free_units(casebook: Casebook, wanted: Demand, unit: str) -> Array:
    """Return units of a type that are free for missions, shape (futures,)."""
    held = casebook.forces.units[unit] if casebook.forces else None
    assert held is not None
    pool = wanted.draws[held.pool]
    free = pool * wanted.draws[held.available] if held.available else pool
    return free.astype(np.float32)


def _units(
    casebook: Casebook,
    course: str,
    wanted: Demand,
    units: dict[str, Array],
    trace: tuple[Step, ...],
) -> tuple[UnitFinding, ...]:
    forces = casebook.forces
    found = []
    for id_, held in (forces.units if forces else {}).items():
        if id_ not in units:
            continue
        free = free_units(casebook, wanted, id_)
        none = np.zeros_like(free)
        ratio = wanted.draws[held.dwell].astype(np.float32) if held.dwell else none
        home = dwell(units[id_], free, ratio)
        days = units[id_].sum(axis=1)
        lost = days * (wanted.draws[held.training] if held.training else none)
        found.append(
            UnitFinding(
                unit=id_,
                title=held.title,
                component=held.component,
                peak=band3(units[id_].max(axis=1)),
                free=band3(free),
                short_days=estimate(
                    f"readiness.{course}.dwell.{id_}",
                    f"Unit-days short of time at home: {held.title}",
                    home.short.astype(np.float64),
                    "unit day",
                    formula="units on the mission x (1 + dwell) less free units, "
                    "where above zero, summed over days",
                    trace=trace,
                ),
                breach=float((home.short > 0).mean()),
                attained=band3(np.minimum(home.attained, 99.0)),
                training_days=float(np.median(lost)),
            )
        )
    return tuple(found)


def _callups(
    casebook: Casebook, forces: ForcesFile, wanted: Demand
) -> tuple[CallUpFinding, ...]:
    people = by_status(wanted)
    found = []
    for law in forces.callups:
        mine = [people[s] for s in law.statuses if s in people]
        if not mine:
            continue
        most = _in(casebook, wanted, law.people, "person")
        longest = _in(casebook, wanted, law.days, "day")
        called = call_up(np.sum(mine, axis=0, dtype=np.float32), most, longest)
        found.append(
            CallUpFinding(
                callup=law.id,
                title=law.title,
                over_people=float((called.over_people > 0).mean()),
                over_days=float((called.over_days > 0).mean()),
                says=law.says,
                cites=law.cites,
            )
        )
    return tuple(found)


def _in(
    casebook: Casebook, wanted: Demand, name: str | None, unit: str
) -> Array | None:
    if name is None:
        return None
    values = wanted.draws[name] * factor(casebook.quantities[name].unit, unit)
    return values.astype(np.float32)


def _burdens(
    casebook: Casebook, course: str, forces: ForcesFile, wanted: Demand
) -> tuple[Figure, ...]:
    people = by_status(wanted)
    found = []
    for burden in forces.burdens:
        who = burden.statuses or tuple(people)
        mine = [people[s].sum(axis=1) for s in who if s in people]
        if not mine:
            continue
        rate = casebook.quantities[burden.rate]
        scale = factor(rate.unit, f"({burden.unit})/person/day")
        days = np.sum(mine, axis=0, dtype=np.float64)
        figure = estimate(
            f"readiness.{course}.{burden.id}",
            burden.title,
            days * wanted.draws[burden.rate] * scale,
            burden.unit,
            basis={rate.basis: 1.0},
            formula=f"person-days x {burden.rate}",
            trace=[quantity_step(casebook, burden.rate)],
            note=burden.says,
        )
        found.append(figure)
    return tuple(found)


def _trace(casebook: Casebook, wanted: Demand) -> tuple[Step, ...]:
    forces = casebook.forces
    names: dict[str, None] = {}
    for piece in wanted.pieces:
        names[piece.use.amount] = None
    for unit in (forces.units if forces else {}).values():
        keys = (unit.pool, unit.available, unit.dwell, unit.reset, unit.recall)
        names |= dict.fromkeys(k for k in keys if k)
    for item in (forces.aircraft if forces else {}).values():
        keys = (item.fleet, item.capable, item.tasked, item.hours, item.recall)
        names |= dict.fromkeys(k for k in keys if k)
    return (
        *(quantity_step(casebook, n) for n in names),
        Step(kind="model", id="steelyard.stress.readiness"),
    )
