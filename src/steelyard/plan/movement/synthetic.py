"""Made-up instances of a given size, from planning factors and a seed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from steelyard.plan.movement.basing import apportion
from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.geometry import great_circle_km
from steelyard.plan.movement.instance import Costs, Floats, Instance, Ints, Queue
from steelyard.plan.movement.missions import Mission, Places, mission

SHARE = {0: 0.45, 1: 0.25, 2: 0.15, 3: 0.15}
"""Share of the people that each type is sized for, first type first."""

CLOSED = 0.15
"""Share of days on which a country takes nobody."""

FILLED = 0.7
"""Share of seats times days that can be used, closed days allowed for."""


def synthetic(
    kinds: tuple[FleetType, ...],
    hubs: tuple[str, ...],
    known: Places,
    destinations: int,
    days: int,
    seed: int,
    *,
    slack: float = 1.5,
    daily: float = 2000.0,
    floor: float = 0.2,
) -> Instance:
    """Return an instance with one queue for each destination.

    Sizes of queues fall as a power of their rank, arrivals have a season and
    jumps, countries close on some days, fleets are `slack` times what the people
    would need at full seats, and a share of the second type (military airlift) must
    stay within a day of the first hub.

    Parameters
    ----------
    kinds
        Types; how many there are of each is set here.
    hubs
        Places of `known`.
    known
        Coordinates; destinations beyond the known ones are drawn over the
        inhabited latitudes.
    daily
        People a day over all destinations.
    """
    rng = np.random.default_rng(seed)
    places = dict(known)
    goals = _goals(rng, places, hubs, destinations)
    weight = 1.0 / np.arange(1, destinations + 1) ** 1.1
    weight *= daily / weight.sum()
    ways = [_missions(kinds, hubs, str(rng.choice(hubs)), g, places) for g in goals]
    queues = tuple(
        _queue(rng, goal, float(w), days, way, _onload(way, hubs))
        for goal, w, way in zip(goals, weight, ways, strict=True)
    )
    sized, based = _sized(kinds, queues, len(hubs), days, slack, floor, hubs[0])
    limits = {q.country: _acceptance(rng, q, days) for q in queues}
    return Instance(
        days=days,
        fleets=sized,
        hubs=hubs,
        places=places,
        based=based,
        free=np.zeros(len(sized), dtype=bool),
        away=_days_between(sized, hubs, places),
        queues=queues,
        costs=Costs(hold=165.0, late=500.0),
        per_day=limits,
        rebase=_ferry(sized, hubs, places),
    )


def _days_between(
    kinds: tuple[FleetType, ...], hubs: tuple[str, ...], places: Places
) -> Floats:
    """Return days from each hub to the first one, shape (types, hubs)."""
    km = [great_circle_km(places[h], places[hubs[0]]) for h in hubs]
    return np.array(
        [[math.ceil(x / k.speed_kmh / 24) for x in km] for k in kinds], float
    )


def _ferry(
    kinds: tuple[FleetType, ...], hubs: tuple[str, ...], places: Places
) -> Floats:
    """Return the cost of a change of base, USD, shape (types, hubs, hubs)."""
    km = np.array([[great_circle_km(places[a], places[b]) for b in hubs] for a in hubs])
    found: Floats = np.array([km / k.speed_kmh * k.cost_per_hour for k in kinds])
    return found


def _goals(
    rng: np.random.Generator,
    places: dict[str, tuple[float, float]],
    hubs: tuple[str, ...],
    count: int,
) -> list[str]:
    names = [p for p in places if p not in hubs]
    order = rng.permutation(len(names))
    found = [names[i] for i in order[: min(count, len(names) // 2)]]
    while len(found) < count:
        name = f"D{len(found):03d}"
        places[name] = (float(rng.uniform(-35, 50)), float(rng.uniform(-110, 120)))
        found.append(name)
    return found


def _missions(
    kinds: tuple[FleetType, ...],
    hubs: tuple[str, ...],
    origin: str,
    goal: str,
    places: Places,
) -> tuple[Mission, ...]:
    """Return missions from the two hubs nearest the place of departure."""
    near = sorted(
        range(len(hubs)), key=lambda h: great_circle_km(places[hubs[h]], places[origin])
    )[:2]
    stops = tuple(p for p in places if p not in hubs and not p.startswith("D0"))[:40]
    found = []
    for k, kind in enumerate(kinds):
        for h in near:
            trip = (hubs[h], origin, goal)
            item = mission((k, h), kind, trip, places, stops)
            if item is not None:
                found.append(item)
    return tuple(found)


def _onload(way: tuple[Mission, ...], hubs: tuple[str, ...]) -> str:
    return next((x.origin for m in way for x in m.legs if x.people), hubs[0])


def _queue(
    rng: np.random.Generator,
    goal: str,
    rate: float,
    days: int,
    way: tuple[Mission, ...],
    origin: str,
) -> Queue:
    season = 1 + 0.3 * np.sin(2 * np.pi * (np.arange(days) / 365 + rng.random()))
    jump = np.ones(days)
    if rng.random() < 0.4:
        start = int(rng.integers(days))
        jump[start:] += rng.lognormal(0, 0.4) * np.exp(-np.arange(days - start) / 30)
    release = rng.poisson(rate * season * jump).astype(np.int64)
    window = int(rng.integers(5, 21))
    due = np.zeros(days, dtype=np.int64)
    due[window:] = np.cumsum(release)[: max(days - window, 0)]
    return Queue(goal, origin, goal, goal, release, due, way)


def _acceptance(rng: np.random.Generator, queue: Queue, days: int) -> Ints:
    mean = float(queue.release.mean())
    top = int(max(150, math.ceil(mean * rng.uniform(1.5, 3.0) / 50) * 50))
    limit = np.full(days, top, dtype=np.int64)
    limit[rng.random(days) < CLOSED] = 0
    return limit


def _sized(
    kinds: tuple[FleetType, ...],
    queues: tuple[Queue, ...],
    hubs: int,
    days: int,
    slack: float,
    floor: float,
    main: str,
) -> tuple[tuple[FleetType, ...], Ints]:
    """Return types with how many there are, and where they are based."""
    based = np.zeros((len(kinds), hubs), dtype=np.int64)
    sized = []
    need = np.zeros((len(kinds), hubs))
    for queue in queues:
        best = {
            k: min((m for m in queue.missions if m.fleet == k), key=lambda m: m.cost)
            for k in {m.fleet for m in queue.missions}
        }
        if not best:
            continue
        seat = {k: m.cost / m.seats for k, m in best.items()}
        low = min(seat.values())
        part = {k: SHARE.get(k, 0.15) * (low / seat[k]) ** 2 for k in best}
        for k, m in best.items():
            people = float(queue.release.mean()) * part[k] / sum(part.values())
            need[k, m.hub] += people / m.seats / FILLED * m.use * m.days
    for k, kind in enumerate(kinds):
        total = max(1, math.ceil(slack * float(need[k].sum())))
        keep = math.floor(floor * total) if k == 1 else 0
        sized.append(
            replace(kind, available=total, floor=keep, floor_hub=main, hub=None)
        )
        based[k] = apportion(need[k], total)
    return tuple(sized), based
