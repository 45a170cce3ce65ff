"""Hold `movement.yaml` against itself: names, units, signs, who takes whom."""

from __future__ import annotations

from collections.abc import Set

from steelyard.casebook.bounds import bounds
from steelyard.casebook.check_flown import check_flown
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.movement import Demand, Fleet, MovementFile

COUNT = ("ratio", "aircraft", "unit")

FLEET_UNITS: dict[str, tuple[str, ...]] = {
    "seats": ("person",),
    "seats_emergency": ("person",),
    "range": ("mile",),
    "speed": ("knot",),
    "hours_per_day": ("hour/day",),
    "ground_time": ("hour",),
    "available": COUNT,
    "cost_per_hour": ("USD/hour",),
    "crews": COUNT,
    "crew_hours": ("hour/day",),
    "detour": ("ratio",),
    "readiness_floor": COUNT,
    "readiness_within": ("day",),
}
"""Key of a fleet: units that fit."""

ABOVE_ZERO = ("seats", "range", "speed", "hours_per_day", "detour", "crew_hours")

PLANNING_UNITS: dict[str, tuple[str, ...]] = {
    "hold": ("USD/person/day", "USD/bed/day"),
    "late": ("USD/person/day",),
    "overhead": ("hour",),
    "queueing": ("ratio",),
    "change_bases": ("day",),
}


def check_movement(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find what in `movement.yaml` cannot be planned with.

    Named are: a name that nothing defines, a quantity of the wrong unit or sign,
    a country that takes nobody without saying so, a floor above what exists,
    demand between places that no fleet serves.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.

    Returns
    -------
    Problems with file, line and column; none if the casebook has no movement.
    """
    movement = casebook.movement
    if movement is None:
        return []
    check = RecordCheck(casebook, "movement", broken)
    for id_, airport in movement.airports.items():
        at: Route = ("airports", id_)
        check.quantity(airport.parking, (*at, "parking"), COUNT)
        check.at_least_zero(airport.parking, (*at, "parking"))
        check.known("source", airport.source, casebook.sources, (*at, "source"))
    for id_, fleet in movement.fleets.items():
        _fleet(check, movement, id_, fleet)
    check.twice("demand", [d.id for d in movement.demand], ("demand",))
    for i, demand in enumerate(movement.demand):
        _demand(check, movement, ("demand", i), demand)
    _countries(check, movement)
    if movement.flown is not None:
        check_flown(check, movement, movement.flown)
    return check.problems


def _fleet(check: RecordCheck, movement: MovementFile, id_: str, fleet: Fleet) -> None:
    at: Route = ("fleets", id_)
    for key, units in FLEET_UNITS.items():
        name = getattr(fleet, key)
        found = check.quantity(name, (*at, key), units)
        check.at_least_zero(name, (*at, key))
        if found is not None and key in ABOVE_ZERO and found.value <= 0:
            check.add((*at, key), f"'{name}' is {found.value:g}", "above 0")
    check.known("action", fleet.actions, check.casebook.actions, (*at, "actions"))
    hubs = {i: a for i, a in movement.airports.items() if a.role == "hub"}
    single = [fleet.hub] if fleet.hub else []
    check.known("hub", single, hubs, (*at, "hub"))
    check.known("hub", fleet.hubs, hubs, (*at, "hubs"))
    ready = [fleet.readiness_hub] if fleet.readiness_hub else []
    check.known("hub", ready, hubs, (*at, "readiness_hub"))
    if not hubs:
        check.add(at, f"no airport is a hub, so '{id_}' has no base", "role: hub")
    known = check.casebook.quantities
    floor = known.get(fleet.readiness_floor or "")
    held = known.get(fleet.available)
    if floor and held and floor.value > bounds(held)[1]:
        what = (
            f"{floor.value:g} of '{id_}' must stay within reach, and "
            f"{bounds(held)[1]:g} can be used at most"
        )
        check.add((*at, "readiness_floor"), what, "lower the floor")


def _demand(
    check: RecordCheck, movement: MovementFile, at: Route, demand: Demand
) -> None:
    for key in ("origin", "destination"):
        check.known("airport", [getattr(demand, key)], movement.airports, (*at, key))
    if demand.origin == demand.destination:
        check.add((*at, "destination"), "origin and destination are the same", "")
    check.quantity(demand.people, (*at, "people"), "person")
    check.at_least_zero(demand.people, (*at, "people"))
    check.quantity(demand.scale, (*at, "scale"), "ratio")
    check.at_least_zero(demand.scale, (*at, "scale"))
    check.known("action", demand.actions, check.casebook.actions, (*at, "actions"))
    fit = [
        f
        for f in movement.fleets.values()
        if f.mode in demand.modes and (f.secured or not demand.secured)
    ]
    if not fit and movement.fleets:
        what = f"no fleet by {' or '.join(demand.modes)} can carry '{demand.id}'"
        check.add((*at, "id"), what, "add a fleet, or a mode")
    front = check.casebook.front.horizon
    if demand.due_end <= front.start:
        what = f"due by {demand.due_end}, before the horizon starts on {front.start}"
        check.add((*at, "due_end"), what, "give days within the horizon")


def _countries(check: RecordCheck, movement: MovementFile) -> None:
    used = {a.country: a for a in movement.airports.values()}
    for id_, limit in movement.countries.items():
        at: Route = ("countries", id_)
        check.known("country of an airport", [id_], used, at)
        check.quantity(limit.per_day, (*at, "per_day"), "person/day")
        check.quantity(limit.in_all, (*at, "in_all"), "person")
        check.known("source", limit.source, check.casebook.sources, (*at, "source"))
        for key in ("per_day", "in_all"):
            name = getattr(limit, key)
            check.at_least_zero(name, (*at, key))
            found = check.casebook.quantities.get(name or "")
            if found is not None and found.value == 0 and not limit.refuses:
                what = f"'{id_}' takes nobody: '{name}' is 0"
                check.add((*at, key), what, "say `refuses: true`, or a number above 0")
    planning = movement.planning
    if planning is not None:
        for key, units in PLANNING_UNITS.items():
            name = getattr(planning, key)
            check.quantity(name, ("planning", key), units)
            check.at_least_zero(name, ("planning", key))
