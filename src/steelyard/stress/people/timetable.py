"""Everything that is known before the run, in the order in which it falls due."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

import numpy as np

from steelyard.casebook.schema.network import Link, Network, Shift, Station
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.engine.layout import (
    BULK,
    CLOSE,
    DEPART,
    DUTY,
    END,
    ENTRY,
    PACE,
    RESET,
    TICK,
    UNLIMITED,
    Table,
)
from steelyard.stress.people.names import Names

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = 168.0

Item = tuple[float, int, int, float]


def timeline(
    network: Network,
    arrivals: Arrivals,
    names: Names,
    values: Values,
    times: tuple[float, float, float],
) -> Table:
    """Return the kernel's timeline.

    Parameters
    ----------
    times
        Horizon, width of a bin of the series (0 for none), end of the warm-up (0
        for none), all in hours.
    """
    horizon, width, warm_up = times
    items: list[Item] = []
    for station in network.stations:
        s = names.place(station.id)
        items += [(t, DUTY, s, n) for t, n in duty(station, network, values, horizon)]
        items += [
            (values.hours(p.at), PACE, s, values.number(p.times)) for p in station.paces
        ]
    for link in network.links:
        s = names.place(link.id)
        items += [(t, DEPART, s, n) for t, n in departures(link, values, horizon)]
    for closure in network.closures:
        s = names.place(closure.station)
        items.append((values.hours(closure.begins), CLOSE, s, 1.0))
        items.append((values.hours(closure.ends), CLOSE, s, -1.0))
    for i, stream in enumerate(arrivals.streams):
        items += [
            (float(t), BULK, i, float(n))
            for t, n in zip(stream.at, stream.sizes, strict=True)
            if n > 0
        ]
    if width > 0:
        bins = math.floor(horizon / width + 1e-9)
        items += [((k + 1) * width, TICK, 0, 0.0) for k in range(bins)]
    if warm_up > 0:
        items.append((warm_up, RESET, 0, 0.0))
    kept = sorted((item for item in items if item[0] <= horizon), key=_order)
    return np.array([*kept, (horizon, END, 0, 0.0)], dtype=ENTRY)


def _order(item: Item) -> tuple[float, bool, bool]:
    # At one time: what happens first, then the count of it, then the fresh start.
    return item[0], item[1] in {TICK, RESET}, item[1] == RESET


def _minutes(text: str) -> float:
    hour, minute = text.split(":")
    return int(hour) + int(minute) / 60


def _spells(shift: Shift) -> Iterator[tuple[float, float]]:
    """Yield when a shift begins and ends, in hours of the week."""
    begins, ends = _minutes(shift.begins), _minutes(shift.ends)
    if ends <= begins:
        ends += 24.0
    for day in shift.days or _DAYS:
        offset = 24.0 * _DAYS.index(day)
        yield offset + begins, offset + ends


def on_duty(station: Station, values: Values, hour: float) -> float:
    """Return the servers at an hour of the week: of shifts, or else the base."""
    total, found = 0.0, False
    for shift in station.shifts:
        for a, b in _spells(shift):
            if a <= hour < b or a <= hour + _WEEK < b:
                total += values.count(shift.servers)
                found = True
    if found:
        return total
    if station.servers is None:
        return 0.0 if station.shifts else float(UNLIMITED)
    return float(values.count(station.servers))


def duty(
    station: Station, network: Network, values: Values, horizon: float
) -> list[tuple[float, float]]:
    """Return the changes of a station's servers by its shifts, time zero included."""
    offset = 24.0 * dt.date.fromisoformat(network.start).weekday()
    edges = sorted({x % _WEEK for shift in station.shifts for ab in _spells(shift)
                    for x in ab})  # fmt: skip
    changes = [(0.0, on_duty(station, values, offset))]
    week = 0
    while edges and week * _WEEK - offset <= horizon:
        for edge in edges:
            at = week * _WEEK + edge - offset
            servers = on_duty(station, values, edge)
            if 0 < at <= horizon and servers != changes[-1][1]:
                changes.append((at, servers))
        week += 1
    return changes[1:]


def departures(link: Link, values: Values, horizon: float) -> list[tuple[float, float]]:
    """Return the times and seats of a link's departures."""
    found = [
        (values.hours(d.at), float(values.count(d.seats))) for d in link.departures
    ]
    if link.every is not None:
        pause, at = values.hours(link.every), values.hours(link.first)
        seats = float(values.count(link.seats))
        count = math.floor((horizon - at) / pause + 1e-9) + 1
        found += [(at + k * pause, seats) for k in range(max(count, 0))]
    return sorted(found)
