"""From a casebook's records to an instance: who moves where, on what, by when."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.movement import Demand, Fleet, MovementFile
from steelyard.casebook.units import same_dimension
from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.geometry import great_circle_km
from steelyard.plan.movement.instance import Bools, Costs, Floats, Instance, Ints, Queue
from steelyard.plan.movement.missions import Mission, mission
from steelyard.plan.movement.numbers import Numbers

HUBS_TRIED = 3
"""Hubs nearest to where people wait from which a type's missions start."""

FIRST = 1000.0
"""Weight of lateness where it comes before cost: no saving makes up for it."""

PERIOD = 28
"""Days between chances to change bases, where the casebook gives none."""


@dataclass(frozen=True)
class Unmoved:
    """People whom no plan can move, and why."""

    demand: str
    people: int
    why: str


@dataclass(frozen=True)
class Question:
    """An instance and what was left out of it, each with its reason."""

    instance: Instance
    unmoved: tuple[Unmoved, ...]
    used: tuple[str, ...] = ()
    """Quantities that went into it, by id."""


def question(
    casebook: Casebook,
    course: str,
    *,
    values: Mapping[str, float] | None = None,
    floors: Mapping[str, int] | None = None,
    emergency: bool = False,
    days: int | None = None,
    late_first: bool = False,
) -> Question | None:
    """Return the movement problem of a course; None if it moves nobody.

    Parameters as of `movement`.
    """
    movement = casebook.movement
    if movement is None or not movement.fleets or not movement.demand:
        return None
    numbers = Numbers(casebook.quantities, values)
    starts = _starts(casebook, course)
    demand = [x for x in movement.demand if _wanted(x, starts)]
    fleets = {i: x for i, x in movement.fleets.items() if _wanted(x, starts)}
    if not demand or not fleets:
        return None
    start = dt.date.fromisoformat(casebook.front.horizon.start)
    days = _length(casebook, start, days)
    hubs = tuple(i for i, a in movement.airports.items() if a.role == "hub")
    kinds = tuple(_kind(i, f, numbers, floors or {}, hubs) for i, f in fleets.items())
    places = {i: (a.lat, a.lon) for i, a in movement.airports.items()}
    allowed = _allowed(fleets, hubs)
    ways = (kinds, fleets, hubs, allowed)
    queues, unmoved = _queues(movement, demand, ways, numbers, start, days, emergency)
    costs, period = _weights(casebook, movement, numbers)
    if late_first:
        costs = replace(costs, late=max(costs.late, costs.hold, 1.0) * FIRST)
    based, free = _based(kinds, fleets, hubs)
    instance = Instance(
        days=days,
        fleets=kinds,
        hubs=hubs,
        places=places,
        based=based,
        free=free,
        away=_away(kinds, hubs, places),
        queues=tuple(queues),
        costs=costs,
        per_day=_per_day(movement, numbers, days),
        in_all=_in_all(movement, numbers),
        ground=_ground(movement, numbers),
        period=min(period, days),
        rebase=_rebase(kinds, hubs, places),
        open=_open(fleets, starts, start, days),
        allowed=allowed,
        start=start.isoformat(),
        titles={i: a.title for i, a in movement.airports.items()},
    )
    return Question(instance, tuple(unmoved), tuple(numbers.used))


def _length(casebook: Casebook, start: dt.date, days: int | None) -> int:
    whole = (dt.date.fromisoformat(casebook.front.horizon.end) - start).days
    return whole if days is None else max(1, min(days, whole))


def _wanted(record: Demand | Fleet, starts: Mapping[str, str]) -> bool:
    """Tell whether a course has one of the record's actions, or it needs none."""
    return not record.actions or not starts.keys().isdisjoint(record.actions)


def _allowed(fleets: Mapping[str, Fleet], hubs: tuple[str, ...]) -> Bools:
    rows = [
        [h in (f.hubs or hubs) or h == f.hub for h in hubs] for f in fleets.values()
    ]
    return np.array(rows, dtype=bool)


