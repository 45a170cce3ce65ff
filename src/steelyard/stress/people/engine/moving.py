"""Persons on the move: entering, queueing, beginning, leaving, being held up."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.stress.people.engine.crowding import crowd_push, retime
from steelyard.stress.people.engine.draws import duration
from steelyard.stress.people.engine.heap import pack, push, push_seldom
from steelyard.stress.people.engine.jit import inlined
from steelyard.stress.people.engine.layout import (
    COMPLETE,
    F_BATCH,
    F_BEFORE,
    F_CROWD,
    F_LOSES,
    F_PATIENT,
    F_SURGE,
    FREED,
    GONE,
    HOLDING,
    LEAVE_QUEUE,
    NONE,
    OUTSIDE,
    SERVED,
    WAITING,
    Work,
    whole,
)
from steelyard.stress.people.engine.philox import Key, philox, place
from steelyard.stress.people.engine.routing import choose, full
from steelyard.stress.people.engine.surge import watch
from steelyard.stress.people.engine.tally import (
    cell_of,
    count_over,
    place_row,
    start_clocks,
    stat_row,
    stop_clocks,
    tally_stay,
    tally_wait,
    write_record,
)

TOO_MANY_PERSONS = 1
"""Trouble code: the pool of persons is full."""

PATIENCE_PLACE = 1 << 11
"""Added to a station's key for draws of patience, so that they stand apart."""


@inlined
def touch(w: Work, s: int) -> None:
    """Note that a server or a place at `s` may have come free."""
    st = w.station[s]
    if st.touched == 0:
        g = w.g[0]
        st.touched = 1
        w.touched[g.touched] = s
        g.touched += 1


@inlined
def allot(w: Work) -> int:
    """Take a free record, or NONE where the pool is used up."""
    g = w.g[0]
    p = whole(g.free)
    if p != NONE:
        g.free = w.person[p].next
        return p
    p = whole(g.used)
    if p >= w.person.shape[0]:
        g.trouble = TOO_MANY_PERSONS
        return NONE
    g.used += 1
    w.person[p].stamp = 0
    return p


@inlined
def release(w: Work, p: int) -> None:
    """Give a record back."""
    g = w.g[0]
    person = w.person[p]
    person.state = FREED
    person.stamp += 1
    person.next = g.free
    g.free = p


@inlined
def key_of(w: Work, p: int, station_key: Any) -> Key:
    """Return what a person's draws at a station are keyed by."""
    person = w.person[p]
    g = w.g[0]
    return (
        g.seed,
        np.uint64(person.number),
        np.uint64(w.stream[person.stream].key),
        g.replication,
        place(station_key, person.laps),
    )


@inlined
def servers_of(st: Any) -> int:
    """Return how many servers are on duty."""
    return 0 if st.closed > 0 else whole(st.duty) + whole(st.extra)


@inlined
def mark_visit(w: Work, p: int, s: int, t: float) -> None:
    """Note who is where; coming back to a station starts a new lap."""
    person = w.person[p]
    bit = np.uint64(1) << np.uint64(s & 63)
    if person.visited & bit != np.uint64(0):
        person.laps += 1
    person.visited |= bit
    person.entered = t
    person.station = s
    person.state = WAITING


