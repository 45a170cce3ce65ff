"""Missions: from a hub to where people wait, to where they go, and back."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.geometry import block_hours, great_circle_km

Places = Mapping[str, tuple[float, float]]
"""Place: latitude and longitude in degrees."""


@dataclass(frozen=True)
class Leg:
    """One leg: checkable by hand as distance over speed plus overhead."""

    origin: str
    destination: str
    km: float
    hours: float
    people: bool
    """Whether people are aboard."""


@dataclass(frozen=True)
class Mission:
    """A round trip from a hub.

    Attributes
    ----------
    fleet, hub
        Indices of the type and hub.
    seats
        People that it can carry.
    cost
        USD, for all hours under way.
    hours, ground_hours
        Under way and on the ground, over the whole trip.
    days
        Days that one aircraft is away.
    use
        Aircraft-days taken on each of those days: the share of a day's hours if it
        is back the same day, or else the whole aircraft.
    legs
        In order.
    """

    fleet: int
    hub: int
    seats: int
    cost: float
    hours: float
    ground_hours: float
    days: int
    use: float
    legs: tuple[Leg, ...]


def way(
    start: str, end: str, kind: FleetType, places: Places, stops: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the quickest way with no leg beyond the range; None if there is none.

    Parameters
    ----------
    stops
        Places where it may land on the way.
    """
    if great_circle_km(places[start], places[end]) * kind.detour <= kind.range_km:
        return (start, end)
    nodes = dict.fromkeys((start, *stops, end))
    best: dict[str, float] = {start: 0.0}
    front: list[tuple[float, str, tuple[str, ...]]] = [(0.0, start, (start,))]
    while front:
        time, here, path = heapq.heappop(front)
        if here == end:
            return path
        if time > best.get(here, math.inf):
            continue
        for there in nodes:
            km = great_circle_km(places[here], places[there]) * kind.detour
            if there == here or km > kind.range_km:
                continue
            later = time + block_hours(km, kind.speed_kmh, kind.overhead)
            later += kind.ground_hours
            if later < best.get(there, math.inf):
                best[there] = later
                heapq.heappush(front, (later, there, (*path, there)))
    return None


def mission(
    index: tuple[int, int],
    kind: FleetType,
    trip: tuple[str, str, str],
    places: Places,
    stops: tuple[str, ...] = (),
    *,
    emergency: bool = False,
) -> Mission | None:
    """Return the mission of a type from a hub, or None if it does not reach.

    Parameters
    ----------
    index
        Indices of type and hub.
    trip
        Hub, origin and destination.
    emergency
        Seat people as in an emergency.
    """
    hub, origin, destination = trip
    legs: list[Leg] = []
    ends = (
        (hub, origin, False),
        (origin, destination, True),
        (destination, hub, False),
    )
    for a, b, people in ends:
        path = way(a, b, kind, places, stops)
        if path is None:
            return None
        for here, there in pairwise(path):
            km = great_circle_km(places[here], places[there]) * kind.detour
            hours = block_hours(km, kind.speed_kmh, kind.overhead)
            legs.append(Leg(here, there, km, hours, people))
    hours = sum(leg.hours for leg in legs)
    ground = kind.ground_hours * len(legs)
    days = max(1, math.ceil(hours / kind.hours_per_day - 1e-9))
    days = max(days, math.ceil((hours + ground) / 24.0 - 1e-9))
    seats = kind.seats_emergency if emergency and kind.seats_emergency else kind.seats
    return Mission(
        fleet=index[0],
        hub=index[1],
        seats=seats,
        cost=hours * kind.cost_per_hour,
        hours=hours,
        ground_hours=ground,
        days=days,
        use=min(1.0, hours / kind.hours_per_day) if days == 1 else 1.0,
        legs=tuple(legs),
    )
