"""A network's tables for a thinned cohort, with capacity that changes from day to day.

One simulated person stands for `cohort` people. Arrivals, census, room and seats are
divided by it; a station's servers are divided and rounded, and its services take as
many times longer as keeps servers over mean service at what it should be. Batches are
rounded so that their sum is kept. What this costs in accuracy is measured against
whole cohorts and shown (`docs/people.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Link, Network, Station
from steelyard.stress.people.engine.layout import (
    BULK,
    DEPART,
    DUTY,
    ENTRY,
    F_COUNTS,
    PACE,
    ROOM,
    UNLIMITED,
    Table,
)
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.names import Names

Array = NDArray[np.float64]

_DAY = np.float64(24.0)
_NOON = np.float64(12.0)
"""When seats leave that are only known by day."""


@dataclass(frozen=True)
class Cohort:
    """How a future's tables are changed.

    Attributes
    ----------
    size
        People for whom one simulated person stands.
    extra
        What actions add.
    seats
        Link to its seats on each day, (days,): they stand in for its timetable.
    """

    size: float
    extra: Extra
    seats: Mapping[str, Array]


@dataclass(frozen=True)
class Rest:
    """Capacity from day to day while nothing acts.

    Attributes
    ----------
    network
        Whose places these are.
    before, station
        Stations as `apply` leaves them, and as they stand at the start.
    changes
        Entries of the timeline that change servers, pace and seats, not thinned.
    parts
        Thinned entries of groups that come together, then of each place.
    kept
        All other entries.
    """

    network: Network
    before: Table
    station: Table
    changes: Table
    parts: tuple[tuple[Table, ...], ...]
    kept: Table


def apply(tables: Tables, network: Network, k: float) -> None:
    """Thin freshly built tables in place, timeline apart.

    Census and arrivals have been thinned before the tables were built.
    """
    station = tables.station
    station["traits"] &= ~np.uint32(F_COUNTS)
    bounded = station["room"] < UNLIMITED
    station["room"][bounded] = _rounded(station["room"][bounded] / k)
    station["least_load"] = np.maximum(station["least_load"] / k, 1).astype(int)
    surge = tables.surge
    surge["above"] /= k
    surge["below"] = np.where(surge["below"] > 0, surge["below"] / k, surge["below"])
    surge["servers"] = _rounded(surge["servers"] / _worth(station, surge, k))
    surge["room"] = _rounded(surge["room"] / k)
    for row, place in zip(station, network.places, strict=True):
        if isinstance(place, Station) and place.crowding:
            tables.tab[row["crowd_first"] : row["crowd_last"] : 2] /= k


def at_rest(tables: Tables, network: Network, names: Names, k: float) -> Rest:
    """Return capacity as it is from day to day while nothing acts, thinned.

    Parameters
    ----------
    tables
        As `apply` leaves them.
    """
    old, station = tables.timeline, tables.station.copy()
    mine = np.isin(old["kind"], (DUTY, PACE, DEPART, BULK))
    changes = old[mine & (old["kind"] != BULK)]
    nothing = Cohort(k, Extra(), {})
    groups = _groups(old[old["kind"] == BULK], k)
    parts: list[tuple[Table, ...]] = [(groups,)]
    for place in network.places:
        s = names.place(place.id)
        here = changes[changes["who"] == s]
        parts.append(_of_place(station[s], s, here, nothing, place))
    return Rest(network, tables.station, station, changes, tuple(parts), old[~mine])


def schedule(rest: Rest, names: Names, cohort: Cohort) -> tuple[Table, Table]:
    """Return stations as they start and the timeline, with all that a course adds."""
    parts, station = list(rest.parts), rest.station.copy()
    extra = cohort.extra
    touched = {*extra.servers, *extra.time, *extra.room, *extra.seats, *cohort.seats}
    for i, place in enumerate(rest.network.places):
        if place.id in touched:
            s = names.place(place.id)
            station[s] = rest.before[s]
            here = rest.changes[rest.changes["who"] == s]
            parts[i + 1] = _of_place(station[s], s, here, cohort, place)
    added = np.concatenate([table for part in parts for table in part])
    kept = rest.kept
    added = added[added["at"] <= float(kept["at"][-1])]
    # At one time, changes come before the counts and the end that stand in `kept`.
    at = np.concatenate([added["at"], kept["at"]])
    late = np.concatenate([np.zeros(len(added)), np.ones(len(kept))])
    order = np.lexsort((np.arange(len(at)), late, at))
    return station, np.ascontiguousarray(np.concatenate([added, kept])[order])


def _of_place(
    row: np.void, s: int, here: Table, cohort: Cohort, place: Station | Link
) -> tuple[Table, ...]:
    """Return the entries of a place; its row gets what it has at the start."""
    if isinstance(place, Station):
        found = _servers(row, s, here, cohort, place.id)
    else:
        found = _seats(s, here, cohort, place.id)
    return (*found, _room(row, s, cohort, place.id))


def _worth(station: Table, surge: Table, k: float) -> Array:
    """Return how many servers one simulated server of each surge's station is worth.

    Its base is rounded and its pace makes up for it: so it does for what is added.
    """
    base = station["duty"][surge["station"]].astype(float)
    known = (base > 0) & (base < UNLIMITED)
    worth: Array = np.where(known, base / np.maximum(_rounded(base / k), 1), k)
    return worth


def _entries(at: Array, kind: int, who: int, value: Array) -> Table:
    rows = np.zeros(len(at), ENTRY)
    rows["at"], rows["kind"], rows["who"], rows["value"] = at, kind, who, value
    return rows


def _rounded(values: Array) -> NDArray[np.int32]:
    """Round to whole numbers, what is above 0 to 1 at least."""
    whole = np.floor(values + 0.5)
    return np.where(values > 0, np.maximum(whole, 1.0), 0.0).astype(np.int32)


def _changes(values: Array | None) -> Array:
    """Return the hours at which a daily column changes."""
    if values is None:
        return np.zeros(0)
    days = np.flatnonzero(np.diff(values)).astype(np.float64)
    return _DAY * (days + np.float64(1.0))


def _on(values: Array | None, hours: Array) -> Array:
    """Return a daily column at some hours; 0 without one."""
    if values is None:
        return np.zeros(len(hours))
    days = np.minimum((hours / 24.0 + 1e-9).astype(int), len(values) - 1)
    found: Array = values[days]
    return found


def _steps(first: float, entries: Table, hours: Array) -> Array:
    """Return at some hours what stands from each entry on, `first` before them."""
    values = np.concatenate([[first], entries["value"]])
    found: Array = values[np.searchsorted(entries["at"], hours, side="right")]
    return found


def _servers(
    row: np.void, s: int, here: Table, cohort: Cohort, name: str
) -> list[Table]:
    k = cohort.size
    more, longer = cohort.extra.servers.get(name), cohort.extra.time.get(name)
    hours = np.unique(
        np.concatenate([[0.0], here["at"], _changes(more), _changes(longer)])
    )
    slow = _steps(float(row["pace"]), here[here["kind"] == PACE], hours)
    slow = slow * (1.0 + _on(longer, hours))
    has = _steps(float(row["duty"]), here[here["kind"] == DUTY], hours)
    limited = has < UNLIMITED
    wanted = np.where(limited, np.maximum(has + _on(more, hours), 0.0), has)
    whole = np.where(limited, _rounded(wanted / k), has)
    exact = np.where(limited & (wanted > 0), wanted, 1.0)
    slow = np.where(limited & (wanted > 0), slow * whole * k / exact, slow)
    row["duty"], row["pace"] = whole[0], slow[0]
    return [
        _entries(hours[1:][moved], kind, s, values[1:][moved])
        for kind, values in ((DUTY, whole), (PACE, slow))
        for moved in (np.diff(values) != 0,)
    ]


def _room(row: np.void, s: int, cohort: Cohort, name: str) -> Table:
    more = cohort.extra.room.get(name)
    if more is None or row["room"] >= UNLIMITED:
        return _entries(np.zeros(0), ROOM, s, np.zeros(0))
    rooms = int(row["room"]) + _rounded(np.maximum(more, 0.0) / cohort.size)
    rooms = np.maximum(rooms - _rounded(np.maximum(-more, 0.0) / cohort.size), 0)
    row["room"] = rooms[0]
    hours = _changes(rooms.astype(float))
    return _entries(hours, ROOM, s, _on(rooms.astype(float), hours))


def _seats(s: int, here: Table, cohort: Cohort, name: str) -> list[Table]:
    k = cohort.size
    planned, more = cohort.seats.get(name), cohort.extra.seats.get(name)
    found = []
    if planned is None:
        found.append(_spread(s, DEPART, here["at"], here["value"] / k))
    for seats in (planned, more):
        if seats is not None:
            noon = np.arange(len(seats), dtype=np.float64) * _DAY + _NOON
            found.append(_spread(s, DEPART, noon, seats / k))
    return found


def _spread(who: int, kind: int, at: Array, sizes: Array) -> Table:
    """Round sizes so that their sum up to any time is kept within a half."""
    total = np.floor(np.cumsum(np.maximum(sizes, 0.0)) + 0.5)
    whole = np.diff(total, prepend=0.0)
    return _entries(at[whole > 0], kind, who, whole[whole > 0])


def _groups(bulk: Table, k: float) -> Table:
    parts = [bulk[:0]]
    for who in np.unique(bulk["who"]):
        rows = bulk[bulk["who"] == who]
        parts.append(_spread(int(who), BULK, rows["at"], rows["value"] / k))
    return np.concatenate(parts)