@inlined
def enter(w: Work, p: int, s: int, t: float) -> bool:
    """Bring a person into a station; tell whether service begins at once."""
    mark_visit(w, p, s, t)
    person = w.person[p]
    st = w.station[s]
    row = cell_of(w, s, person.cls)
    stat = stat_row(w, row)
    stat.n += 1
    stat.area -= t
    stat.entries += 1
    count_over(w, s, t)
    st.inside += 1
    places = place_row(w, s)
    places.peak = max(places.peak, whole(st.inside))
    cell = w.cell[row]
    if cell.stops != 0:
        stop_clocks(w, p, person.cls, cell.stops, t)
    if cell.starts != 0:
        start_clocks(w, p, cell.starts, t)
    if st.traits & F_CROWD:
        retime(w, s, t)
    idle = st.busy < servers_of(st) and st.waiting == 0
    if idle and st.traits & (F_BATCH | F_BEFORE) == 0:
        if st.traits & F_SURGE:
            watch(w, s, t)
        return True
    enqueue(w, p, s, cell.priority)
    places.queue_peak = max(places.queue_peak, whole(st.waiting))
    if st.traits & F_SURGE:
        watch(w, s, t)
    if st.traits & F_BEFORE:
        touch(w, s)
    if st.traits & F_PATIENT and cell.patience != NONE:
        key = key_of(w, p, whole(st.key) + PATIENCE_PLACE)
        w0, w1, _, w3 = philox(key, np.uint64(0))
        hours = duration(key, whole(0), w0, w1, w3, w.law[cell.patience], w.tab)
        push_seldom(w, t + hours, pack(LEAVE_QUEUE, person.stamp, p))
    return False


@inlined
def enqueue(w: Work, p: int, s: int, priority: Any) -> None:
    """Put a person at the end of the queue of their priority."""
    st = w.station[s]
    q = w.queue[whole(st.queue_first) + whole(priority)]
    w.person[p].next = NONE
    if q.tail == NONE:
        q.head = p
    else:
        w.person[q.tail].next = p
    q.tail = p
    st.waiting += 1


@inlined
def front(w: Work, s: int) -> int:
    """Return the first of the queues of `s` that holds somebody."""
    st = w.station[s]
    q = whole(st.queue_first)
    while True:
        row = w.queue[q]
        while row.head != NONE and w.person[row.head].state == GONE:
            gone = whole(row.head)
            row.head = w.person[gone].next
            release(w, gone)
        if row.head != NONE:
            return q
        row.tail = NONE
        q += 1


@inlined
def next_start(w: Work, s: int) -> int:
    """Take the next person whose service can begin at `s`, or NONE."""
    st = w.station[s]
    if st.waiting == 0:
        return NONE
    if st.traits & F_BATCH:
        if st.seats <= 0:
            return NONE
    elif st.busy >= servers_of(st):
        return NONE
    row = w.queue[front(w, s)]
    p = whole(row.head)
    if st.traits & F_BEFORE and not reserve(w, p, s):
        return NONE
    row.head = w.person[p].next
    if row.head == NONE:
        row.tail = NONE
    st.waiting -= 1
    return p


@inlined
def reserve(w: Work, p: int, s: int) -> bool:
    """Choose a person's next station before service; keep a place if there is one."""
    person = w.person[p]
    key = key_of(w, p, whole(w.station[s].key))
    _, _, person.luck, _ = philox(key, np.uint64(0))
    target = choose(w, p, s)
    goal = whole(w.target[target].station)
    if goal < w.g[0].stations:
        if full(w.station[goal]):
            return False
        w.station[goal].held += 1
    person.target = target
    return True


@inlined
def begin(w: Work, p: int, s: int, t: float) -> None:
    """Begin the service of a person."""
    person = w.person[p]
    st = w.station[s]
    row = cell_of(w, s, person.cls)
    places = place_row(w, s)
    tally_wait(w, row, t - person.entered)
    st.busy += 1
    places.busy_area -= t
    person.begun = t
    person.state = SERVED
    person.stamp += 1
    key = key_of(w, p, whole(st.key))
    w0, w1, person.luck, w3 = philox(key, np.uint64(0))
    law = w.law[w.cell[row].law]
    hours = st.pace * duration(key, whole(0), w0, w1, w3, law, w.tab)
    if st.traits & (F_CROWD | F_BATCH) == 0:
        push(w, t + hours, pack(COMPLETE, 0, p))
        return
    if st.traits & F_CROWD:
        crowd_push(w, p, s, hours, t)
        return
    st.seats -= 1
    places.seats_used += 1
    count_over(w, s, t)
    st.inside -= 1
    push(w, t + hours, pack(COMPLETE, 0, p))


