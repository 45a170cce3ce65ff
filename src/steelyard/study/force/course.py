"""What a course does to readiness: records for the card and the dossier."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.objects import covered
from steelyard.casebook.units import factor
from steelyard.stress.readiness.callup import call_up
from steelyard.study.demands import demand
from steelyard.study.figures import estimate, quantity_step
from steelyard.study.force.records import (
    CallUpFinding,
    CourseReadiness,
)
from steelyard.study.force.relief import civil, civil_share, mitigations
from steelyard.study.force.starts import aircraft, starts
from steelyard.study.force.units import calendar, unit_findings
from steelyard.study.futures import Futures, sample
from steelyard.study.kit import Kit
from steelyard.study.readiness import (
    Demand,
    by_status,
    in_aircraft,
    in_units,
)

Array = NDArray[np.float32]


def readiness_course(
    casebook: Casebook,
    course: str,
    *,
    futures: int = 1000,
    seed: int = 1,
    drawn: Futures | None = None,
    kit: Kit | None = None,
) -> CourseReadiness:
    """Read a course's readiness.

    Parameters
    ----------
    futures, seed
        What to sample, if `drawn` is not given.
    drawn
        Futures that are sampled already, so that courses share them.
    kit
        The casebook made ready, if it is at hand.

    Raises
    ------
    CasebookError
        If the course is unknown.
    ValueError
        If the casebook has no force pool.
    """
    forces = _pool(casebook, course)
    drawn = drawn or sample(casebook, futures, seed)
    wanted = demand(casebook, course, drawn, kit)
    units = in_units(casebook, wanted)
    hours = in_aircraft(casebook, wanted)
    trace = _trace(casebook, wanted)
    return CourseReadiness(
        course=course,
        futures=len(drawn),
        calendar=calendar(casebook, wanted),
        units=unit_findings(casebook, course, wanted, units, trace),
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


def _pool(casebook: Casebook, course: str) -> ForcesFile:
    """Return the force pool of a casebook that has one and the course."""
    if casebook.forces is None or not casebook.forces.units:
        raise ValueError(f"casebook '{casebook.id}' has no force pool")
    if course not in casebook.courses:
        mark = casebook.mark("casebook", casebook.id)
        mend = nearest(course, casebook.courses)
        raise CasebookError([Problem(mark, f"no course '{course}'", mend)])
    return casebook.forces


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
    for plan in forces.training if forces else ():
        names[plan.share] = None
    for turn in forces.rotations if forces else ():
        names |= dict.fromkeys((turn.units, turn.tour, turn.overlap, turn.first))
    for item in (forces.aircraft if forces else {}).values():
        keys = (item.fleet, item.capable, item.tasked, item.hours, item.recall)
        names |= dict.fromkeys(k for k in keys if k)
    return (
        *(quantity_step(casebook, n) for n in names),
        Step(kind="model", id="steelyard.stress.readiness"),
    )
