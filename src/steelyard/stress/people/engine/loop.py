"""The event loop.

One call runs a chunk of replications without the interpreter's lock. It stops
at the first table that overflows and says which; the caller doubles that table
and runs the chunk again, with the same draws.
"""

from __future__ import annotations

import numpy as np

from steelyard.stress.people.engine.arriving import arrive, arrive_in_bulk, open_doors
from steelyard.stress.people.engine.heap import (
    FOREVER,
    close_hole,
    first_time,
    kind_of,
    who_of,
)
from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import (
    ARRIVE,
    COMPLETE,
    END,
    NONE,
    Work,
    whole,
)
from steelyard.stress.people.engine.moving import (
    admit,
    begin,
    complete,
    depart,
    enter,
    next_start,
)
from steelyard.stress.people.engine.rare import next_outage, rare_event
from steelyard.stress.people.engine.timeline import finish, take_entry


@called
def start(w: Work) -> None:
    """Set all state to what it is at time zero."""
    g = w.g[0]
    g.heap = g.hole = g.used = g.touched = g.tick = g.entry = g.trouble = g.bulk = 0
    g.free = NONE
    g.ticked = 0.0
    # Sketches are shared by the replications of a chunk: none before the warm-up ends.
    g.sketching = 0 if g.warming else g.sketches
    w.heap_at[0] = FOREVER
    for i in range(w.station.shape[0]):
        w.station[i] = w.station_first[i]
    for i in range(w.stream.shape[0]):
        w.stream[i] = w.stream_first[i]
    for i in range(w.surge.shape[0]):
        w.surge[i] = w.surge_first[i]
    for i in range(w.queue.shape[0]):
        w.queue[i].head = w.queue[i].tail = NONE
    for i in range(w.last_area.shape[0]):
        w.last_area[i] = 0.0
    for i in range(w.last_entries.shape[0]):
        w.last_entries[i] = 0
    open_doors(w)
    for i in range(w.outage.shape[0]):
        w.outage[i] = w.outage_first[i]
        next_outage(w, i, 0.0)


@inlined
def settle(w: Work, p: int, t: float) -> None:
    """Move a person in, and then all whom that sets free, until nothing moves."""
    g = w.g[0]
    while True:
        if p != NONE:
            s = whole(w.person[p].station)
            if s >= g.stations:
                depart(w, p, s, t)
                p = NONE
                continue
            starts = enter(w, p, s, t)
        else:
            if g.touched == 0:
                return
            s = whole(w.touched[g.touched - 1])
            p = next_start(w, s)
            starts = p != NONE
            if not starts:
                g.touched -= 1
                w.station[s].touched = 0
                p = admit(w, s, t)
                if p != NONE:
                    again(w, s)
                continue
        if starts:
            begin(w, p, s, t)
        p = NONE


@inlined
def again(w: Work, s: int) -> None:
    """Look at `s` again after somebody was let in: there may be room for more."""
    if w.station[s].touched == 0:
        w.station[s].touched = 1
        w.touched[w.g[0].touched] = s
        w.g[0].touched += 1


@inlined
def step(w: Work, t: float) -> int:
    """Take the event at the top of the heap; return a person on the move."""
    what = w.heap_what[0]
    w.g[0].hole = 1
    kind = kind_of(what)
    who = who_of(what)
    if kind == COMPLETE:
        return complete(w, who, t)
    if kind == ARRIVE:
        return arrive(w, who, t)
    return rare_event(w, kind, who, what, t)


@called
def run_one(w: Work) -> None:
    """Run one replication to its horizon, or to the first table that is full."""
    g = w.g[0]
    while g.trouble == 0:
        due = w.timeline[g.entry].at
        p = whole(NONE)
        if g.bulk > 0:
            t = w.timeline[g.entry - 1].at
            p = arrive_in_bulk(w, t)
        elif due <= first_time(w):
            t = due
            if w.timeline[g.entry].kind == END:
                break
            take_entry(w, t)
        else:
            t = first_time(w)
            p = step(w, t)
        settle(w, p, t)
        if g.hole != 0:
            close_hole(w)
    if g.trouble == 0:
        finish(w, w.timeline[g.entry].at)


@called
def run_chunk(w: Work, first: int, count: int) -> int:
    """Run `count` replications from number `first`; return how many finished."""
    g = w.g[0]
    g.events = 0
    g.records = 0
    for r in range(count):
        g.out = r
        g.columns = np.uint64(g.classes)
        g.first_cell = np.uint64(r * w.cell.shape[0])
        g.first_place = np.uint64(r * w.station.shape[0])
        g.replication = np.uint64(first + r)
        start(w)
        run_one(w)
        if g.trouble != 0:
            return r
    return count
