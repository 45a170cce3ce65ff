"""What actions add to a network's places, day by day."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Link, Network, Station
from steelyard.casebook.schema.network_use import Lever
from steelyard.casebook.schema.network_values import Values

Array = NDArray[np.float64]


@dataclass
class Extra:
    """What is added in one future.

    Attributes
    ----------
    servers, room, seats
        Place to what is added on each day, (days,). Seats are a day's.
    time
        Station to the change of its services' lengths on each day, as a ratio.
    care
        (station, standard) to what is added on each day.
    shares
        (station, way left, way taken instead) to the share of people who change, the
        mean over the horizon: routes do not change within a run.
    """

    servers: dict[str, Array] = field(default_factory=dict)
    room: dict[str, Array] = field(default_factory=dict)
    seats: dict[str, Array] = field(default_factory=dict)
    time: dict[str, Array] = field(default_factory=dict)
    care: dict[tuple[str, str], Array] = field(default_factory=dict)
    shares: dict[tuple[str, str, str], float] = field(default_factory=dict)


def extra_of(network: Network, values: Values, levels: Mapping[str, Array]) -> Extra:
    """Return what levels of actions add in one future.

    Parameters
    ----------
    network
        With levers.
    values
        What the quantities are worth in this future.
    levels
        Action to its level on each day, (days,); missing ones are at rest.
    """
    extra = Extra()
    places = {place.id: place for place in network.places}
    for lever in network.levers:
        level = levels.get(lever.on)
        if level is None or not level.any():
            continue
        whole = level * math.prod(values.number(name) for name in lever.amount)
        if lever.what == "time":
            for name in lever.at:
                _add(extra.time, name, whole)
            continue
        if lever.what == "share":
            assert lever.of is not None
            assert lever.to is not None
            moved = min(max(float(whole.mean()), 0.0), 1.0)
            for name in lever.at:
                key = (name, lever.of, lever.to)
                stays = 1.0 - extra.shares.get(key, 0.0)
                extra.shares[key] = 1.0 - stays * (1.0 - moved)
            continue
        has = [_has(places[name], lever, values) for name in lever.at]
        for name, share in zip(lever.at, _split(has), strict=True):
            _give(extra, lever, name, whole * share)
    return extra


def _give(extra: Extra, lever: Lever, name: str, more: Array) -> None:
    if lever.what == "care":
        assert lever.standard is not None
        key = (name, lever.standard)
        extra.care[key] = more + extra.care.get(key, np.zeros_like(more))
    elif lever.what == "servers":
        _add(extra.servers, name, more)
    elif lever.what == "room":
        _add(extra.room, name, more)
    else:
        _add(extra.seats, name, more)


def _add(held: dict[str, Array], name: str, more: Array) -> None:
    held[name] = more + held.get(name, np.zeros_like(more))


def _split(has: list[float]) -> list[float]:
    total = sum(has)
    if total > 0:
        return [x / total for x in has]
    return [1.0 / len(has)] * len(has)


def _has(place: Station | Link, lever: Lever, values: Values) -> float:
    """Return what a place has already of what a lever adds to."""
    if lever.what == "room":
        return values.number(place.room.persons) if place.room else 0.0
    if isinstance(place, Link):
        if place.every is None:
            return sum(values.number(d.seats) for d in place.departures)
        return values.number(place.seats) * 24.0 / values.hours(place.every)
    if lever.what == "care":
        return values.number(place.care.get(lever.standard or "", 0.0))
    counts = [values.number(shift.servers) for shift in place.shifts]
    if place.servers is not None:
        counts.append(values.number(place.servers))
    return sum(counts)
