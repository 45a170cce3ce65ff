"""Hold a plan against its instance, mission by mission, with none of the solver's code.

Everything is counted anew from the flights: who waits, who is late, which aircraft
are where, what each place and country handles, how far each leg is, what it costs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from steelyard.plan.movement.geometry import great_circle_km
from steelyard.plan.movement.instance import Instance, Ints, Queue
from steelyard.plan.movement.missions import Mission
from steelyard.plan.movement.search import Found

SLACK = 1e-6


@dataclass(frozen=True)
class Checked:
    """What a check found: everything wrong, and the cost counted anew, USD."""

    problems: tuple[str, ...]
    cost: float

    @property
    def feasible(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(instance: Instance, plan: Found) -> Checked:
    """Check a plan.

    Returns
    -------
    Each limit that is overrun, with its place and day, and the cost in USD.
    """
    wrong: list[str] = list(plan.basing.problems(instance))
    used: dict[tuple[int, int, int], float] = defaultdict(float)
    beyond: dict[tuple[int, int], float] = defaultdict(float)
    ground: dict[tuple[str, int], float] = defaultdict(float)
    taken: dict[tuple[str, int], int] = defaultdict(int)
    cost, first = 0.0, 0
    for q, queue in enumerate(instance.queues):
        cost += _queue(instance, plan, q, first, wrong, taken)
        for i, mission in enumerate(queue.missions):
            _legs(instance, mission, queue, wrong)
            for day in range(instance.days):
                n = int(plan.flights[first + i, day])
                if n < 0:
                    wrong.append(f"{queue.id}: {n} flights on day {day}")
                if n > 0:
                    cost += n * mission.cost
                    _book(instance, mission, day, n, used, beyond, ground)
        first += len(queue.missions)
    _aircraft(instance, plan, used, beyond, wrong)
    _limits(instance, ground, taken, wrong)
    if instance.rebase.size:
        for (k, a, b, _), n in _each(plan.basing.moves):
            cost += n * float(instance.rebase[k, a, b])
    return Checked(tuple(wrong), cost)


def _each(array: Ints) -> list[tuple[tuple[int, ...], int]]:
    return [
        (tuple(map(int, at)), int(array[tuple(at)]))
        for at in zip(*array.nonzero(), strict=True)
    ]


def _queue(
    instance: Instance,
    plan: Found,
    q: int,
    first: int,
    wrong: list[str],
    taken: dict[tuple[str, int], int],
) -> float:
    """Follow one queue day by day; return what waiting and lateness cost, USD."""
    queue, costs = instance.queues[q], instance.costs
    waiting, gone, cost = 0, 0, 0.0
    for day in range(instance.days):
        waiting += int(queue.release[day])
        moved = int(plan.moved[q, day])
        seats = sum(
            m.seats * int(plan.flights[first + i, day])
            for i, m in enumerate(queue.missions)
        )
        if moved < 0 or moved > waiting:
            wrong.append(f"{queue.id}: {moved} of {waiting} waiting leave on day {day}")
        if moved > seats:
            wrong.append(f"{queue.id}: {moved} people on {seats} seats on day {day}")
        waiting -= moved
        gone += moved
        taken[queue.country, day] += moved
        overdue = max(0, int(queue.due[day]) - gone)
        cost += costs.hold * waiting + costs.late * overdue
    cheapest = min((m.cost / m.seats for m in queue.missions), default=0.0)
    overdue = max(0, int(queue.due[-1]) - gone)
    return cost + waiting * cheapest + overdue * costs.late * costs.end_late


def _legs(instance: Instance, mission: Mission, queue: Queue, wrong: list[str]) -> None:
    kind = instance.fleets[mission.fleet]
    here = instance.hubs[mission.hub]
    for leg in mission.legs:
        a, b = instance.places[leg.origin], instance.places[leg.destination]
        km = great_circle_km(a, b) * kind.detour
        if leg.origin != here or abs(km - leg.km) > 1e-6 or km > kind.range_km + 1e-6:
            wrong.append(
                f"{queue.id}: {kind.id} cannot fly {leg.origin}-{leg.destination}"
            )
        here = leg.destination
    aboard = [leg for leg in mission.legs if leg.people]
    ends = (aboard[0].origin, aboard[-1].destination) if aboard else ("", "")
    if here != instance.hubs[mission.hub] or ends != (queue.origin, queue.destination):
        wrong.append(f"{queue.id}: a mission of {kind.id} does not serve it")


def _book(
    instance: Instance,
    mission: Mission,
    day: int,
    n: int,
    used: dict[tuple[int, int, int], float],
    beyond: dict[tuple[int, int], float],
    ground: dict[tuple[str, int], float],
) -> None:
    k, h = mission.fleet, mission.hub
    kind = instance.fleets[k]
    share = mission.hours / kind.hours_per_day if mission.days == 1 else 1.0
    for away in range(mission.days):
        if day + away >= instance.days:
            break
        used[k, h, day + away] += n * share
        reach = kind.within - float(instance.away[k, h])
        if reach >= 0 and mission.days - away > reach:
            beyond[k, day + away] += n * share
    clock = 0.0
    for leg in mission.legs[:-1]:
        clock += leg.hours
        at = day + int(clock // 24)
        if at < instance.days:
            ground[leg.destination, at] += n * kind.ground_hours
        clock += kind.ground_hours


def _aircraft(
    instance: Instance,
    plan: Found,
    used: dict[tuple[int, int, int], float],
    beyond: dict[tuple[int, int], float],
    wrong: list[str],
) -> None:
    at, moves = plan.basing.at, plan.basing.moves
    for k, kind in enumerate(instance.fleets):
        for day in range(instance.days):
            w = day // instance.period
            fresh = day % instance.period == 0
            near = 0
            for h in range(len(instance.hubs)):
                here = int(at[k, h, w])
                here -= int(moves[k, :, h, w].sum()) if fresh else 0
                here *= int(instance.at_hand[k, day])
                if here and not instance.bases[k, h]:
                    wrong.append(f"{kind.id} cannot be based at {instance.hubs[h]}")
                near += here if kind.within >= instance.away[k, h] else 0
                if used[k, h, day] > here + SLACK:
                    wrong.append(
                        f"{kind.id} at {instance.hubs[h]}: {used[k, h, day]:.2f} of "
                        f"{here} aircraft used on day {day}"
                    )
            free = near - beyond[k, day]
            if instance.at_hand[k, day] and free < kind.floor - SLACK:
                wrong.append(
                    f"{kind.id}: {free:.2f} within reach on day {day}, "
                    f"floor {kind.floor}"
                )


def _limits(
    instance: Instance,
    ground: dict[tuple[str, int], float],
    taken: dict[tuple[str, int], int],
    wrong: list[str],
) -> None:
    for (place, day), hours in ground.items():
        limit = instance.ground.get(place)
        if limit is not None and hours > limit + SLACK:
            wrong.append(
                f"{place}: {hours:.1f} aircraft-hours on the ground on day {day}, "
                f"{limit:.1f} can be served"
            )
    total: dict[str, int] = defaultdict(int)
    for (country, day), people in taken.items():
        total[country] += people
        limits = instance.per_day.get(country)
        if limits is not None and people > int(limits[day]):
            wrong.append(
                f"{country}: {people} people on day {day}, takes {limits[day]}"
            )
    for country, people in total.items():
        if people > instance.in_all.get(country, people):
            wrong.append(
                f"{country}: {people} people, takes {instance.in_all[country]}"
            )
