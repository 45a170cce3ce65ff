"""A plan as single flights for the links of the network that it feeds.

A course has a schedule where an action of it brings people to a fed link's
destinations, or a fleet that could carry them. All who go there are then planned,
those of present practice included, since they share aircraft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.movement import Demand, FedLink, Fleet
from steelyard.plan.movement.checker import check
from steelyard.plan.movement.data import Question, question
from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.solve import GLANCE, Effort, Solution, solve
from steelyard.plan.movement.tables import fleet_use

ROUTINE = Effort(first=20, steps=300, climbs=4, rounds=2, tolerance=1e-2)
"""For every run of a study: two seconds or so over a year."""

WIDE = 0.2
"""Gap above which a plan of a fixed effort is sought once more, and longer."""


@dataclass(frozen=True)
class Type:
    """A fleet as far as flying on the day needs it: ids of quantities and actions."""

    id: str
    available: str
    seats: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Schedule:
    """Flights that feed links, one row each, by link and then day.

    Attributes
    ----------
    links, demand, countries, fleets
        What the rows' numbers stand for; only fed links and what feeds them, but
        all fleets.
    link, day, queue, country, fleet
        Of each flight, (flights,).
    number
        Which of its demand's flights of the day it is, (flights,).
    seats
        By the plan, (flights,).
    used
        Aircraft at work in the whole plan, (fleets, days).
    release, due, moved
        People of each link who can first leave on a day, who must have left by its
        end so far, and who leave on it, (links, days).
    objective, bound
        Of the whole plan, USD with weights.
    cost
        Of the whole plan's flights and trips, USD.
    feasible
        Whether the whole plan held when counted anew.
    """

    links: tuple[str, ...]
    demand: tuple[str, ...]
    countries: tuple[str, ...]
    fleets: tuple[Type, ...]
    link: Ints
    day: Ints
    queue: Ints
    country: Ints
    fleet: Ints
    number: Ints
    seats: Ints
    used: Floats
    release: Ints
    due: Ints
    moved: Ints
    objective: float
    bound: float
    cost: float
    feasible: bool

    @property
    def days(self) -> int:
        """Days of the plan."""
        return int(self.used.shape[1])

    @property
    def planned(self) -> Ints:
        """Seats by link and day, (links, days)."""
        total = np.zeros((len(self.links), self.days), dtype=np.int64)
        np.add.at(total, (self.link, self.day), self.seats)
        return total

    @property
    def gap(self) -> float:
        """Share of the objective that a better plan could save at most."""
        if self.objective <= 0:
            return 0.0
        return max(0.0, 1.0 - self.bound / self.objective)


def fed_links(casebook: Casebook, course: str) -> tuple[FedLink, ...]:
    """Return the links that a plan of the course feeds; none for most courses."""
    movement = casebook.movement
    if movement is None or movement.flown is None:
        return ()
    doing = {part.action for part in casebook.courses[course].parts}

    def brings(record: Demand | Fleet) -> bool:
        return not doing.isdisjoint(record.actions)

    found = []
    for fed in movement.flown.links:
        going = [x for x in movement.demand if x.destination in fed.destinations]
        modes = {mode for x in going for mode in x.modes}
        fleets = [x for x in movement.fleets.values() if x.mode in modes]
        if any(map(brings, going)) or any(map(brings, fleets)):
            found.append(fed)
    return tuple(found)


def schedule(
    casebook: Casebook,
    course: str,
    *,
    seed: int = 1,
    seconds: float | None = None,
    effort: Effort = ROUTINE,
    margin: Mapping[str, float] | None = None,
) -> Schedule | None:
    """Plan a course at best values and return what of it feeds links.

    Parameters
    ----------
    seed, seconds, effort
        As of `movement`.
    margin
        Link to the factor on the people who are planned for it; 1 if left out.

    Returns
    -------
    None if no link is fed, nobody can be moved there, or readiness floors are above
    the fleets.
    """
    fed = fed_links(casebook, course)
    asked = question(casebook, course) if fed else None
    if asked is None or not asked.instance.queues:
        return None
    link_of = {name: i for i, link in enumerate(fed) for name in link.destinations}
    wide = {link.link: (margin or {}).get(link.link, 1.0) for link in fed}
    factors = [wide[link.link] for link in fed]
    scaled = _scaled(asked, link_of, factors)
    found = solve(scaled, seed=seed, seconds=seconds, effort=effort)
    if found is None:
        return None
    if seconds is None and found.gap > WIDE:
        again = solve(scaled, seed=seed + 1, effort=GLANCE)
        if again is not None and again.objective < found.objective:
            found = again
    return _rows(casebook, found, tuple(link.link for link in fed), link_of)


def _scaled(
    asked: Question, link_of: Mapping[str, int], factors: list[float]
) -> Instance:
    """Return the instance with more people who go where links are fed."""
    queues = []
    for queue in asked.instance.queues:
        link = link_of.get(queue.destination)
        factor = 1.0 if link is None else factors[link]
        come = np.rint(np.cumsum(queue.release) * factor)
        due = np.minimum(np.rint(queue.due * factor), come)
        release = np.diff(come, prepend=0.0).astype(np.int64)
        queues.append(replace(queue, release=release, due=due.astype(np.int64)))
    return replace(asked.instance, queues=tuple(queues))


def _rows(
    casebook: Casebook,
    found: Solution,
    links: tuple[str, ...],
    link_of: Mapping[str, int],
) -> Schedule:
    instance, plan = found.instance, found.found
    assert casebook.movement is not None
    fleets = casebook.movement.fleets
    demand: list[str] = []
    rows: list[tuple[int, ...]] = []
    release, due, moved = np.zeros((3, len(links), instance.days), dtype=np.int64)
    countries = sorted({q.country for q in instance.queues})
    first = 0
    for q, queue in enumerate(instance.queues):
        part = plan.flights[first : first + len(queue.missions)]
        first += len(queue.missions)
        link = link_of.get(queue.destination)
        if link is None:
            continue
        release[link] += queue.release
        due[link] += queue.due
        moved[link] += plan.moved[q]
        place = (link, len(demand), countries.index(queue.country))
        demand.append(queue.id)
        flown = np.zeros(instance.days, dtype=np.int64)
        for i, t in zip(*np.nonzero(part), strict=True):
            mission = queue.missions[i]
            for _ in range(int(part[i, t])):
                rows.append((*place, t, mission.fleet, flown[t], mission.seats))
                flown[t] += 1
    table = np.array(sorted(rows, key=lambda r: (r[0], r[3], r[1], r[5])), np.int64)
    link_, queue_, country, day, fleet, number, seats = table.reshape(-1, 7).T
    use = fleet_use(instance, plan)
    return Schedule(
        links=links,
        demand=tuple(demand),
        countries=tuple(countries),
        fleets=tuple(
            Type(k.id, fleets[k.id].available, fleets[k.id].seats, fleets[k.id].actions)
            for k in instance.fleets
        ),
        link=link_,
        day=day,
        queue=queue_,
        country=country,
        fleet=fleet,
        number=number,
        seats=seats,
        used=use.used,
        release=release,
        due=due,
        moved=moved,
        objective=found.objective,
        bound=found.bound,
        cost=float(use.cost.sum()),
        feasible=check(instance, plan).feasible,
    )
