"""The network of a casebook under a course, in blocks of futures.

`read_people` reads it, `under` runs a course, `measures` gives outcomes by future.
It takes arrays and gives arrays; it samples nothing but the luck of persons, which is
keyed by (seed, future, person), so that courses share it and a course differs from
itself by exactly nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_course import for_course
from steelyard.stress.people.feeds import Fed, streams_of
from steelyard.stress.people.future import Memory, Outcome, rooms_of, run_future
from steelyard.stress.people.levers import extra_of
from steelyard.stress.people.names import Names
from steelyard.stress.people.result import ratio
from steelyard.stress.people.standing import Standing, Standings

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

COHORT = 25.0
"""People for whom one simulated person stands, unless told otherwise."""


@dataclass(frozen=True)
class PeopleModel:
    """The network of a casebook, ready to be run.

    Attributes
    ----------
    network
        As the casebook has it, courses included.
    quantities
        Of the casebook, for units.
    start, end
        Horizon: first day, and day after the last.
    """

    network: Network
    quantities: Mapping[str, Quantity]
    start: str
    end: str
    standings: Standings = field(
        default_factory=Standings, init=False, repr=False, compare=False
    )

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days

    def under(self, course: str | None) -> Network:
        """Return the network as a course changes it, starting with the horizon."""
        network = for_course(self.network, course or "")
        return network.model_copy(update={"start": self.start})

    def at_rest(
        self, network: Network, draws: Mapping[str, Array], many: int, cohort: float
    ) -> tuple[Standing, ...]:
        """Return a network at rest in each of so many futures."""
        asked = (draws, many, self.days, cohort)
        return self.standings.of(network, self.quantities, *asked)


def read_people(casebook: Casebook) -> PeopleModel | None:
    """Return the people model of a casebook, None where it has no network."""
    if casebook.network is None:
        return None
    horizon = casebook.front.horizon
    return PeopleModel(
        casebook.network, casebook.quantities, horizon.start, horizon.end
    )


@dataclass(frozen=True)
class PeopleBlock:
    """What happens to people under one course in a block of futures.

    Attributes
    ----------
    network, names
        The network under the course, and the order of its parts.
    cohort
        People for whom one simulated person stood; all numbers below are in people.
    inside, waiting, room, humane
        (futures, days, stations): mean persons of a day; persons waiting at its end;
        physical and humane room, infinite where there is no limit.
    waits, wait_hours, entries, stay_hours
        (futures, places, classes): services begun, hours waited for them, entries,
        and hours stayed by those who have left.
    breaches, breach_hours
        (futures, clocks, classes): persons over a clock, and person-hours over it.
    busy
        (futures, stations): busy share of the servers on duty, NaN without servers.
    seats, seats_used
        (futures, stations): of links.
    held_back
        (futures, stations): persons who found the room full and waited for it.
    flow
        (futures, targets): people who took each way, in the order of `targets`.
    targets
        (place, target) of each way of `flow`.
    events
        Events that the engine worked through.
    """

    network: Network
    names: Names
    cohort: float
    inside: Array
    waiting: Array
    room: Array
    humane: Array
    waits: Array
    wait_hours: Array
    entries: Array
    stay_hours: Array
    breaches: Array
    breach_hours: Array
    busy: Array
    seats: Array
    seats_used: Array
    held_back: Array
    flow: Array
    targets: tuple[tuple[str, str], ...]
    events: int

    @cached_property
    def groups(self) -> dict[str, Ints]:
        """Site group to the columns of its stations."""
        column = {name: i for i, name in enumerate(self.names.stations)}
        return {
            group.id: np.array([column[name] for name in group.stations])
            for group in self.network.groups
        }

    def over(self, room: Array) -> Array:
        """Return person-days above a room by station, (futures, stations)."""
        excess = np.maximum(self.inside - room, 0.0)
        total: Array = np.where(np.isfinite(room), excess, 0.0).sum(axis=1)
        return total

    def persons(self, group: str) -> Array:
        """Return mean persons of each day in a site group, (futures, days)."""
        total: Array = self.inside[:, :, self.groups[group]].sum(axis=2)
        return total

    def left_by(self, exits: tuple[str, ...]) -> Array:
        """Return how many left by some exits, (futures,)."""
        rows = [self.names.place(name) for name in exits]
        total: Array = self.entries[:, rows].sum(axis=(1, 2))
        return total


def under(
    model: PeopleModel,
    flows: Mapping[str, Fed],
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    *,
    futures: Ints,
    seed: int,
    course: str | None = None,
    seats: Mapping[str, Array] | None = None,
    cohort: float = COHORT,
    workers: int = 1,
) -> PeopleBlock:
    """Run people through the network under a course, in a block of futures.

    Parameters
    ----------
    model
        The network.
    flows
        Flow id to its people, (futures, days, regions, classes).
    draws
        Quantity values by future, in their own units, (futures,) each.
    levels
        Action to its level on each day, times its part's scale, (futures, days);
        0 for none, missing ones are 0.
    futures, seed
        Their numbers, and the seed of the keyed luck.
    course
        Id, for the network's own changes under it.
    seats
        Link to its seats by day, (days,) or (futures, days): they stand in for its
        timetable, e.g. those of a movement plan.
    cohort
        People for whom one simulated person stands.
    workers
        Threads; they never change a number.

    Raises
    ------
    KeyError
        If a flow or a quantity is missing.
    ValueError
        If `seats` names no link, or a route's shares are all 0.
    """
    network = model.under(course)
    for name in sorted(set(seats or {}) - {link.id for link in network.links}):
        raise ValueError(f"'{name}' is no link of the network")
    if cohort <= 0:
        raise ValueError(f"cohort must be above 0, not {cohort:g}")
    timed = {n: np.atleast_2d(s) for n, s in (seats or {}).items()}
    rest = model.at_rest(network, draws, len(futures), cohort)
    found = _Job(network, flows, rest, levels, timed, seed, cohort).all(
        futures, workers
    )
    return gather(network, found, cohort)


Ran = tuple[Outcome, Array, Array]
"""Outcome of a future, physical and humane room by day and station."""


@dataclass(frozen=True)
class _Job:
    """What the futures of one block share."""

    network: Network
    flows: Mapping[str, Fed]
    standing: Sequence[Standing]
    levels: Mapping[str, Array]
    seats: Mapping[str, Array]
    seed: int
    cohort: float

    def all(self, futures: Ints, workers: int) -> list[Ran]:
        """Run every future, in order."""
        n = len(futures)
        if workers <= 1:
            return self.part(futures, range(n))
        with ThreadPoolExecutor(workers) as pool:
            parts = [range(k, n, workers) for k in range(workers)]
            done = list(pool.map(lambda rows: self.part(futures, rows), parts))
        return [done[i % workers][i // workers] for i in range(n)]

    def part(self, futures: Ints, rows: range) -> list[Ran]:
        memory = Memory()
        return [self.one(i, int(futures[i]), memory) for i in rows]

    def one(self, i: int, future: int, memory: Memory) -> Ran:
        network, k = self.network, self.cohort
        standing = self.standing[i]
        values = standing.values
        mine = {name: level[i] for name, level in self.levels.items()}
        extra = extra_of(network, values, mine)
        seats = {name: s[min(i, len(s) - 1)] for name, s in self.seats.items()}
        streams = streams_of(network, values, self.flows, i, k)
        tables = standing.under(streams, extra, seats)
        outcome = run_future(tables, future, self.seed, k, memory)
        return outcome, *rooms_of(network, values, extra, standing.days)


def gather(network: Network, found: list[Ran], k: float) -> PeopleBlock:
    """Return the block of futures that have been run one by one.

    Parameters
    ----------
    found
        For each future: outcome, physical and humane room by day and station.
    k
        People for whom one simulated person stood.
    """
    names = Names.of(network)
    outcomes = [outcome for outcome, _, _ in found]
    stat = np.stack([o.stat for o in outcomes])
    place = np.stack([o.place for o in outcomes])
    clock = np.stack([o.clock for o in outcomes])
    inside = np.stack([o.inside for o in outcomes])
    hours = inside.shape[1] * 24.0
    duty = place["duty_area"].astype(float)
    duty[duty > 1e8 * hours] = 0.0
    return PeopleBlock(
        network=network,
        names=names,
        cohort=k,
        inside=inside,
        waiting=np.stack([o.waiting for o in outcomes]),
        room=np.stack([room for _, room, _ in found]),
        humane=np.stack([humane for _, _, humane in found]),
        waits=stat["waits"] * k,
        wait_hours=stat["wait_sum"] * k,
        entries=stat["entries"] * k,
        stay_hours=stat["stay_sum"] * k,
        breaches=clock["breaches"] * k,
        breach_hours=clock["breach_hours"] * k,
        busy=ratio(place["busy_area"], duty),
        seats=place["seats"] * k,
        seats_used=place["seats_used"] * k,
        held_back=place["held_back"] * k,
        flow=np.stack([o.flow for o in outcomes]),
        targets=targets_of(network),
        events=sum(o.events for o in outcomes),
    )


def targets_of(network: Network) -> tuple[tuple[str, str], ...]:
    """Return (place, target) of each row of the kernel's flows."""
    ways = [
        (route.at, to)
        for route in network.routes
        for way in route.ways
        for to in way.to
    ]
    giving_up = [
        (station.id, station.gives_up_to)
        for station in network.stations
        if station.gives_up_to is not None
    ]
    return (*ways, *giving_up)


