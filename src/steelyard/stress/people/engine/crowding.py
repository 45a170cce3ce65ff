"""Stations whose servers work slower or faster as people crowd in.

Each such station has a clock of work that runs at the speed of the moment. A
service ends when the clock has run by its length, so the order of endings never
changes, and only the first of them stands in the heap of events.
"""

from __future__ import annotations

from typing import Any

from steelyard.stress.people.engine.heap import pack, push_seldom
from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import CROWDED, Work

TOO_MANY_CROWDED = 4
"""Trouble code: a station's own heap is full."""


@inlined
def speed_at(w: Work, s: int) -> float:
    """Read the speed off the station's line through (persons, speed)."""
    st = w.station[s]
    n = float(st.inside)
    i = st.crowd_first
    while i < st.crowd_last - 2 and n > w.tab[i]:
        i += 2
    if n >= w.tab[i] or i == st.crowd_first:
        return float(w.tab[i + 1])
    share = (n - w.tab[i - 2]) / (w.tab[i] - w.tab[i - 2])
    return float(w.tab[i - 1] + share * (w.tab[i + 1] - w.tab[i - 1]))


@called
def retime(w: Work, s: int, t: float) -> None:
    """Set the speed anew and foresee the next end of service."""
    st = w.station[s]
    st.clock += st.speed * (t - st.clock_at)
    st.clock_at = t
    st.speed = speed_at(w, s)
    st.crowd_stamp += 1
    if st.crowd_n > 0:
        left = max(w.crowd_at[st.crowd_row, 0] - st.clock, 0.0)
        push_seldom(w, t + left / st.speed, pack(CROWDED, st.crowd_stamp, s))


@called
def crowd_push(w: Work, p: int, s: int, hours: float, t: float) -> None:
    """Add a service of so many hours at speed one."""
    st = w.station[s]
    row = st.crowd_row
    if st.crowd_n >= w.crowd_at.shape[1]:
        w.g[0].trouble = TOO_MANY_CROWDED
        return
    at = st.clock + st.speed * (t - st.clock_at) + hours
    i = st.crowd_n
    st.crowd_n += 1
    while i > 0:
        parent = (i - 1) >> 1
        if w.crowd_at[row, parent] <= at:
            break
        w.crowd_at[row, i] = w.crowd_at[row, parent]
        w.crowd_who[row, i] = w.crowd_who[row, parent]
        i = parent
    w.crowd_at[row, i] = at
    w.crowd_who[row, i] = p
    if i == 0:
        retime(w, s, t)


@called
def crowd_pop(w: Work, s: int, t: float) -> Any:
    """Take the person whose service ends now."""
    st = w.station[s]
    row = st.crowd_row
    p = w.crowd_who[row, 0]
    st.crowd_n -= 1
    n = st.crowd_n
    at, who = w.crowd_at[row, n], w.crowd_who[row, n]
    i, child = 0, 1
    while child < n:
        if child + 1 < n and w.crowd_at[row, child + 1] < w.crowd_at[row, child]:
            child += 1
        if w.crowd_at[row, child] >= at:
            break
        w.crowd_at[row, i] = w.crowd_at[row, child]
        w.crowd_who[row, i] = w.crowd_who[row, child]
        i, child = child, 2 * child + 1
    w.crowd_at[row, i] = at
    w.crowd_who[row, i] = who
    retime(w, s, t)
    return p
