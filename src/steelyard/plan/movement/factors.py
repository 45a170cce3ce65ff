"""The planner's closed form beside the programme: what a fleet can carry in a day.

References
----------
Air Force Pamphlet 10-1403 (2018), Air Mobility Planning Factors: fleet capability is
the number of aircraft times hours a day times people each, over hours of a round
trip; airfield throughput is parking times hours a day times queueing efficiency,
over time on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from steelyard.plan.movement.instance import Instance, Queue


@dataclass(frozen=True)
class Lift:
    """What one type could carry for one queue by the closed form.

    Attributes
    ----------
    by_fleet
        People a day if the type did nothing else.
    by_parking
        People a day that the places on the way can handle; None if unlimited.
    """

    queue: str
    fleet: str
    round_trip_hours: float
    by_fleet: float
    by_parking: float | None

    @property
    def people_per_day(self) -> float:
        """The lesser of the two."""
        if self.by_parking is None:
            return self.by_fleet
        return min(self.by_fleet, self.by_parking)


def fleet_lift(
    aircraft: float, hours_per_day: float, round_trip: float, seats: float
) -> float:
    """Return people a day: aircraft x hours a day / hours of a round trip x seats."""
    if not round_trip > 0:
        raise ValueError(f"a round trip must take time, got {round_trip:g} hours")
    return aircraft * hours_per_day / round_trip * seats


def parking_lift(
    parking: float, ground_hours: float, seats: float, efficiency: float = 0.85
) -> float:
    """Return people a day through a place: parking x 24 x efficiency / time x seats."""
    if not ground_hours > 0:
        raise ValueError(f"time on the ground must be above 0, got {ground_hours:g}")
    return parking * 24.0 * efficiency / ground_hours * seats


def lifts(instance: Instance, queue: Queue) -> list[Lift]:
    """Return the closed form of each type that serves a queue, its quickest mission."""
    found = []
    for k, kind in enumerate(instance.fleets):
        own = [m for m in queue.missions if m.fleet == k]
        if not own:
            continue
        m = min(own, key=lambda m: m.hours)
        room = [
            instance.ground[p] / kind.ground_hours * m.seats
            for p in (queue.origin, queue.destination)
            if p in instance.ground and kind.ground_hours > 0
        ]
        lift = fleet_lift(kind.available, kind.hours_per_day, m.hours, m.seats)
        low = min(room) if room else None
        found.append(Lift(queue.id, kind.id, m.hours, lift, low))
    return found


def mixed_flights(
    flights: Sequence[float],
    seats: Sequence[float],
    each: Sequence[float],
    room: float | None,
) -> list[float]:
    """Return flights a day of several types that share one place, to move most people.

    Those that bring most people for what a flight takes of the place go first: with
    one thing that is scarce, that is the best there is (the continuous knapsack:
    Dantzig, 1957, Discrete-variable extremum problems, Operations Research 5).

    Parameters
    ----------
    flights
        Flights a day that each type could make.
    seats
        People on each.
    each
        What a flight of each type takes of the place, e.g. hours of parking; above 0.
    room
        What there is of it in a day; None if it limits nothing.
    """
    if room is None:
        return list(flights)
    if min(each) <= 0:
        raise ValueError(f"a flight must take some of the place, got {min(each):g}")
    found, left = [0.0] * len(flights), room
    for k in sorted(range(len(seats)), key=lambda k: -seats[k] / each[k]):
        found[k] = min(flights[k], left / each[k])
        left -= found[k] * each[k]
    return found
