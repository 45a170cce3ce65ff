"""A network and its arrivals as the kernel's tables."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np

from steelyard.casebook.schema.network import Link, Network, Station
from steelyard.casebook.schema.network_laws import Fixed
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.engine.layout import (
    BY_INSIDE,
    BY_WAITING,
    CELL,
    F_BATCH,
    F_BEFORE,
    F_COUNTS,
    F_CROWD,
    F_HARD,
    F_LOSES,
    F_PATIENT,
    F_SURGE,
    NONE,
    OUTAGE_ROW,
    STATION,
    STREAM,
    SURGE_ROW,
    UNLIMITED,
    Table,
)
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.laws import LawTable
from steelyard.stress.people.names import Names, stream_keys
from steelyard.stress.people.routes import RouteTable
from steelyard.stress.people.seating import census_table, clock_masks
from steelyard.stress.people.timetable import on_duty, timeline


def build(
    network: Network,
    arrivals: Arrivals,
    values: Values,
    times: tuple[float, float, float],
) -> Tables:
    """Compile a checked network.

    Parameters
    ----------
    times
        Horizon, width of the series' bins and end of the warm-up, in hours.
    """
    names = Names.of(network)
    laws = LawTable(values)
    station = _stations(network, names, values, laws)
    cell = np.zeros(len(names.places) * len(names.classes), CELL)
    cell["patience"] = NONE
    routes = RouteTable(names, values, station)
    routes.fill(network, cell)
    _services(network, names, laws, routes, cell)
    clock_masks(network, names, cell)
    surge = _surges(network, names, values, station)
    feeders = _feeders(routes, station)
    streams = _streams(arrivals, names, laws)
    outage = _outages(network, names, laws)
    return Tables(
        classes=len(names.classes),
        stations=len(names.stations),
        exits=len(names.exits),
        queues=int(station["queues"].sum()),
        crowded=int((station["crowd_row"] >= 0).sum()),
        station=station,
        cell=cell,
        law=laws.law_table(),
        tab=np.array(laws.numbers, dtype=np.float64),
        branch=routes.branch_table(),
        target=routes.target_table(),
        stream=streams,
        timeline=timeline(network, arrivals, names, values, times),
        limits=np.array([values.hours(c.limit) for c in network.clocks], np.float64),
        feeders=feeders,
        surge=surge,
        outage=outage,
        census=census_table(network, names, values, len(arrivals.streams)),
    )


def humane_room(station: Station, network: Network, values: Values) -> float:
    """Return how many persons a station can hold by all standards of care."""
    room = math.inf
    for standard in network.standards:
        if standard.id in station.care:
            has = values.number(station.care[standard.id])
            room = min(room, has / values.number(standard.per_person))
    return room


def _stations(network: Network, names: Names, values: Values, laws: LawTable) -> Table:
    table = np.zeros(len(names.stations), STATION)
    keys = names.station_keys()
    table["key"] = [keys[name] for name in names.stations]
    table["block_head"] = table["block_tail"] = NONE
    table["pace"] = table["speed"] = 1.0
    table["humane"] = 1e300
    table["crowd_row"] = -1
    hour = 24.0 * dt.date.fromisoformat(network.start).weekday()
    queue = crowd = 0
    for row, place in zip(table, network.places, strict=True):
        _room(row, place, values)
        row["queue_first"] = queue
        row["queues"] = len(place.priority) + 1
        queue += len(place.priority) + 1
        if isinstance(place, Link):
            row["traits"] |= F_BATCH
            row["duty"] = UNLIMITED
            row["least_load"] = values.count(place.at_least)
            row["cancelled"] = values.number(place.cancelled)
            continue
        row["duty"] = on_duty(place, values, hour)
        row["traits"] |= F_BEFORE if place.blocking == "before" else 0
        row["traits"] |= F_PATIENT if place.patience or place.patience_of else 0
        row["humane"] = min(humane_room(place, network, values), 1e300)
        row["traits"] |= F_COUNTS if row["humane"] < 1e300 else 0
        if place.crowding:
            row["traits"] |= F_CROWD
            row["crowd_row"] = crowd
            points = [float(x) for pair in place.crowding for x in pair]
            row["crowd_first"], row["crowd_last"] = laws.note(points)
            crowd += 1
    return table


def _room(row: np.void, place: Station | Link, values: Values) -> None:
    row["room"] = UNLIMITED
    if place.room is None:
        return
    row["room"] = values.count(place.room.persons)
    if place.room.full == "exceed":
        row["traits"] |= F_COUNTS
    else:
        row["traits"] |= F_HARD
    if place.room.full == "lose":
        row["traits"] |= F_LOSES


def _services(
    network: Network, names: Names, laws: LawTable, routes: RouteTable, cell: Table
) -> None:
    for place in network.places:
        giving_up = NONE
        if isinstance(place, Station) and place.gives_up_to is not None:
            giving_up = routes.direct(place.gives_up_to)
        for c, name in enumerate(names.classes):
            row = cell[names.place(place.id) * len(names.classes) + c]
            order = place.priority
            row["priority"] = order.index(name) if name in order else len(order)
            if isinstance(place, Link):
                row["law"] = laws.add(Fixed(kind="fixed", mean=place.travel))
                continue
            row["law"] = laws.add(place.service_of.get(name, place.service))
            patience = place.patience_of.get(name, place.patience)
            if patience is not None:
                row["patience"] = laws.add(patience)
                row["leaves_to"] = giving_up


def _surges(network: Network, names: Names, values: Values, station: Table) -> Table:
    by_id = {surge.id: surge for surge in network.surges}
    ordered = [by_id[name] for name in names.surges]
    table = np.zeros(len(ordered), SURGE_ROW)
    for i, (row, surge) in enumerate(zip(table, ordered, strict=True)):
        watched = names.place(surge.watches or surge.station)
        row["watches"], row["station"] = watched, names.place(surge.station)
        row["measure"] = BY_INSIDE if surge.measure == "inside" else BY_WAITING
        row["above"], row["below"] = (
            values.number(surge.above),
            values.number(surge.below),
        )
        row["lead"], row["ramp"] = values.hours(surge.lead), values.hours(surge.ramp)
        row["least"], row["steps"] = values.hours(surge.stays), surge.steps
        row["servers"] = values.count(surge.servers)
        row["room"] = values.count(surge.room)
        if station["traits"][watched] & F_SURGE == 0:
            station["surges_first"][watched] = i
        station["traits"][watched] |= F_SURGE
        station["surges_last"][watched] = i + 1
    return table


def _feeders(routes: RouteTable, station: Table) -> Table:
    found: list[int] = []
    before = {int(s) for s in np.flatnonzero(station["traits"] & F_BEFORE)}
    pairs = {
        (place, origin)
        for origin, (_, place, _) in zip(routes.origins, routes.targets, strict=True)
        if origin in before
    }
    for s, row in enumerate(station):
        row["feeders_first"] = len(found)
        found += sorted(origin for place, origin in pairs if place == s)
        row["feeders_last"] = len(found)
    return np.array(found, dtype=np.int64)


def _streams(arrivals: Arrivals, names: Names, laws: LawTable) -> Table:
    table = np.zeros(len(arrivals.streams) + 1, STREAM)
    keys = stream_keys([*(s.id for s in arrivals.streams), "(census)"])
    for row, stream in zip(table, arrivals.streams, strict=False):
        row["key"] = keys[stream.id]
        row["cls"] = names.classes.index(stream.of)
        row["station"] = names.place(stream.station)
        pairs = [x for ur in zip(stream.until, stream.rates, strict=True) for x in ur]
        row["first"], row["last"] = laws.note([float(x) for x in pairs])
        row["bin"] = row["first"]
    table[-1]["key"] = keys["(census)"]
    return table


def _outages(network: Network, names: Names, laws: LawTable) -> Table:
    table = np.zeros(len(network.outages), OUTAGE_ROW)
    keys = stream_keys(o.id for o in network.outages)
    for row, outage in zip(table, network.outages, strict=True):
        row["station"] = names.place(outage.station)
        row["key"] = keys[outage.id]
        row["up_law"], row["down_law"] = laws.add(outage.up), laws.add(outage.down)
    return table