def _weights(
    casebook: Casebook, movement: MovementFile, numbers: Numbers
) -> tuple[Costs, int]:
    """Return what waiting costs, and days between chances to change bases."""
    planning = movement.planning
    if planning is None:
        return Costs(0.0, 0.0), PERIOD
    each = same_dimension(casebook.quantities[planning.hold].unit, "USD/bed/day")
    hold = numbers.get(planning.hold, "USD/bed/day" if each else "USD/person/day")
    late = numbers.get(planning.late, "USD/person/day")
    period = PERIOD
    if planning.change_bases:
        period = max(1, round(numbers.get(planning.change_bases, "day")))
    return Costs(hold, late), period


def _in_all(movement: MovementFile, n: Numbers) -> dict[str, int]:
    return {
        c: round(n.get(x.in_all, "person"))
        for c, x in movement.countries.items()
        if x.in_all
    }


def _starts(casebook: Casebook, course: str) -> dict[str, str]:
    """Return the first day of each action of a course, empty for the horizon's."""
    found: dict[str, str] = {}
    for part in casebook.courses[course].parts:
        day = part.start or casebook.front.horizon.start
        found[part.action] = min(found.get(part.action, day), day)
    return found


def _kind(
    id_: str,
    fleet: Fleet,
    n: Numbers,
    floors: Mapping[str, int],
    hubs: tuple[str, ...],
) -> FleetType:
    hours = n.get(fleet.hours_per_day, "hour/day")
    if fleet.crews and fleet.crew_hours:
        hours = min(hours, n.count(fleet.crews) * n.get(fleet.crew_hours, "hour/day"))
    floor = n.count(fleet.readiness_floor) if fleet.readiness_floor else 0
    within = n.get(fleet.readiness_within, "day") if fleet.readiness_within else 1.0
    emergency = fleet.seats_emergency
    return FleetType(
        id=id_,
        title=fleet.title,
        mode=fleet.mode,
        civil=fleet.civil,
        seats=math.floor(n.get(fleet.seats, "person")),
        seats_emergency=math.floor(n.get(emergency, "person")) if emergency else None,
        range_km=n.get(fleet.range, "meter") / 1000,
        speed_kmh=n.get(fleet.speed, "meter/hour") / 1000,
        ground_hours=n.get(fleet.ground_time, "hour"),
        hours_per_day=hours,
        available=n.count(fleet.available),
        cost_per_hour=n.get(fleet.cost_per_hour, "USD/hour"),
        hub=fleet.hub,
        floor=floors.get(id_, floor),
        within=within,
        floor_hub=fleet.readiness_hub or fleet.hub or (fleet.hubs or hubs)[0],
        detour=n.get(fleet.detour, "ratio") if fleet.detour else 1.0,
    )


def _queues(
    movement: MovementFile,
    demand: list[Demand],
    ways: tuple[tuple[FleetType, ...], dict[str, Fleet], tuple[str, ...], Bools],
    n: Numbers,
    start: dt.date,
    days: int,
    emergency: bool,
) -> tuple[list[Queue], list[Unmoved]]:
    queues: list[Queue] = []
    unmoved: list[Unmoved] = []
    for item in demand:
        people = n.get(item.people, "person")
        people *= n.get(item.scale, "ratio") if item.scale else 1.0
        country = movement.airports[item.destination].country
        limit = movement.countries.get(country)
        if limit is not None and limit.refuses:
            why = f"{country} takes nobody{': ' + limit.note if limit.note else ''}"
            unmoved.append(Unmoved(item.id, round(people), why))
            continue
        found = _missions(movement, item, ways, emergency)
        if not found:
            goal = movement.airports[item.destination].title
            why = f"no {' or '.join(item.modes)} fleet reaches {goal}"
            unmoved.append(Unmoved(item.id, round(people), why))
            continue
        ready = (item.ready_start or item.due_start, item.ready_end or item.due_end)
        release = np.diff(spread(people, ready, start, days), prepend=0)
        due = spread(people, (item.due_start, item.due_end), start, days)
        queue = Queue(item.id, item.origin, item.destination, country,
                      release.astype(np.int64), due, found, item.secured)  # fmt: skip
        queues.append(queue)
    return queues, unmoved


def spread(people: float, window: tuple[str, str], start: dt.date, days: int) -> Ints:
    """Return people so far, coming evenly from the first day of a window to its end.

    Whole people by rounding the running total, so that the sum is exact; shape
    (days,). What falls before the horizon counts on its first day.
    """
    first = (dt.date.fromisoformat(window[0]) - start).days
    last = (dt.date.fromisoformat(window[1]) - start).days
    share = (np.arange(1, days + 1) - first) / (last - first)
    return np.rint(people * np.clip(share, 0.0, 1.0)).astype(np.int64)


