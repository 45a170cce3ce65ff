"""Events off the hot path: lost patience, crowded stations, surges, outages."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.stress.people.engine.crowding import crowd_pop
from steelyard.stress.people.engine.draws import duration
from steelyard.stress.people.engine.heap import pack, push_seldom, same_stamp
from steelyard.stress.people.engine.jit import called
from steelyard.stress.people.engine.layout import (
    CROWDED,
    GONE,
    LEAVE_QUEUE,
    NONE,
    OUTAGE,
    SURGE,
    WAITING,
    Work,
    whole,
)
from steelyard.stress.people.engine.moving import (
    allot,
    complete,
    leave,
    refused,
    set_out,
)
from steelyard.stress.people.engine.philox import philox, place
from steelyard.stress.people.engine.surge import grow_surge
from steelyard.stress.people.engine.tally import cell_of, stat_row
from steelyard.stress.people.engine.timeline import reopen


@called
def rare_event(w: Work, kind: int, who: int, what: Any, t: float) -> int:
    """Handle one event; return a person on the move, or NONE."""
    if kind == LEAVE_QUEUE:
        person = w.person[who]
        if person.state == WAITING and same_stamp(what, person.stamp):
            return lose_patience(w, who, t)
    elif kind == CROWDED:
        if same_stamp(what, w.station[who].crowd_stamp):
            return complete(w, crowd_pop(w, who, t), t)
    elif kind == SURGE:
        if same_stamp(what, w.surge[who].stamp):
            reopen(w, grow_surge(w, who, t))
    elif kind == OUTAGE:
        reopen(w, toggle_outage(w, who, t))
    return NONE


@called
def lose_patience(w: Work, p: int, t: float) -> int:
    """Let a person leave a queue; the old record stays linked in it until its turn."""
    q = allot(w)
    if q == NONE:
        return NONE
    person = w.person[p]
    s = whole(person.station)
    row = cell_of(w, s, person.cls)
    person.target = w.cell[row].leaves_to
    stat_row(w, row).abandoned += 1
    w.station[s].waiting -= 1
    leave(w, p, s, t)
    stamp, link = w.person[q].stamp, person.next
    w.person[q] = w.person[p]
    w.person[q].stamp = stamp
    for k in range(w.g[0].clocks):
        w.clocks[q, k] = w.clocks[p, k]
    person.state = GONE
    person.running = 0
    person.next = link
    set_out(w, q)
    if refused(w, q, t):
        return NONE
    return q


@called
def next_outage(w: Work, i: int, t: float) -> None:
    """Foresee when an outage begins or ends."""
    row = w.outage[i]
    g = w.g[0]
    key = (
        g.seed,
        np.uint64(row.number),
        np.uint64(row.key),
        g.replication,
        place(0, 1),
    )
    row.number += 1
    w0, w1, _, w3 = philox(key, np.uint64(0))
    law = w.law[row.down_law if row.down else row.up_law]
    hours = duration(key, whole(0), w0, w1, w3, law, w.tab)
    push_seldom(w, t + hours, pack(OUTAGE, 0, i))


@called
def toggle_outage(w: Work, i: int, t: float) -> int:
    """Begin or end an outage; return the station."""
    row = w.outage[i]
    row.down = 1 - row.down
    w.station[row.station].closed += 1 if row.down else -1
    next_outage(w, i, t)
    return whole(row.station)