def measures(result: PeopleBlock) -> dict[str, Array]:
    """Return outcomes over the horizon, each of shape (futures,).

    `people.care_breaches` are person-days above the humane room of a station;
    `people.breach_hours` person-hours over all clocks. Each clock, site group and
    outcome of the network has keys of its own.
    """
    found: dict[str, Array] = {}
    humane = result.over(result.humane)
    physical = result.over(result.room)
    found["people.care_breaches"] = humane.sum(axis=1)
    found["people.over_room"] = physical.sum(axis=1)
    found["people.breach_hours"] = result.breach_hours.sum(axis=(1, 2))
    found["people.breaches"] = result.breaches.sum(axis=(1, 2))
    for k, clock in enumerate(result.names.clocks):
        found[f"people.breach_hours.{clock}"] = result.breach_hours[:, k].sum(axis=1)
        found[f"people.breaches.{clock}"] = result.breaches[:, k].sum(axis=1)
    for group, columns in result.groups.items():
        inside = result.persons(group)
        found[f"people.mean.{group}"] = inside.mean(axis=1)
        found[f"people.peak.{group}"] = inside.max(axis=1)
        found[f"people.care_breaches.{group}"] = humane[:, columns].sum(axis=1)
        waits = result.waits[:, columns].sum(axis=(1, 2))
        hours = result.wait_hours[:, columns].sum(axis=(1, 2))
        found[f"people.wait.{group}"] = np.nan_to_num(ratio(hours, waits))
    for outcome, exits in result.network.outcomes.items():
        found[f"people.{outcome}"] = result.left_by(exits)
    return found
