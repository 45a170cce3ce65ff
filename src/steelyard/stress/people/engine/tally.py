"""Counters of the kernel: moments, sketches, clocks and records."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from steelyard.stress.people.engine.jit import inlined
from steelyard.stress.people.engine.layout import (
    F_COUNTS,
    NONE,
    SKETCH_BINS,
    SKETCH_LOWEST,
    SKETCH_OCTAVES,
    SKETCH_PER_OCTAVE,
    UNLIMITED,
    WAITING,
    Work,
    whole,
)

_SUB_BITS = 5
_FRACTION_BITS = 52
_BIAS = 1023
_FLOOR = (_BIAS + SKETCH_LOWEST) << _SUB_BITS
_LAST = SKETCH_OCTAVES * SKETCH_PER_OCTAVE
_BINS = np.uint64(SKETCH_BINS)
_ONE = np.uint64(1)

TOO_MANY_RECORDS = 3
"""Trouble code: the table of records is full."""


@inlined
def sketch_bin(hours: float) -> int:
    """Return the bin of a time: its binary exponent and five bits of fraction."""
    bits = np.float64(hours).view(np.int64) >> (_FRACTION_BITS - _SUB_BITS)
    return whole(min(max(bits - _FLOOR + 1, 0), _LAST + 1))


@inlined
def cell_of(w: Work, s: Any, cls: Any) -> Any:
    """Return the row of a station and class, unsigned: it indexes without a test."""
    return np.uint64(s) * w.g[0].columns + np.uint64(cls)


@inlined
def stat_row(w: Work, cell: Any) -> Any:
    """Return the counters of a station and class in this replication."""
    return w.stat[w.g[0].first_cell + cell]


@inlined
def place_row(w: Work, s: Any) -> Any:
    """Return the counters of a station in this replication."""
    return w.place_stat[w.g[0].first_place + np.uint64(s)]


@inlined
def tally_wait(w: Work, cell: Any, hours: float) -> None:
    """Count one wait that ended in service."""
    row = stat_row(w, cell)
    row.waits += 1
    row.wait_sum += hours
    row.wait_squares += hours * hours
    row.wait_most = max(row.wait_most, hours)
    if w.g[0].sketching:
        w.sketch[(cell + cell) * _BINS + np.uint64(sketch_bin(hours))] += 1


@inlined
def tally_stay(w: Work, cell: Any, hours: float) -> None:
    """Count one stay that ended."""
    row = stat_row(w, cell)
    row.stays += 1
    row.stay_sum += hours
    row.stay_squares += hours * hours
    row.stay_most = max(row.stay_most, hours)
    if w.g[0].sketching:
        w.sketch[(cell + cell + _ONE) * _BINS + np.uint64(sketch_bin(hours))] += 1


@inlined
def room_of(st: Any) -> int:
    """Return how many persons a station has room for now."""
    if st.room >= UNLIMITED:
        return UNLIMITED
    return whole(st.room) + whole(st.more_room)


@inlined
def count_over(w: Work, s: int, t: float) -> None:
    """Bring the person-hours above physical and humane room up to date."""
    st = w.station[s]
    if st.traits & F_COUNTS == 0:
        return
    row = place_row(w, s)
    hours = t - st.since
    st.since = t
    over = st.inside - room_of(st)
    if over > 0:
        row.over_room += over * hours
        row.hours_over_room += hours
    beyond = st.inside - st.humane
    if beyond > 0.0:
        row.over_humane += beyond * hours
        row.hours_over_humane += hours


@inlined
def stop_clock(w: Work, p: int, k: int, cls: Any, t: float, running: bool) -> None:
    """Count a clock that stops, or one that still runs at the end."""
    g = w.g[0]
    hours = t - w.clocks[p, k]
    limit = w.limits[k]
    row = w.clock_stat[(g.out * g.clocks + k) * g.classes + whole(cls)]
    if running:
        row.running += 1
    else:
        row.stopped += 1
        row.hours += hours
    row.most = max(row.most, hours)
    # A stop at the limit itself may miss it by rounding: not a breach.
    if hours > limit * (1.0 + 1e-12):
        row.breaches += 1
        row.breach_hours += hours - limit


@inlined
def stop_clocks(w: Work, p: int, cls: Any, which: Any, t: float) -> None:
    """Stop those of the running clocks that `which` names."""
    person = w.person[p]
    stopping = person.running & which
    if stopping == 0:
        return
    for k in range(w.g[0].clocks):
        if (stopping >> k) & 1:
            stop_clock(w, p, k, cls, t, False)
    person.running ^= stopping


@inlined
def start_clocks(w: Work, p: int, which: Any, t: float) -> None:
    """Start those of the clocks `which` that do not run yet."""
    person = w.person[p]
    starting = which & ~person.running
    if starting == 0:
        return
    for k in range(w.g[0].clocks):
        if (starting >> k) & 1:
            w.clocks[p, k] = t
    person.running |= starting


@inlined
def write_record(w: Work, p: int, s: int, t: float) -> None:
    """Keep one visit in full."""
    g = w.g[0]
    if g.records >= w.record.shape[0]:
        g.trouble = TOO_MANY_RECORDS
        return
    row = w.record[g.records]
    g.records += 1
    person = w.person[p]
    row.replication = g.replication
    row.stream = person.stream
    row.number = person.number
    row.cls = person.cls
    row.station = s
    row.target = NONE if person.target == NONE else w.target[person.target].station
    row.entered = person.entered
    row.begun = person.begun if person.state != WAITING else math.nan
    row.left = t
