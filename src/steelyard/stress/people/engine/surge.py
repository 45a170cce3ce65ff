"""Help that comes late: called at a level, on its way, growing, withdrawn."""

from __future__ import annotations

from steelyard.stress.people.engine.heap import pack, push_seldom
from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import BY_INSIDE, SURGE, Work, whole
from steelyard.stress.people.engine.tally import count_over, place_row

IDLE, COMING, STANDING = range(3)
"""States of a surge."""


@inlined
def watch(w: Work, s: int, t: float) -> None:
    """Look whether a surge that watches `s` has to be called or withdrawn."""
    st = w.station[s]
    for i in range(st.surges_first, st.surges_last):
        row = w.surge[i]
        level = st.inside if row.measure == BY_INSIDE else st.waiting
        if row.state == IDLE:
            if level >= row.above:
                call_surge(w, i, t)
        elif row.state == STANDING and level <= row.below:
            withdraw_surge(w, i, t)


@called
def call_surge(w: Work, i: int, t: float) -> None:
    """Call a surge: its first step arrives after the lead time."""
    row = w.surge[i]
    row.state = COMING
    row.step = 0
    row.stamp += 1
    w.surge_stat[w.g[0].out * w.surge.shape[0] + i].called += 1
    push_seldom(w, t + row.lead, pack(SURGE, row.stamp, i))


@called
def grow_surge(w: Work, i: int, t: float) -> int:
    """Bring one step of a surge into the station; return the station."""
    row = w.surge[i]
    if row.step == 0:
        row.since = t
    row.step += 1
    servers = row.servers * row.step // row.steps
    room = row.room * row.step // row.steps
    give(w, i, servers, room, t)
    if row.step < row.steps:
        pause = row.ramp / (row.steps - 1)
        push_seldom(w, t + pause, pack(SURGE, row.stamp, i))
    else:
        row.state = STANDING
    return whole(row.station)


@inlined
def give(w: Work, i: int, servers: int, room: int, t: float) -> None:
    """Set what a surge gives to its station."""
    row = w.surge[i]
    s = whole(row.station)
    st = w.station[s]
    count_over(w, s, t)
    more = servers - row.given_servers
    place_row(w, s).duty_area -= more * t
    st.extra += more
    st.more_room += room - row.given_room
    row.given_servers = servers
    row.given_room = room


@called
def withdraw_surge(w: Work, i: int, t: float) -> None:
    """Withdraw a surge that stood for long enough; who is served is served."""
    row = w.surge[i]
    if t - row.since < row.least:
        return
    row.stamp += 1
    give(w, i, 0, 0, t)
    row.state = IDLE
    w.surge_stat[w.g[0].out * w.surge.shape[0] + i].hours += t - row.since
