"""Hold a force pool against itself: names, units, shares, what exists."""

from __future__ import annotations

from collections.abc import Set

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.objects import Objects

COUNT = ("ratio", "unit", "aircraft")


def check_forces(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find what in `forces.yaml` cannot be reckoned with.

    Named are: a name that nothing defines, a quantity of the wrong unit, a share
    outside 0 to 1, a negative count or time, a pool of nothing, a contingency that
    needs more than exists, a status without its payer.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.

    Returns
    -------
    Problems with file, line and column; none if the casebook has no forces.
    """
    forces = casebook.forces
    if forces is None:
        return []
    check = RecordCheck(casebook, "forces", broken)
    _statuses(check, forces)
    _units(check, forces)
    _schedules(check, forces)
    _aircraft(check, forces)
    _contingencies(check, forces)
    _others(check, forces)
    return check.problems


def _count(check: RecordCheck, id_: str | None, at: Route) -> None:
    check.quantity(id_, at, COUNT)
    check.at_least_zero(id_, at)


def _days(check: RecordCheck, id_: str | None, at: Route) -> None:
    check.quantity(id_, at, "day")
    check.at_least_zero(id_, at)


def _share(check: RecordCheck, id_: str | None, at: Route) -> None:
    check.between(id_, at, 0.0, 1.0, "a share")


def _statuses(check: RecordCheck, forces: ForcesFile) -> None:
    budget = check.casebook.budget
    payers = budget.payers if budget else {}
    for id_, status in forces.statuses.items():
        at: Route = ("statuses", id_)
        check.known("payer", [status.payer], payers, (*at, "payer"))
        _days(check, status.tour, (*at, "tour"))
        _days(check, status.lead, (*at, "lead"))
        check.quantity(status.dwell, (*at, "dwell"), "ratio")
        check.known("source", status.source, check.casebook.sources, (*at, "source"))


def _units(check: RecordCheck, forces: ForcesFile) -> None:
    for id_, unit in forces.units.items():
        at: Route = ("units", id_)
        _count(check, unit.pool, (*at, "pool"))
        strength = check.quantity(unit.strength, (*at, "strength"), "person")
        if strength and bounds(strength)[0] <= 0:
            what = f"a unit of '{unit.strength}' can have no people"
            check.add((*at, "strength"), what, "above 0")
        _share(check, unit.available, (*at, "available"))
        check.quantity(unit.dwell, (*at, "dwell"), "ratio")
        check.at_least_zero(unit.dwell, (*at, "dwell"))
        _days(check, unit.reset, (*at, "reset"))
        _days(check, unit.recall, (*at, "recall"))
        _share(check, unit.training, (*at, "training"))


def _schedules(check: RecordCheck, forces: ForcesFile) -> None:
    for i, item in enumerate(forces.training):
        at: Route = ("training", i)
        check.known("unit type", item.units, forces.units, (*at, "units"))
        _share(check, item.share, (*at, "share"))
    for i, plan in enumerate(forces.rotations):
        at = ("rotations", i)
        check.known("unit type", [plan.unit], forces.units, (*at, "unit"))
        _count(check, plan.units, (*at, "units"))
        _days(check, plan.overlap, (*at, "overlap"))
        _days(check, plan.first, (*at, "first"))
        tour = check.quantity(plan.tour, (*at, "tour"), "day")
        if tour and bounds(tour)[0] < 1:
            check.add((*at, "tour"), f"'{plan.tour}' can be under a day", "1 or more")


def _aircraft(check: RecordCheck, forces: ForcesFile) -> None:
    for id_, item in forces.aircraft.items():
        at: Route = ("aircraft", id_)
        _count(check, item.fleet, (*at, "fleet"))
        _share(check, item.capable, (*at, "capable"))
        _count(check, item.tasked, (*at, "tasked"))
        hours = check.quantity(item.hours, (*at, "hours"), "hour/day")
        if hours and bounds(hours)[0] <= 0:
            check.add((*at, "hours"), f"'{item.hours}' can be 0", "above 0")
        _days(check, item.recall, (*at, "recall"))
        _objects(check, item.covers, (*at, "covers"))


def _objects(check: RecordCheck, sets: tuple[Objects, ...], at: Route) -> None:
    casebook = check.casebook
    forces = casebook.forces
    uses = {u.id: u for a in casebook.actions.values() for u in a.uses}
    statuses = forces.statuses if forces else {}
    for i, objects in enumerate(sets):
        here = (*at, i)
        check.known("action", objects.actions, casebook.actions, (*here, "actions"))
        check.known("use", objects.uses, uses, (*here, "uses"))
        check.known("duty status", objects.statuses, statuses, (*here, "statuses"))
        check.known("quantity", objects.rates, casebook.quantities, (*here, "rates"))


def _contingencies(check: RecordCheck, forces: ForcesFile) -> None:
    known = {**forces.units, **forces.aircraft}
    pools = {i: u.pool for i, u in forces.units.items()}
    pools |= {i: a.fleet for i, a in forces.aircraft.items()}
    quantities = check.casebook.quantities
    for id_, item in forces.contingencies.items():
        at: Route = ("contingencies", id_)
        _days(check, item.within, (*at, "within"))
        check.known("unit type or aircraft", item.needs, known, (*at, "needs"))
        for kind, need in item.needs.items():
            here = (*at, "needs", kind)
            _count(check, need, here)
            wanted, held = quantities.get(need), quantities.get(pools.get(kind, ""))
            if wanted and held and wanted.value > bounds(held)[1]:
                what = (
                    f"'{id_}' needs {wanted.value:g} of '{kind}', and "
                    f"{bounds(held)[1]:g} exist at most"
                )
                check.add(here, what, "lower the need or mend the pool")


def _others(check: RecordCheck, forces: ForcesFile) -> None:
    for i, draw in enumerate(forces.draws):
        at: Route = ("draws", i)
        _objects(check, draw.covers, (*at, "covers"))
        check.known("unit type", draw.units, forces.units, (*at, "units"))
        for kind, weight in draw.units.items():
            _count(check, weight, (*at, "units", kind))
    for i, callup in enumerate(forces.callups):
        at = ("callups", i)
        check.known("duty status", callup.statuses, forces.statuses, (*at, "statuses"))
        check.quantity(callup.people, (*at, "people"), "person")
        _days(check, callup.days, (*at, "days"))
    for i, burden in enumerate(forces.burdens):
        at = ("burdens", i)
        check.known("duty status", burden.statuses, forces.statuses, (*at, "statuses"))
        check.quantity(burden.rate, (*at, "rate"), f"({burden.unit})/person/day")
    for i, other in enumerate(forces.substitutes):
        at = ("substitutes", i)
        _objects(check, other.covers, (*at, "covers"))
        _share(check, other.share, (*at, "share"))
        _days(check, other.lead, (*at, "lead"))
        check.known("source", other.source, check.casebook.sources, (*at, "source"))
    _mitigations(check, forces)


def _mitigations(check: RecordCheck, forces: ForcesFile) -> None:
    names = {s.id: s for s in forces.substitutes}
    for i, item in enumerate(forces.mitigations):
        at: Route = ("mitigations", i)
        wanted = (item.aircraft,) if item.aircraft else ()
        check.known("aircraft", wanted, forces.aircraft, (*at, "aircraft"))
        _count(check, item.cap, (*at, "cap"))
        units = (*item.source_units, *((item.target_unit,) if item.target_unit else ()))
        check.known("unit type", units, forces.units, (*at, "source_units"))
        _share(check, item.share, (*at, "share"))
        check.known("substitute", item.substitutes, names, (*at, "substitutes"))
