"""An instance as flat arrays for the kernels; money in thousands of dollars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.movement.instance import UNLIMITED, Floats, Instance, Ints
from steelyard.plan.movement.missions import Mission

Ints32 = NDArray[np.int32]

THOUSAND = 1e-3


@dataclass(frozen=True)
class Packed:
    """Flat arrays.

    Rows are what missions use, each with a limit on each day: aircraft by type and
    hub (row type * hubs + hub), the aircraft of a type beyond recall (readiness),
    hours on the ground by place.

    Attributes
    ----------
    first
        First mission of each queue, and one more, shape (queues + 1,).
    seats, cost
        By mission, shape (missions,); cost in thousands.
    entry
        First use of each mission, and one more, shape (missions + 1,).
    row, offset, amount
        By use: which row, on which day after the start, how much.
    release, need
        By queue and day, shape (queues, days): people who come; people due so far
        less people released so far, so that max(0, need + waiting) are overdue.
    cap
        People that a queue may send on a day, shape (queues, days).
    country
        Index of each queue's country among those whose limits bind several queues
        or the whole horizon; -1 for none.
    day_limit, all_limit
        People whom those countries take, shapes (countries, days), (countries,).
    ready, ground
        Rows of readiness, by type, and of ground hours; -1 for none.
    """

    days: int
    hubs: int
    types: int
    rows: int
    first: Ints
    seats: Ints
    cost: Floats
    entry: Ints
    row: Ints
    offset: Ints
    amount: Floats
    release: Ints
    need: Ints
    cap: Ints
    country: Ints
    day_limit: Floats
    all_limit: Floats
    ground_limit: Floats
    floor: Floats
    near: NDArray[np.bool_]
    hold: float
    late: float
    end_hold: Floats
    end_late: float
    countries: tuple[str, ...]
    grounds: tuple[str, ...]

    @property
    def queues(self) -> int:
        """Number of queues."""
        return len(self.first) - 1


def uses(
    instance: Instance, mission: Mission, grounds: tuple[str, ...]
) -> list[tuple[int, int, float]]:
    """Return what a mission uses: (row, day after the start, amount)."""
    k, h, n = mission.fleet, mission.hub, len(instance.hubs)
    kind = instance.fleets[k]
    found = [(k * n + h, o, mission.use) for o in range(mission.days)]
    reach = kind.within - instance.away[k, h]
    if kind.floor and reach >= 0:
        row = len(instance.fleets) * n + k
        found += [
            (row, o, mission.use)
            for o in range(mission.days)
            if mission.days - o > reach
        ]
    elapsed = 0.0
    base = len(instance.fleets) * (n + 1)
    taken: dict[tuple[int, int], float] = {}
    for leg in mission.legs[:-1]:
        elapsed += leg.hours
        if leg.destination in grounds:
            at = (base + grounds.index(leg.destination), int(elapsed // 24))
            taken[at] = taken.get(at, 0.0) + kind.ground_hours
        elapsed += kind.ground_hours
    return found + [(r, o, a) for (r, o), a in taken.items() if a > 0]


def pack(instance: Instance) -> Packed:
    """Return the flat arrays of an instance."""
    grounds = _binding_grounds(instance)
    missions = [m for q in instance.queues for m in q.missions]
    entries = [uses(instance, m, grounds) for m in missions]
    flat = [e for es in entries for e in es]
    sizes = [len(q.missions) for q in instance.queues]
    release = np.array([q.release for q in instance.queues], dtype=np.int64)
    due = np.array([q.due for q in instance.queues], dtype=np.int64)
    cap, shared = _caps(instance)
    country = [
        shared.index(q.country) if q.country in shared else -1 for q in instance.queues
    ]
    costs = instance.costs
    far = np.array([k.within for k in instance.fleets])[:, None] - instance.away
    return Packed(
        days=instance.days,
        hubs=len(instance.hubs),
        types=len(instance.fleets),
        rows=len(instance.fleets) * (len(instance.hubs) + 1) + len(grounds),
        first=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        seats=np.array([m.seats for m in missions], dtype=np.int64),
        cost=np.array([m.cost * THOUSAND for m in missions], dtype=float),
        entry=np.cumsum([0, *(len(es) for es in entries)]).astype(np.int64),
        row=np.array([e[0] for e in flat], dtype=np.int64),
        offset=np.array([e[1] for e in flat], dtype=np.int64),
        amount=np.array([e[2] for e in flat], dtype=float),
        release=release,
        need=due - np.cumsum(release, axis=1),
        cap=cap,
        country=np.array(country, dtype=np.int64),
        day_limit=_day_limits(instance, shared),
        all_limit=np.array(
            [instance.in_all.get(c, UNLIMITED) for c in shared], dtype=float
        ),
        ground_limit=np.array([instance.ground[g] for g in grounds], dtype=float),
        floor=np.array([k.floor for k in instance.fleets], dtype=float),
        near=far >= 0,
        hold=costs.hold * THOUSAND,
        late=costs.late * THOUSAND,
        end_hold=np.array([_cheapest(q.missions) for q in instance.queues]),
        end_late=costs.late * costs.end_late * THOUSAND,
        countries=tuple(shared),
        grounds=grounds,
    )


def _cheapest(missions: tuple[Mission, ...]) -> float:
    """Return the least cost of a seat, thousands; what a person left behind costs."""
    return min((m.cost * THOUSAND / m.seats for m in missions), default=0.0)


def _binding_grounds(instance: Instance) -> tuple[str, ...]:
    """Return the places whose ground hours the fleets together could use up."""
    most = sum(
        f.available * 24.0 for f in instance.fleets if f.mode == "air"
    )  # more than all of them on the ground all day cannot be
    landing = {
        leg.destination
        for q in instance.queues
        for m in q.missions
        for leg in m.legs[:-1]
    }
    return tuple(
        place
        for place, hours in instance.ground.items()
        if place in landing and hours < most
    )


def _caps(instance: Instance) -> tuple[Ints, list[str]]:
    """Return people a day by queue, and countries that need rows of their own."""
    cap = np.full((len(instance.queues), instance.days), UNLIMITED, dtype=np.int64)
    counts: dict[str, int] = {}
    for i, queue in enumerate(instance.queues):
        counts[queue.country] = counts.get(queue.country, 0) + 1
        if queue.country in instance.per_day:
            cap[i] = instance.per_day[queue.country]
        for place in (queue.origin, queue.destination):
            served = [
                int(instance.ground[place] // instance.fleets[m.fleet].ground_hours)
                * m.seats
                for m in queue.missions
                if place in instance.ground and instance.fleets[m.fleet].ground_hours
            ]
            if served and len(served) == len(queue.missions):
                cap[i] = np.minimum(cap[i], max(served))
    shared = [
        c
        for c, n in counts.items()
        if c in instance.in_all or (n > 1 and c in instance.per_day)
    ]
    return cap, shared


def _day_limits(instance: Instance, shared: list[str]) -> Floats:
    limit = np.full((len(shared), instance.days), float(UNLIMITED))
    for i, country in enumerate(shared):
        if country in instance.per_day:
            limit[i] = instance.per_day[country]
    return limit
