"""A network's tables for a thinned cohort, with capacity that changes from day to day.

One simulated person stands for `cohort` people. Arrivals, census, room and seats are
divided by it; a station's servers are divided and rounded, and its services take as
many times longer as keeps servers over mean service at what it should be. Batches are
rounded so that their sum is kept. What this costs in accuracy is measured against
whole cohorts and shown (`docs/people.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Network, Station
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
Item = tuple[float, int, int, float]

_NOON = 12.0
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


def apply(tables: Tables, network: Network, names: Names, cohort: Cohort) -> None:
    """Change freshly built tables in place, timeline apart.

    Census and arrivals have been thinned before the tables were built.
    """
    k = cohort.size
    station = tables.station
    station["traits"] &= ~np.uint32(F_COUNTS)
    bounded = station["room"] < UNLIMITED
    station["room"][bounded] = _rounded(station["room"][bounded] / k)
    station["least_load"] = np.maximum(station["least_load"] / k, 1).astype(int)
    surge = tables.surge
    surge["above"] /= k
    surge["below"] = np.where(surge["below"] > 0, surge["below"] / k, surge["below"])
    surge["servers"] = _rounded(surge["servers"] / k)
    surge["room"] = _rounded(surge["room"] / k)
    for row, place in zip(station, network.places, strict=True):
        if isinstance(place, Station) and place.crowding:
            tables.tab[row["crowd_first"] : row["crowd_last"] : 2] /= k


def schedule(
    tables: Tables, network: Network, names: Names, cohort: Cohort
) -> Table:
    """Return the timeline with all capacity as it is from day to day.

    Sets what stations have at the start in `tables.station`, whose room must be that
    of `apply` already.
    """
    old = tables.timeline
    mine = np.isin(old["kind"], (DUTY, PACE, DEPART, BULK))
    items: list[Item] = []
    for place in network.places:
        s = names.place(place.id)
        here = old[mine & (old["who"] == s) & (old["kind"] != BULK)]
        if isinstance(place, Station):
            items += _servers(tables, s, here, cohort, place.id)
        else:
            items += _seats(s, here, cohort, place.id)
        items += _room(tables, s, cohort, place.id)
    items += _groups(old[old["kind"] == BULK], cohort.size)
    horizon = float(old["at"][-1])
    added = np.array([i for i in items if i[0] <= horizon], dtype=ENTRY)
    kept = old[~mine]
    # At one time, changes come before the counts and the end that stand in `kept`.
    at = np.concatenate([added["at"], kept["at"]])
    late = np.concatenate([np.zeros(len(added)), np.ones(len(kept))])
    order = np.lexsort((np.arange(len(at)), late, at))
    return np.ascontiguousarray(np.concatenate([added, kept])[order])


def _rounded(values: Array) -> NDArray[np.int32]:
    """Round to whole numbers, what is above 0 to 1 at least."""
    whole = np.floor(values + 0.5)
    return np.where(values > 0, np.maximum(whole, 1.0), 0.0).astype(np.int32)


def _changes(values: Array | None) -> list[float]:
    """Return the hours at which a daily column changes."""
    if values is None:
        return []
    days = np.flatnonzero(np.diff(values)) + 1
    return [24.0 * float(d) for d in days]


def _on(values: Array | None, hour: float) -> float:
    if values is None:
        return 0.0
    return float(values[min(int(hour / 24.0 + 1e-9), len(values) - 1)])


def _steps(first: float, entries: Table) -> list[tuple[float, float]]:
    return [(0.0, first), *((float(e["at"]), float(e["value"])) for e in entries)]


def _value(steps: list[tuple[float, float]], hour: float) -> float:
    return [value for at, value in steps if at <= hour][-1]


def _servers(
    tables: Tables, s: int, here: Table, cohort: Cohort, name: str
) -> Iterator[Item]:
    row = tables.station[s]
    duty = _steps(float(row["duty"]), here[here["kind"] == DUTY])
    pace = _steps(float(row["pace"]), here[here["kind"] == PACE])
    more, longer = cohort.extra.servers.get(name), cohort.extra.time.get(name)
    times = {at for at, _ in (*duty, *pace)} | {*_changes(more), *_changes(longer)}
    held: tuple[float, float] | None = None
    for hour in sorted(times):
        has = _value(duty, hour)
        slow = _value(pace, hour) * (1.0 + _on(longer, hour))
        if has < UNLIMITED:
            has = max(has + _on(more, hour), 0.0)
            whole = float(_rounded(np.array([has / cohort.size]))[0])
            slow *= whole * cohort.size / has if has > 0 else 1.0
            has = whole
        if held is None:
            row["duty"], row["pace"] = has, slow
        else:
            if has != held[0]:
                yield hour, DUTY, s, has
            if slow != held[1]:
                yield hour, PACE, s, slow
        held = has, slow


def _room(tables: Tables, s: int, cohort: Cohort, name: str) -> Iterator[Item]:
    more = cohort.extra.room.get(name)
    row = tables.station[s]
    if more is None or row["room"] >= UNLIMITED:
        return
    base = int(row["room"])
    rooms = base + _rounded(np.maximum(more, 0.0) / cohort.size)
    rooms = np.maximum(rooms - _rounded(np.maximum(-more, 0.0) / cohort.size), 0)
    row["room"] = rooms[0]
    for hour in _changes(rooms.astype(float)):
        yield hour, ROOM, s, _on(rooms.astype(float), hour)


def _seats(s: int, here: Table, cohort: Cohort, name: str) -> Iterator[Item]:
    k = cohort.size
    planned = cohort.seats.get(name)
    if planned is None:
        yield from _spread(s, here["at"], here["value"] / k)
    else:
        yield from _spread(s, 24.0 * np.arange(len(planned)) + _NOON, planned / k)
    more = cohort.extra.seats.get(name)
    if more is not None:
        yield from _spread(s, 24.0 * np.arange(len(more)) + _NOON, more / k)


def _spread(s: int, at: Array, seats: Array) -> Iterator[Item]:
    """Round seats so that their sum up to any departure is kept within a half."""
    total = np.floor(np.cumsum(np.maximum(seats, 0.0)) + 0.5)
    for hour, whole in zip(at, np.diff(total, prepend=0.0), strict=True):
        if whole > 0:
            yield float(hour), DEPART, s, float(whole)


def _groups(bulk: Table, k: float) -> Iterator[Item]:
    for who in np.unique(bulk["who"]):
        rows = bulk[bulk["who"] == who]
        for hour, _, _, whole in _spread(0, rows["at"], rows["value"] / k):
            yield hour, BULK, int(who), whole