@inlined
def leave(w: Work, p: int, s: int, t: float) -> None:
    """Take a person out of the station where they are."""
    person = w.person[p]
    served = person.state != WAITING
    st = w.station[s]
    row = cell_of(w, s, person.cls)
    stat = stat_row(w, row)
    stat.n -= 1
    stat.area += t
    tally_stay(w, row, t - person.entered)
    if w.g[0].recording:
        write_record(w, p, s, t)
    if served:
        st.busy -= 1
        place_row(w, s).busy_area += t
    if not served or st.traits & F_BATCH == 0:
        count_over(w, s, t)
        st.inside -= 1
    touch(w, s)
    if st.traits & F_CROWD:
        retime(w, s, t)
    if st.traits & F_SURGE:
        watch(w, s, t)
    for i in range(st.feeders_first, st.feeders_last):
        touch(w, whole(w.feeders[i]))


@inlined
def set_out(w: Work, p: int) -> None:
    """Send a person who has left on to their target, in a new class."""
    person = w.person[p]
    target = w.target[person.target]
    w.flow[w.g[0].out * w.g[0].targets + person.target] += 1
    if target.cls >= 0:
        person.cls = target.cls
    person.station = target.station


@inlined
def hold_up(w: Work, p: int, s: int, state: int) -> None:
    """Put a person at the end of those who want a place at `s`."""
    person = w.person[p]
    st = w.station[s]
    person.state = state
    person.next = NONE
    if st.block_head == NONE:
        st.block_head = p
    else:
        w.person[st.block_tail].next = p
    st.block_tail = p


@inlined
def refused(w: Work, p: int, t: float) -> bool:
    """Tell whether somebody from outside finds the goal full, and see to them."""
    s = whole(w.person[p].station)
    if s >= w.g[0].stations or not full(w.station[s]):
        return False
    st = w.station[s]
    places = place_row(w, s)
    if st.traits & F_LOSES:
        stat_row(w, cell_of(w, s, w.person[p].cls)).lost += 1
        stop_clocks(w, p, w.person[p].cls, np.uint32(NONE), t)
        release(w, p)
    else:
        st.outside += 1
        places.outside_area -= t
        hold_up(w, p, s, whole(OUTSIDE))
    return True


@inlined
def admit(w: Work, s: int, t: float) -> int:
    """Let in the first of those held up before `s` if there is room."""
    st = w.station[s]
    if st.block_head == NONE or full(st):
        return NONE
    p = whole(st.block_head)
    person = w.person[p]
    st.block_head = person.next
    if person.state == OUTSIDE:
        st.outside -= 1
        place_row(w, s).outside_area += t
        person.station = s
    else:
        leave(w, p, whole(person.station), t)
        set_out(w, p)
    return p


@inlined
def complete(w: Work, p: int, t: float) -> int:
    """End a service; return the person, or NONE where they are held up."""
    w.g[0].events += 1
    person = w.person[p]
    s = whole(person.station)
    if w.station[s].traits & F_BEFORE:
        goal = w.target[person.target].station
        if goal < w.g[0].stations:
            w.station[goal].held -= 1
    else:
        person.target = choose(w, p, s)
        goal = whole(w.target[person.target].station)
        if goal < w.g[0].stations and full(w.station[goal]):
            place_row(w, s).held_back += 1
            hold_up(w, p, goal, whole(HOLDING))
            return NONE
    leave(w, p, s, t)
    set_out(w, p)
    return p


@inlined
def depart(w: Work, p: int, exit_row: int, t: float) -> None:
    """Let a person go; the stay at an exit is the time in the whole network."""
    person = w.person[p]
    row = cell_of(w, exit_row, person.cls)
    stat_row(w, row).entries += 1
    tally_stay(w, row, t - person.born)
    stop_clocks(w, p, person.cls, np.uint32(NONE), t)
    release(w, p)
