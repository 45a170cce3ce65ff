"""A lift of the past: what the closed form and the programme say of its days.

The programme is asked to move as many as it can: on each day more people come to the
airfield than the closed form could move, and waiting is what it costs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from steelyard.casebook.check_lift import PLACE_UNITS
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Lift, LiftFleet, Variant
from steelyard.plan.movement.checker import check
from steelyard.plan.movement.factors import fleet_lift, mixed_flights
from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.instance import (
    Bools,
    Costs,
    Floats,
    Instance,
    Ints,
    Queue,
)
from steelyard.plan.movement.missions import Mission, mission
from steelyard.plan.movement.numbers import Numbers
from steelyard.plan.movement.solve import Effort, solve

AMPLE = 1.05
"""People who wait for each base, over those whom the closed form could move in all."""
EFFORT = Effort(first=1, steps=1, climbs=0, rounds=0)
"""No prices: the closed form is itself a bound on what the programme can move."""
WAITING = 1000.0
"""What a day of waiting weighs against an hour in the air."""


@dataclass(frozen=True)
class ClosedForm:
    """People and flights a day by the planner's closed form.

    Attributes
    ----------
    people, flights
        By what allows them: `aircraft`, `origin` (the airfield where people wait) and
        `bases`; each of shape (days,).
    round_trip
        Hours under way of each type's quickest round trip.
    """

    people: Mapping[str, Floats]
    flights: Mapping[str, Floats]
    round_trip: Mapping[str, float]

    @property
    def binds(self) -> str:
        """What allows least on the busiest day; the first of those that tie."""
        day = int(np.argmax(self.least))
        return min(self.people, key=lambda name: float(self.people[name][day]))

    @property
    def least(self) -> Floats:
        """People a day by what allows least of them, shape (days,)."""
        found: Floats = np.min(list(self.people.values()), axis=0)
        return found

    @property
    def least_flights(self) -> Floats:
        """Flights with those people, shape (days,)."""
        names = list(self.people)
        at = np.argmin([self.people[n] for n in names], axis=0)
        return np.array([self.flights[names[i]][d] for d, i in enumerate(at)])


@dataclass(frozen=True)
class Programme:
    """People and flights a day by the movement programme.

    Attributes
    ----------
    people, flights
        By day, shape (days,).
    problems
        What an independent check found wrong.
    """

    people: Ints
    flights: Ints
    problems: tuple[str, ...]


class Past:
    """One variant of a lift, with the quantities that it reads.

    Parameters
    ----------
    values
        Values of quantities in place of the best ones, in their own units.
    """

    def __init__(
        self,
        casebook: Casebook,
        case: Lift,
        variant: Variant,
        values: Mapping[str, float] | None = None,
    ) -> None:
        self.case, self.variant = case, variant
        self.numbers = Numbers(casebook.quantities, values)
        first, last = (dt.date.fromisoformat(d) for d in case.days)
        self.first, self.days = first, (last - first).days + 1
        self.places = {i: (p.lat, p.lon) for i, p in case.places.items()}
        self.kinds = {i: self._kind(i, f) for i, f in case.fleets.items()}
        ways = [self._missions(base) for base in case.bases]
        self.ways = dict(zip(case.bases, ways, strict=True))

    def get(self, id_: str, unit: str) -> float:
        """Return a quantity, or the one that the variant puts in its place."""
        return self.numbers.get(self.variant.instead.get(id_, id_), unit)

    def _kind(self, id_: str, fleet: LiftFleet) -> FleetType:
        seats = fleet.seats
        if self.variant.emergency and fleet.seats_emergency:
            seats = fleet.seats_emergency
        return FleetType(
            id=id_,
            title=fleet.title,
            seats=math.floor(self.get(seats, "person")),
            range_km=self.get(fleet.range, "meter") / 1000,
            speed_kmh=self.get(fleet.speed, "meter/hour") / 1000,
            ground_hours=self.get(fleet.ground_time, "hour"),
            hours_per_day=self.get(fleet.hours_per_day, "hour/day"),
            available=0,
            cost_per_hour=1.0,
            hub=fleet.base,
        )

    def at_hand(self, fleet: str) -> Ints:
        """Return whole aircraft of a type by day, shape (days,)."""
        found = np.zeros(self.days, dtype=np.int64)
        for at in self.case.fleets[fleet].available:
            day = (dt.date.fromisoformat(at.start) - self.first).days
            count = math.floor(self.get(at.aircraft, "aircraft") + 1e-9)
            found[max(0, day) :] = count
        return found

    def _missions(self, base: str) -> dict[str, Mission]:
        found = {}
        for k, (id_, kind) in enumerate(self.kinds.items()):
            hub = str(kind.hub)
            at = (k, self.case.bases.index(hub))
            stops = tuple(p for p in self.places if p != self.case.origin)
            way = mission(at, kind, (hub, self.case.origin, base), self.places, stops)
            if way is not None:
                found[id_] = way
        return found

    def room(self, place: str, hours: float) -> float | None:
        """Return aircraft-hours that a place can serve in a day; None if unlimited.

        Parameters
        ----------
        hours
            Time on the ground that stands for one flight.
        """
        record = self.case.places[place]
        if record.flights_per_day:
            unit = PLACE_UNITS["flights_per_day"]
            return self.get(record.flights_per_day, unit) * hours
        if record.parking is None:
            return None
        day = self.get(record.open_hours, "hour/day") if record.open_hours else 24.0
        share = self.get(self.case.queueing, "ratio")
        return math.floor(self.get(record.parking, "aircraft") + 1e-9) * day * share

    def closed_form(self) -> ClosedForm:
        """Return the planner's closed form.

        Raises
        ------
        ValueError
            If no type reaches a base.
        """
        quickest: dict[str, Mission] = {}
        for ways in self.ways.values():
            for id_, way in ways.items():
                if id_ not in quickest or way.hours < quickest[id_].hours:
                    quickest[id_] = way
        if not quickest:
            raise ValueError(f"case '{self.case.id}': no type reaches any base")
        kinds = [self.kinds[i] for i in quickest]
        hours = [k.ground_hours for k in kinds]
        seats = [float(k.seats) for k in kinds]
        trips = [
            [
                fleet_lift(float(n), k.hours_per_day, quickest[k.id].hours, 1.0)
                for n, k in zip(day, kinds, strict=True)
            ]
            for day in np.array([self.at_hand(i) for i in quickest]).T
        ]
        rooms = [self.room(b, max(hours)) for b in self.case.bases if self.ways[b]]
        known = [r for r in rooms if r is not None]
        limits = {
            "aircraft": None,
            "origin": self.room(self.case.origin, max(hours)),
            "bases": sum(known) if len(known) == len(rooms) else None,
        }
        each = {
            name: np.array([mixed_flights(t, seats, hours, limit) for t in trips])
            for name, limit in limits.items()
        }
        return ClosedForm(
            {name: flights @ np.array(seats) for name, flights in each.items()},
            {name: flights.sum(axis=1) for name, flights in each.items()},
            {i: m.hours for i, m in quickest.items()},
        )

    def programme(self) -> Programme:
        """Return what the movement programme moves.

        Where every mission is back the same day, days with the same aircraft are the
        same problem, and each is planned once.
        """
        hand = np.array([self.at_hand(i) for i in self.kinds])
        ways = [m for base in self.ways.values() for m in base.values()]
        apart = all(m.days == 1 for m in ways)
        same: dict[bytes, list[int]] = {}
        for d in range(self.days):
            same.setdefault(hand[:, d].tobytes() if apart else b"", []).append(d)
        people = np.zeros(self.days, dtype=np.int64)
        flights = np.zeros(self.days, dtype=np.int64)
        wrong: list[str] = []
        for group in same.values():
            on = group[:1] if apart else group
            instance = self.instance(on)
            found = solve(instance, seed=1, effort=EFFORT)
            if found is None:
                raise ValueError(f"case '{self.case.id}': the programme found no plan")
            wrong.extend(check(instance, found.found).problems)
            people[group] = found.found.moved.sum(axis=0)
            flights[group] = found.found.flights.sum(axis=0)
        return Programme(people, flights, tuple(wrong))

    def instance(self, on: Sequence[int]) -> Instance:
        """Return the movement problem of some days: as many people as can be.

        Aircraft that come later are a type of their own, open from that day on.
        """
        kinds: list[FleetType] = []
        open_: list[Bools] = []
        parent: list[str] = []
        for id_ in self.kinds:
            steps = np.diff(self.at_hand(id_)[list(on)], prepend=0)
            for day in np.flatnonzero(steps > 0):
                more = int(steps[day])
                kinds.append(
                    replace(self.kinds[id_], id=f"{id_}.{day}", available=more)
                )
                open_.append(np.arange(len(on)) >= day)
                parent.append(id_)
        hubs = self.case.bases
        own = np.array([[h == k.hub for h in hubs] for k in kinds], dtype=bool)
        own = own.reshape(-1, len(hubs))
        count = np.array([k.available for k in kinds], dtype=np.int64)
        hours = max(k.ground_hours for k in self.kinds.values())
        rooms = {p: self.room(p, hours) for p in (self.case.origin, *hubs)}
        return Instance(
            days=len(on),
            fleets=tuple(kinds),
            hubs=hubs,
            places=self.places,
            based=own * count[:, None],
            free=np.zeros(len(kinds), dtype=bool),
            away=np.zeros((len(kinds), len(hubs))),
            queues=self._queues(parent, on),
            costs=Costs(WAITING, 0.0),
            ground={p: r for p, r in rooms.items() if r is not None},
            period=len(on),
            open=np.array(open_, dtype=bool).reshape(-1, len(on)),
            allowed=own,
            titles={i: p.title for i, p in self.case.places.items()},
        )

    def _queues(self, parent: list[str], on: Sequence[int]) -> tuple[Queue, ...]:
        """Return people who wait for each base that is reached, more than can go."""
        closed = self.closed_form()
        release = np.ceil(AMPLE * closed.least[list(on)]).astype(np.int64)
        found = []
        for base in (b for b in self.case.bases if self.ways[b]):
            ways = self.ways[base]
            missions = tuple(
                replace(ways[i], fleet=k) for k, i in enumerate(parent) if i in ways
            )
            name = f"{self.case.origin}-{base}"
            queue = Queue(name, self.case.origin, base, base,
                          release, np.cumsum(release), missions)  # fmt: skip
            found.append(queue)
        return tuple(found)
