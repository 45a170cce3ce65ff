"""A plan as tables: flights, seats by link and day, waiting, fleets, costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from steelyard.plan.movement.basing import by_day
from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.search import Found


@dataclass(frozen=True)
class Links:
    """Seats by link and day, as the people simulator takes them.

    Attributes
    ----------
    links
        (demand, origin, destination).
    seats, people
        Offered and used by link and day of departure, shape (links, days).
    """

    links: tuple[tuple[str, str, str], ...]
    seats: Ints
    people: Ints

    def departures(self, link: int) -> list[tuple[int, int]]:
        """Return (day, seats) of a link's departures, for a link of a network."""
        days = np.flatnonzero(self.seats[link])
        return [(int(t), int(self.seats[link, t])) for t in days]


def links(instance: Instance, plan: Found) -> Links:
    """Return seats by link and day."""
    names = tuple((q.id, q.origin, q.destination) for q in instance.queues)
    seats = np.zeros(plan.moved.shape, dtype=np.int64)
    first = 0
    for q, queue in enumerate(instance.queues):
        for i, mission in enumerate(queue.missions):
            seats[q] += mission.seats * plan.flights[first + i]
        first += len(queue.missions)
    return Links(names, seats, plan.moved)


def waiting(instance: Instance, plan: Found) -> Ints:
    """Return people waiting at the end of each day, shape (queues, days)."""
    release = np.array([q.release for q in instance.queues], dtype=np.int64)
    found: Ints = np.cumsum(release - plan.moved.reshape(release.shape), axis=1)
    return found


def overdue(instance: Instance, plan: Found) -> Ints:
    """Return people overdue at the end of each day, shape (queues, days)."""
    due = np.array([q.due for q in instance.queues], dtype=np.int64)
    gone = np.cumsum(plan.moved.reshape(due.shape), axis=1)
    found: Ints = np.maximum(0, due - gone)
    return found


@dataclass(frozen=True)
class FleetUse:
    """What each type does, shapes (types, days) or (types,).

    Attributes
    ----------
    used, beyond, based
        Aircraft on missions; those that cannot be back within reach; those at hand.
    within
        Aircraft within reach of the floor's hub.
    flights, hours, cost, people
        Totals; cost in USD.
    """

    used: Floats
    beyond: Floats
    based: Floats
    within: Floats
    flights: Ints
    hours: Floats
    cost: Floats
    seats: Ints


def fleet_use(instance: Instance, plan: Found) -> FleetUse:
    """Return what each type does."""
    types, days = len(instance.fleets), instance.days
    used, beyond = np.zeros((types, days)), np.zeros((types, days))
    flights = np.zeros(types, dtype=np.int64)
    seats = np.zeros(types, dtype=np.int64)
    hours, cost = np.zeros(types), np.zeros(types)
    first = 0
    for queue in instance.queues:
        for i, m in enumerate(queue.missions):
            row = plan.flights[first + i]
            n = int(row.sum())
            k, kind = m.fleet, instance.fleets[m.fleet]
            flights[k] += n
            seats[k] += n * m.seats
            hours[k] += n * m.hours
            cost[k] += n * m.cost
            reach = kind.within - float(instance.away[k, m.hub])
            for away in range(m.days if n else 0):
                part = m.use * row[: days - away]
                used[k, away:] += part
                if 0 <= reach < m.days - away:
                    beyond[k, away:] += part
        first += len(queue.missions)
    here = by_day(instance, plan.basing).astype(float)
    near = np.array([k.within for k in instance.fleets])[:, None] >= instance.away
    within = (here * near[:, :, None]).sum(axis=1) - beyond
    return FleetUse(used, beyond, here.sum(axis=1), within, flights, hours, cost, seats)


def flights(instance: Instance, plan: Found) -> list[dict[str, Any]]:
    """Return one row for each day, demand and mission that flies."""
    found: list[dict[str, Any]] = []
    first = 0
    for q, queue in enumerate(instance.queues):
        for i in range(len(queue.missions)):
            row = plan.flights[first + i]
            found += [
                {
                    "day": int(t),
                    "demand": queue.id,
                    "mission": f"{q}.{i}",
                    "flights": int(row[t]),
                }
                for t in np.flatnonzero(row)
            ]
        first += len(queue.missions)
    return sorted(found, key=lambda r: (r["day"], r["demand"], r["mission"]))
