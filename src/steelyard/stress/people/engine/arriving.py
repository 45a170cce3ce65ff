"""Arrivals: Poisson at rates that vary, bulk by timetable, and the first census."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.stress.people.engine.crowding import crowd_push
from steelyard.stress.people.engine.draws import duration
from steelyard.stress.people.engine.heap import pack, push, push_seldom
from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import (
    ARRIVE,
    COMPLETE,
    EXPONENTIAL,
    F_BATCH,
    F_BEFORE,
    F_CROWD,
    FIXED,
    NONE,
    SERVED,
    Work,
    whole,
)
from steelyard.stress.people.engine.moving import (
    allot,
    enqueue,
    key_of,
    mark_visit,
    refused,
    reserve,
    servers_of,
)
from steelyard.stress.people.engine.philox import philox
from steelyard.stress.people.engine.tally import cell_of, place_row, stat_row
from steelyard.stress.people.engine.ziggurat import exponential

_MOST_TRIES = 200


@inlined
def newcomer(w: Work, stream: Any, t: float) -> int:
    """Create the next person of a stream, bound for the stream's station."""
    p = allot(w)
    if p == NONE:
        return NONE
    row = w.stream[stream]
    person = w.person[p]
    person.born = t
    person.entered = t
    person.visited = np.uint64(0)
    person.number = row.number
    person.stream = stream
    person.cls = row.cls
    person.laps = 0
    person.running = 0
    person.target = NONE
    person.station = row.station
    row.number += 1
    return p


@inlined
def foresee(w: Work, stream: Any, t: float) -> None:
    """Push the stream's next arrival, by its cumulated rate."""
    row = w.stream[stream]
    g = w.g[0]
    key = (
        g.seed,
        np.uint64(row.number),
        np.uint64(row.key),
        g.replication,
        np.uint64(0),
    )
    w0, w1, _, w3 = philox(key, np.uint64(0))
    left = exponential(key, whole(0), w0, w1, w3)
    i = whole(row.bin)
    last = whole(row.last)
    at = t
    while i < last:
        room = w.tab[i + 1] * (w.tab[i] - at)
        if left < room:
            row.bin = i
            push(w, at + left / w.tab[i + 1], pack(ARRIVE, 0, stream))
            return
        left -= room
        at = w.tab[i]
        i += 2
    row.bin = i


@inlined
def arrive(w: Work, stream: int, t: float) -> int:
    """Let the next person of a stream arrive; return them unless refused."""
    w.g[0].events += 1
    p = newcomer(w, stream, t)
    foresee(w, stream, t)
    if p == NONE or refused(w, p, t):
        return NONE
    return p


@called
def arrive_in_bulk(w: Work, t: float) -> int:
    """Let one more of a group arrive."""
    g = w.g[0]
    g.bulk -= 1
    g.events += 1
    p = newcomer(w, g.bulk_stream, t)
    if p == NONE or refused(w, p, t):
        return NONE
    return p


@called
def remaining(w: Work, p: int, s: int, age: float) -> float:
    """Draw what is left of a service that has lasted for `age` hours.

    Rejection from the law of the whole; after many tries (an age far beyond the
    law) one fresh service is taken as what is left.
    """
    person = w.person[p]
    st = w.station[s]
    law = w.law[w.cell[cell_of(w, s, person.cls)].law]
    _, _, person.luck, _ = philox(key_of(w, p, whole(st.key)), np.uint64(0))
    if law.kind == FIXED:
        return float(max(law.a * st.pace - age, 0.0))
    hours = 0.0
    for _ in range(_MOST_TRIES):
        key = key_of(w, p, whole(st.key))
        w0, w1, person.luck, w3 = philox(key, np.uint64(0))
        hours = st.pace * duration(key, whole(0), w0, w1, w3, law, w.tab)
        if law.kind == EXPONENTIAL:
            return float(hours)
        if hours > age:
            return float(hours - age)
        person.laps += 1
    return hours


@called
def seat(w: Work, i: int) -> None:
    """Put one person of the first census in their place."""
    row = w.census[i]
    p = newcomer(w, whole(row.stream), 0.0)
    if p == NONE:
        return
    person = w.person[p]
    s = whole(row.station)
    st = w.station[s]
    person.number = row.number
    person.cls = row.cls
    mark_visit(w, p, s, -row.age)
    person.born = -row.system_age
    person.running = row.running
    for k in range(w.g[0].clocks):
        if (row.running >> k) & 1:
            begins = (w.cell[cell_of(w, s, row.cls)].starts >> k) & 1
            w.clocks[p, k] = -row.age if begins else -row.system_age
    stat_row(w, cell_of(w, s, row.cls)).n += 1
    st.inside += 1
    idle = st.traits & F_BATCH == 0 and st.busy < servers_of(st) and st.waiting == 0
    if not idle or (st.traits & F_BEFORE and not reserve(w, p, s)):
        enqueue(w, p, s, w.cell[cell_of(w, s, row.cls)].priority)
        return
    st.busy += 1
    person.begun = -row.age
    person.state = SERVED
    person.stamp += 1
    hours = remaining(w, p, s, row.age)
    if st.traits & F_CROWD:
        crowd_push(w, p, s, hours, 0.0)
    else:
        push_seldom(w, hours, pack(COMPLETE, 0, p))


@called
def open_doors(w: Work) -> None:
    """Seat the census, note the first peaks and foresee each stream's first arrival."""
    for i in range(w.census.shape[0]):
        seat(w, i)
    for s in range(w.station.shape[0]):
        row = place_row(w, s)
        row.peak = w.station[s].inside
        row.queue_peak = w.station[s].waiting
    for stream in range(w.stream.shape[0]):
        foresee(w, stream, 0.0)
