"""A binary heap of events in two columns, with replacement of its top.

An event that is taken leaves a hole at the top; the first event pushed while it
is handled fills the hole, which saves half of the work.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import Work, whole

TOO_MANY_EVENTS = 2
"""Trouble code: the heap is full."""

FOREVER = 0x7FF0000000000000
"""The bits of infinity: later than all events."""

_KIND = np.uint64(60)
_STAMP = np.uint64(32)
_STAMP_MASK = np.uint64((1 << 28) - 1)
_WHO_MASK = np.uint64(0xFFFFFFFF)


@inlined
def pack(kind: Any, stamp: Any, who: Any) -> Any:
    """Pack an event's kind, stamp and subject into 64 bits."""
    return (
        (np.uint64(kind) << _KIND)
        | ((np.uint64(stamp) & _STAMP_MASK) << _STAMP)
        | np.uint64(who)
    )


@inlined
def kind_of(what: Any) -> int:
    """Return the kind of a packed event."""
    return whole(what >> _KIND)


@inlined
def who_of(what: Any) -> int:
    """Return the subject of a packed event."""
    return whole(what & _WHO_MASK)


@inlined
def same_stamp(what: Any, stamp: Any) -> bool:
    """Tell whether an event still means what it meant when it was pushed."""
    return bool(((what >> _STAMP) & _STAMP_MASK) == (np.uint64(stamp) & _STAMP_MASK))


@inlined
def order(at: float) -> int:
    """Turn a time of 0 or more into a whole number that compares as it does.

    Whole numbers compare in a third of the time; the bits of doubles that are not
    negative are in the same order as the doubles.
    """
    bits: Any = np.float64(at).view(np.int64)
    return bits  # type: ignore[no-any-return]


@inlined
def first_time(w: Work) -> float:
    """Return the time of the event at the top; infinity if there is none."""
    time: Any = np.int64(w.heap_at[0]).view(np.float64)
    return time  # type: ignore[no-any-return]


@inlined
def sink(w: Work, at: int, what: Any) -> None:
    """Put an event at the top and let it sink to its place."""
    n = np.uint64(w.g[0].heap)
    i = np.uint64(0)
    child = np.uint64(1)
    while child < n:
        # One past the end stands infinity, so that both children can be read.
        right = child + np.uint64(1)
        child += np.uint64(w.heap_at[right] < w.heap_at[child])
        first = w.heap_at[child]
        if first >= at:
            break
        w.heap_at[i] = first
        w.heap_what[i] = w.heap_what[child]
        i = child
        child = i + i + np.uint64(1)
    w.heap_at[i] = at
    w.heap_what[i] = what


@inlined
def rise(w: Work, at: int, what: Any) -> None:
    """Put an event at the end and let it rise to its place."""
    g = w.g[0]
    if g.heap + 2 >= w.heap_at.shape[0]:
        g.trouble = TOO_MANY_EVENTS
        return
    i = np.uint64(g.heap)
    g.heap += 1
    w.heap_at[i + np.uint64(1)] = FOREVER
    while i > np.uint64(0):
        parent = (i - np.uint64(1)) >> np.uint64(1)
        if w.heap_at[parent] <= at:
            break
        w.heap_at[i] = w.heap_at[parent]
        w.heap_what[i] = w.heap_what[parent]
        i = parent
    w.heap_at[i] = at
    w.heap_what[i] = what


@inlined
def push(w: Work, at: float, what: Any) -> None:
    """Add an event."""
    g = w.g[0]
    if g.hole != 0:
        g.hole = 0
        sink(w, order(at), what)
    else:
        rise(w, order(at), what)


@called
def push_seldom(w: Work, at: float, what: Any) -> None:
    """Add an event from a place where speed does not matter."""
    push(w, at, what)


@inlined
def close_hole(w: Work) -> None:
    """Fill the hole at the top from the end of the heap."""
    g = w.g[0]
    g.hole = 0
    last = np.uint64(g.heap - 1)
    g.heap -= 1
    at = w.heap_at[last]
    what = w.heap_what[last]
    w.heap_at[last] = FOREVER
    if last > np.uint64(0):
        sink(w, at, what)