def _missions(
    movement: MovementFile,
    item: Demand,
    ways: tuple[tuple[FleetType, ...], dict[str, Fleet], tuple[str, ...], Bools],
    emergency: bool,
) -> tuple[Mission, ...]:
    kinds, fleets, hubs, allowed = ways
    places = {i: (a.lat, a.lon) for i, a in movement.airports.items()}
    stops = tuple(i for i, a in movement.airports.items() if a.role in {"stop", "hub"})
    found = []
    for k, kind in enumerate(kinds):
        fleet = fleets[kind.id]
        if kind.mode not in item.modes or (item.secured and not fleet.secured):
            continue
        if kind.available < 1:
            continue
        near = sorted(
            np.flatnonzero(allowed[k]),
            key=lambda h: great_circle_km(places[hubs[h]], places[item.origin]),
        )
        for h in near[:HUBS_TRIED]:
            trip = (hubs[h], item.origin, item.destination)
            on_way = stops if kind.mode == "air" else ()
            at = (k, int(h))
            way = mission(at, kind, trip, places, on_way, emergency=emergency)
            if way is not None:
                found.append(way)
    return tuple(found)


def _based(
    kinds: tuple[FleetType, ...], fleets: dict[str, Fleet], hubs: tuple[str, ...]
) -> tuple[Ints, Bools]:
    based = np.zeros((len(kinds), len(hubs)), dtype=np.int64)
    free = np.ones(len(kinds), dtype=bool)
    for k, kind in enumerate(kinds):
        if kind.hub is not None:
            based[k, hubs.index(kind.hub)] = kind.available
            free[k] = False
    return based, free


def _away(
    kinds: tuple[FleetType, ...],
    hubs: tuple[str, ...],
    places: Mapping[str, tuple[float, float]],
) -> Floats:
    """Return whole days from each hub to the hub of the floor; 0 within a day."""
    found = np.zeros((len(kinds), len(hubs)))
    for k, kind in enumerate(kinds):
        goal = kind.floor_hub or hubs[0]
        for h, hub in enumerate(hubs):
            hours = great_circle_km(places[hub], places[goal]) / kind.speed_kmh
            found[k, h] = math.floor(hours / 24.0)
    return found


def _rebase(
    kinds: tuple[FleetType, ...],
    hubs: tuple[str, ...],
    places: Mapping[str, tuple[float, float]],
) -> Floats:
    """Return the cost of flying one aircraft from hub to hub, USD."""
    return np.array(
        [
            [
                [
                    great_circle_km(places[a], places[b])
                    / k.speed_kmh
                    * k.cost_per_hour
                    for b in hubs
                ]
                for a in hubs
            ]
            for k in kinds
        ]
    )


def _open(
    fleets: dict[str, Fleet], starts: dict[str, str], start: dt.date, days: int
) -> Bools:
    """Return the days on which each fleet is at hand: from its first action on."""
    found = np.ones((len(fleets), days), dtype=bool)
    for k, fleet in enumerate(fleets.values()):
        if fleet.actions:
            first = min(starts[a] for a in fleet.actions if a in starts)
            found[k, : max(0, (dt.date.fromisoformat(first) - start).days)] = False
    return found


def _per_day(movement: MovementFile, n: Numbers, days: int) -> dict[str, Ints]:
    return {
        c: np.full(days, math.floor(n.get(x.per_day, "person/day")), dtype=np.int64)
        for c, x in movement.countries.items()
        if x.per_day
    }


def _ground(movement: MovementFile, n: Numbers) -> dict[str, float]:
    """Return aircraft-hours that each place can serve in a day."""
    planning = movement.planning
    share = n.get(planning.queueing, "ratio") if planning and planning.queueing else 1.0
    return {
        i: n.count(a.parking) * 24.0 * share
        for i, a in movement.airports.items()
        if a.parking
    }


def with_floors(instance: Instance, floors: Mapping[str, int]) -> Instance:
    """Return an instance with other readiness floors."""
    kinds = tuple(replace(k, floor=floors.get(k.id, k.floor)) for k in instance.fleets)
    return replace(instance, fleets=kinds)
