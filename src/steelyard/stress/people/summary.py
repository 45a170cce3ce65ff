"""Blocks of futures as tidy rows, with bands over futures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.people.course import PeopleBlock
from steelyard.stress.people.result import band, mean, ratio

Array = NDArray[np.float64]
Row = dict[str, Any]


def station_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per station and link, bands over futures.

    `peak` is the mean over futures of the day with the most persons; `wait` is for
    service, `held_back` those who found a full room and waited for it elsewhere;
    `breaches` are of the clocks that start at the station.
    """
    humane, physical = block.over(block.humane), block.over(block.room)
    started = {clock.id: set(clock.starts) for clock in block.network.clocks}
    breaches = block.breaches.sum(axis=2).mean(axis=0)
    rows = []
    for s, name in enumerate(block.names.stations):
        inside = block.inside[:, :, s]
        waits = block.waits[:, s].sum(axis=1)
        wait = ratio(block.wait_hours[:, s].sum(axis=1), waits)
        peak = inside.max(axis=1)
        rows.append(
            {
                "id": name,
                **band("", inside.mean(axis=1)),
                "peak": float(peak.mean()),
                **band("peak_", peak, mean=False),
                **band("wait_", wait),
                "waits": float(waits.mean()),
                "utilisation": mean(block.busy[:, s]),
                "room": _room(block.room[:, :, s]),
                "humane_room": _room(block.humane[:, :, s]),
                "over_room": float(physical[:, s].mean()),
                "over_humane_room": float(humane[:, s].mean()),
                "held_back": float(block.held_back[:, s].mean()),
                "entries": float(block.entries[:, s].sum(axis=1).mean()),
                "breaches": {
                    clock: float(breaches[k])
                    for k, clock in enumerate(block.names.clocks)
                    if name in started[clock]
                },
            }
        )
    return rows


def group_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per site group with monthly occupancy and rooms."""
    humane = block.over(block.humane)
    rows = []
    for group in block.network.groups:
        columns = block.groups[group.id]
        inside = block.persons(group.id)
        rows.append(
            {
                "id": group.id,
                "title": group.title,
                **band("", inside.mean(axis=1)),
                **band("peak_", inside.max(axis=1)),
                **band("over_humane_room_", humane[:, columns].sum(axis=1)),
                "room": _room(_whole(block.room[:, :, columns])),
                "humane_room": _room(_whole(block.humane[:, :, columns])),
            }
        )
    return rows


def _whole(room: Array) -> Array:
    """Return the room of a group: infinite where no station of it has a limit."""
    limited = np.isfinite(room)
    total = np.where(limited, room, 0.0).sum(axis=2)
    return np.where(limited.any(axis=2), total, np.inf)


def group_room(block: PeopleBlock, group: str, *, humane: bool) -> Array:
    """Return a group's room by day, (futures, days), infinite where it has none."""
    room = block.humane if humane else block.room
    return _whole(room[:, :, block.groups[group]])


def _room(room: Array) -> float | None:
    """Return the mean of a room, None where there is no limit."""
    return float(room.mean()) if np.isfinite(room).all() else None


def clock_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per clock: persons and person-hours over it."""
    clocks = {clock.id: clock for clock in block.network.clocks}
    return [
        {
            "id": name,
            "says": clocks[name].says,
            **band("breaches_", block.breaches[:, k].sum(axis=1)),
            **band("breach_hours_", block.breach_hours[:, k].sum(axis=1)),
        }
        for k, name in enumerate(block.names.clocks)
    ]


def exit_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per way out."""
    return [
        {"id": e.id, "says": e.says, **band("persons_", block.left_by((e.id,)))}
        for e in block.network.exits
    ]


def link_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per link: seats of the horizon, and how full they were."""
    first = len(block.network.stations)
    return [
        {
            "id": link.id,
            "seats": float(block.seats[:, first + i].mean()),
            "seats_used": float(block.seats_used[:, first + i].mean()),
        }
        for i, link in enumerate(block.network.links)
    ]


def wait_rows(block: PeopleBlock) -> list[Row]:
    """Return one row per site group and class: waits for service, and stays.

    Both are means over visits to stations of the group.
    """
    rows = []
    for group in block.network.groups:
        columns = block.groups[group.id]
        for c, kind in enumerate(block.network.classes):
            waits = block.waits[:, columns, c].sum(axis=1)
            hours = block.wait_hours[:, columns, c].sum(axis=1)
            people = block.entries[:, columns, c].sum(axis=1)
            if people.sum() > 0:
                stay = block.stay_hours[:, columns, c].sum(axis=1)
                rows.append(
                    {
                        "group": group.id,
                        "class": kind.id,
                        "says": kind.says or kind.id,
                        "people": float(people.mean()),
                        **band("wait_", ratio(hours, waits)),
                        **band("stay_", ratio(stay, people)),
                    }
                )
    return rows


def flow_rows(block: PeopleBlock) -> list[Row]:
    """Return mean people by pair of site group (or lone station) and group or exit."""
    owner = {s: g.id for g in block.network.groups for s in g.stations}
    sums: dict[tuple[str, str], float] = {}
    for column, (at, to) in enumerate(block.targets):
        pair = owner.get(at, at), owner.get(to, to)
        if pair[0] != pair[1]:
            people = float(block.flow[:, column].mean())
            sums[pair] = sums.get(pair, 0.0) + people
    return [
        {"from": a, "to": b, "people": people}
        for (a, b), people in sums.items()
        if people > 0
    ]


def arrival_rows(block: PeopleBlock) -> list[Row]:
    """Return mean people who come into each site group from outside of the network."""
    led: dict[str, float] = {}
    for column, (_, to) in enumerate(block.targets):
        led[to] = led.get(to, 0.0) + float(block.flow[:, column].mean())
    rows = []
    for group in block.network.groups:
        people = 0.0
        for name in group.stations:
            s = block.names.place(name)
            entered = float(block.entries[:, s].sum(axis=1).mean())
            people += max(entered - led.get(name, 0.0), 0.0)
        if people >= 1.0:
            rows.append({"to": group.id, "people": people})
    return rows


def as_data(block: PeopleBlock, seed: int, seconds: float) -> dict[str, Any]:
    """Return everything as plain data, JSON keys that stay."""
    return {
        "stations": station_rows(block),
        "groups": group_rows(block),
        "clocks": clock_rows(block),
        "exits": exit_rows(block),
        "links": link_rows(block),
        "waits": wait_rows(block),
        "arrivals": arrival_rows(block),
        "flows": flow_rows(block),
        "replications": int(block.inside.shape[0]),
        "cohort": block.cohort,
        "seed": seed,
        "hours": block.inside.shape[1] * 24.0,
        "events": block.events,
        "seconds": seconds,
    }
