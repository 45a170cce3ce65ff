"""A network in which each person stands for several: its tables, its counts.

All that is counted in persons shrinks by one number, the scale: rates, groups,
servers, rooms, seats, levels of surges, the census. Times do not. Where servers
do not divide evenly, the pace of their work makes up for it, so that a station's
capacity is kept to the last digit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from steelyard.stress.people.engine.layout import (
    BULK,
    DEPART,
    DUTY,
    ENTRY,
    F_CROWD,
    PACE,
    RESET,
    ROOM,
    TICK,
    UNLIMITED,
    Table,
)
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.run import Raw

_PERSONS = {
    "stat": (
        *("n", "area", "entries", "waits", "wait_sum", "wait_squares"),
        *("stays", "stay_sum", "stay_squares", "lost", "abandoned"),
    ),
    "place_stat": (
        *("peak", "queue_peak", "over_room", "over_humane", "held_back"),
        *("outside_area", "busy_area", "duty_area", "seats", "seats_used"),
    ),
    "clock_stat": ("stopped", "running", "breaches", "breach_hours", "hours"),
}
"""Fields of the outputs that count persons, or hours of persons."""
_PATHS = ("inside_series", "waiting_series")
_SERIES = ("flow", "inside_series", "waiting_series", "entry_series")


def shrunk(tables: Tables, scale: int) -> Tables:
    """Return the tables of the network in which one person stands for `scale`."""
    station, tab = tables.station.copy(), list(tables.tab)
    stream, surge = tables.stream.copy(), tables.surge.copy()
    for row in station:
        row["humane"] /= scale
        row["least_load"] = -(-row["least_load"] // scale)
        row["room"] = _share(row["room"], scale)
        if row["traits"] & F_CROWD:
            span = slice(int(row["crowd_first"]), int(row["crowd_last"]))
            row["crowd_first"], row["crowd_last"] = _note(tab, tables.tab[span], scale)
    for row in stream:
        span = slice(int(row["first"]), int(row["last"]))
        numbers = tables.tab[span].copy()
        numbers[1::2] /= scale
        row["first"], row["last"] = len(tab), len(tab) + len(numbers)
        row["bin"] = row["first"]
        tab += list(numbers)
    surge["above"] /= scale
    surge["below"] /= scale
    for name in ("servers", "room"):
        surge[name] = [_share(n, scale) for n in surge[name]]
    entries = _timeline(tables.timeline, station, scale)
    return replace(
        tables,
        station=station,
        tab=np.array(tab),
        stream=stream,
        surge=surge,
        timeline=entries,
        census=tables.census[scale // 2 :: scale].copy(),
    )


def _share(persons: Any, scale: int) -> int:
    """Divide a number of persons or servers; what is there stays at least one."""
    n = int(persons)
    return n if n <= 0 or n >= UNLIMITED else max(1, round(n / scale))


def _note(tab: list[float], pairs: Table, scale: int) -> tuple[int, int]:
    """Add pairs (persons, speed) with fewer persons."""
    numbers = pairs.copy()
    numbers[0::2] /= scale
    first = len(tab)
    tab += list(numbers)
    return first, len(tab)


def _timeline(timeline: Table, station: Table, scale: int) -> Table:
    """Scale the timeline, and keep each station's capacity by its pace."""
    pace = station["pace"].copy()
    factor = np.ones(len(station))
    for s, row in enumerate(station):
        row["duty"], factor[s] = _servers(row["duty"], scale)
        row["pace"] = pace[s] * factor[s]
    left: dict[tuple[int, int], float] = {}
    out: list[tuple[float, int, int, float]] = []
    for at, kind, who, value in timeline.tolist():
        if kind == DUTY:
            n, factor[who] = _servers(value, scale)
            out.append((at, DUTY, who, float(n)))
            out.append((at, PACE, who, pace[who] * factor[who]))
        elif kind == PACE:
            pace[who] = value
            out.append((at, PACE, who, value * factor[who]))
        elif kind == ROOM:
            out.append((at, ROOM, who, float(_share(value, scale))))
        elif kind in {BULK, DEPART}:
            # What a division leaves is carried to the next group or vehicle.
            due = left.get((kind, who), 0.0) + value / scale
            n = round(due)
            left[kind, who] = due - n
            out.append((at, kind, who, float(n)))
        else:
            out.append((at, kind, who, value))
    return np.array(out, dtype=ENTRY)


def _servers(servers: Any, scale: int) -> tuple[int, float]:
    """Return fewer servers, and what their services must last longer by."""
    n = _share(servers, scale)
    if n <= 0 or n >= UNLIMITED:
        return n, 1.0
    return n, n * scale / float(servers)


def hourly(tables: Tables) -> Tables:
    """Return tables with series by the hour, from the end of the warm-up on."""
    old = [entry for entry in tables.timeline.tolist() if entry[1] != TICK]
    start = max((at for at, kind, _, _ in old if kind == RESET), default=0.0)
    hours = np.arange(start, old[-1][0] + 1e-9, 1.0)[1 if start == 0.0 else 0 :]
    every = old[:-1] + [(float(at), TICK, 0, 0.0) for at in hours]
    every.sort(key=lambda entry: (entry[0], entry[1] in {TICK, RESET}, entry[1]))
    return replace(tables, timeline=np.array([*every, old[-1]], dtype=ENTRY))


def grown(raw: Raw, scale: int, path: Raw) -> Raw:
    """Count each person of a shrunk network `scale` times; right the spread.

    With numbers of persons growing by `scale`, deviations from the mean grow by its
    root only (the diffusion limit of Mandelbaum, Massey and Reiman 1998), and so do
    peaks above the highest mean. Both are set back by the root.

    Parameters
    ----------
    raw
        What the shrunk network gave.
    path
        Some replications of it by the hour, for the highest mean.
    """
    root = float(np.sqrt(scale))
    out = {name: table.copy() for name, table in raw.outputs.items()}
    skip = int((path.tables.timeline["kind"] == RESET).any())
    series = (path.outputs[name][:, skip:] for name in _PATHS)
    inside, queue = (
        scale * table.mean(axis=0).max(axis=0, initial=0) for table in series
    )
    for name, fields in _PERSONS.items():
        for field in fields:
            if field == "peak":
                values = _towards(out[name][field], scale, inside, root)
            elif field == "queue_peak":
                values = _towards(out[name][field], scale, queue, root)
            else:
                values = _spread(out[name][field], scale, root)
            out[name][field] = _as(values, out[name][field])
    for name in _SERIES:
        out[name] = _as(_spread(out[name], scale, root), out[name])
    return replace(raw, outputs=out, sketch=raw.sketch * np.uint64(scale))


Numbers = npt.NDArray[np.float64]


def _spread(values: Table, scale: int, root: float) -> Numbers:
    """Scale up, and bring replications nearer to their mean."""
    mean = values.mean(axis=0)
    return np.asarray(scale * mean + (values - mean) * (scale / root))


def _towards(values: Table, scale: int, base: Numbers, root: float) -> Numbers:
    """Scale up peaks, and bring what stands out above the mean path nearer to it."""
    return np.asarray(base + np.maximum(scale * values - base, 0.0) / root)


def _as(values: Numbers, like: Table) -> Table:
    return (np.rint(values) if like.dtype.kind in "iu" else values).astype(like.dtype)
