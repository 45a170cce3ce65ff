"""The flat tables that the kernel reads and writes.

A network becomes a few structured arrays; a person is one record of 64 bytes,
one cache line. All times are hours from the start of the simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt

Table: TypeAlias = npt.NDArray[Any]

NONE = 0xFFFFFFFF
"""No person, no target, no station."""
UNLIMITED = 1 << 30
"""Servers or room without limit."""

whole: Callable[[Any], int] = cast(Any, np.int64)
"""Turns a number of any kind into the kernel's integer; mixed ones become floats."""

WAITING, SERVED, HOLDING, OUTSIDE, GONE, FREED = range(6)
"""States of a record. HOLDING: served, but the next station is full. GONE: left
the queue, and still linked in it. FREED: free for the next person."""

ARRIVE, COMPLETE, LEAVE_QUEUE, CROWDED, SURGE, OUTAGE = range(6)
"""Kinds of event in the heap."""

DUTY, ROOM, CLOSE, PACE, DEPART, BULK, TICK, RESET, END = range(9)
"""Kinds of entry in the timeline, which is fixed before the run."""

SHARE, OVERFLOW, LEAST, FREE = range(4)
"""How a branch picks among its targets."""

FIXED, EXPONENTIAL, LOGNORMAL, GAMMA, PHASES, STEPS, LINES = range(7)
"""Kinds of distribution, as the tables name them."""

BY_INSIDE, BY_WAITING = range(2)
"""What a surge watches: persons inside, or persons waiting."""

F_HARD, F_BATCH, F_BEFORE, F_CROWD, F_LOSES, F_COUNTS, F_SURGE, F_PATIENT = (
    1 << i for i in range(8)
)
"""Flags of a station."""

SKETCH_OCTAVES = 26
SKETCH_PER_OCTAVE = 32
SKETCH_LOWEST = -10
SKETCH_BINS = SKETCH_OCTAVES * SKETCH_PER_OCTAVE + 2
"""Bins of a sketch of times: below 2^-10 h first, above 2^16 h last."""

PERSON = np.dtype(
    [
        ("entered", "f8"),
        ("born", "f8"),
        ("begun", "f8"),
        ("visited", "u8"),
        ("number", "u4"),
        ("next", "u4"),
        ("luck", "u4"),
        ("target", "u4"),
        ("stamp", "u4"),
        ("running", "u4"),
        ("stream", "u2"),
        ("laps", "u2"),
        ("station", "u2"),
        ("cls", "u1"),
        ("state", "u1"),
    ],
    align=True,
)
STATION = np.dtype(
    [
        ("traits", "u4"),
        ("key", "u4"),
        ("duty", "i4"),
        ("extra", "i4"),
        ("closed", "i4"),
        ("busy", "i4"),
        ("room", "i4"),
        ("more_room", "i4"),
        ("inside", "i4"),
        ("held", "i4"),
        ("waiting", "i4"),
        ("outside", "i4"),
        ("seats", "i4"),
        ("touched", "i4"),
        ("block_head", "u4"),
        ("block_tail", "u4"),
        ("queue_first", "u4"),
        ("queues", "i4"),
        ("feeders_first", "i4"),
        ("feeders_last", "i4"),
        ("surges_first", "i4"),
        ("surges_last", "i4"),
        ("pace", "f8"),
        ("humane", "f8"),
        ("since", "f8"),
        ("least_load", "i4"),
        ("crowd_row", "i4"),
        ("crowd_n", "i4"),
        ("crowd_first", "i4"),
        ("crowd_last", "i4"),
        ("crowd_stamp", "u4"),
        ("speed", "f8"),
        ("clock", "f8"),
        ("clock_at", "f8"),
        ("cancelled", "f8"),
    ],
    align=True,
)
CELL = np.dtype(
    [
        ("law", "u4"),
        ("priority", "u4"),
        ("branch_first", "u4"),
        ("branch_last", "u4"),
        ("starts", "u4"),
        ("stops", "u4"),
        ("patience", "u4"),
        ("leaves_to", "u4"),
    ],
    align=True,
)
LAW = np.dtype(
    [("kind", "i4"), ("first", "i4"), ("last", "i4"), ("a", "f8"), ("b", "f8")],
    align=True,
)
BRANCH = np.dtype(
    [("below", "f8"), ("rule", "i4"), ("first", "u4"), ("last", "u4")],
    align=True,
)
TARGET = np.dtype([("weight", "f8"), ("station", "u4"), ("cls", "i4")], align=True)
QUEUE = np.dtype([("head", "u4"), ("tail", "u4")], align=True)
CENSUS = np.dtype(
    [
        ("stream", "u4"),
        ("cls", "u4"),
        ("station", "u4"),
        ("number", "u4"),
        ("running", "u4"),
        ("age", "f8"),
        ("system_age", "f8"),
    ],
    align=True,
)
STREAM = np.dtype(
    [
        ("key", "u4"),
        ("cls", "u4"),
        ("station", "u4"),
        ("number", "u4"),
        ("first", "i4"),
        ("last", "i4"),
        ("bin", "i4"),
        ("at", "f8"),
    ],
    align=True,
)
ENTRY = np.dtype(
    [("at", "f8"), ("kind", "i4"), ("who", "i4"), ("value", "f8")], align=True
)
SURGE_ROW = np.dtype(
    [
        ("watches", "u4"),
        ("station", "u4"),
        ("measure", "i4"),
        ("above", "f8"),
        ("below", "f8"),
        ("lead", "f8"),
        ("ramp", "f8"),
        ("least", "f8"),
        ("servers", "i4"),
        ("room", "i4"),
        ("state", "i4"),
        ("step", "i4"),
        ("steps", "i4"),
        ("stamp", "u4"),
        ("given_servers", "i4"),
        ("given_room", "i4"),
        ("since", "f8"),
    ],
    align=True,
)
OUTAGE_ROW = np.dtype(
    [
        ("station", "u4"),
        ("key", "u4"),
        ("number", "u4"),
        ("down", "i4"),
        ("up_law", "u4"),
        ("down_law", "u4"),
    ],
    align=True,
)
STAT = np.dtype(
    [
        ("n", "i8"),
        ("area", "f8"),
        ("entries", "i8"),
        ("waits", "i8"),
        ("wait_sum", "f8"),
        ("wait_squares", "f8"),
        ("wait_most", "f8"),
        ("stays", "i8"),
        ("stay_sum", "f8"),
        ("stay_squares", "f8"),
        ("stay_most", "f8"),
        ("lost", "i8"),
        ("abandoned", "i8"),
    ],
    align=True,
)
PLACE_STAT = np.dtype(
    [
        ("peak", "i8"),
        ("queue_peak", "i8"),
        ("over_room", "f8"),
        ("over_humane", "f8"),
        ("hours_over_room", "f8"),
        ("hours_over_humane", "f8"),
        ("held_back", "i8"),
        ("outside_area", "f8"),
        ("busy_area", "f8"),
        ("duty_area", "f8"),
        ("departures", "i8"),
        ("cancelled", "i8"),
        ("too_few", "i8"),
        ("seats", "f8"),
        ("seats_used", "i8"),
    ],
    align=True,
)
CLOCK_STAT = np.dtype(
    [
        ("stopped", "i8"),
        ("running", "i8"),
        ("breaches", "i8"),
        ("breach_hours", "f8"),
        ("hours", "f8"),
        ("most", "f8"),
    ],
    align=True,
)
SURGE_STAT = np.dtype([("called", "i8"), ("hours", "f8")], align=True)
RECORD = np.dtype(
    [
        ("replication", "u4"),
        ("stream", "u4"),
        ("number", "u4"),
        ("cls", "u4"),
        ("station", "u4"),
        ("target", "u4"),
        ("entered", "f8"),
        ("begun", "f8"),
        ("left", "f8"),
    ],
    align=True,
)
GLOBAL = np.dtype(
    [
        ("seed", "u8"),
        ("replication", "u8"),
        ("now", "f8"),
        ("ticked", "f8"),
        ("heap", "i8"),
        ("hole", "i8"),
        ("free", "u4"),
        ("used", "u4"),
        ("touched", "i8"),
        ("tick", "i8"),
        ("records", "i8"),
        ("events", "i8"),
        ("entry", "i8"),
        ("trouble", "i8"),
        ("stations", "i8"),
        ("classes", "i8"),
        ("exits", "i8"),
        ("clocks", "i8"),
        ("recording", "i8"),
        ("sketches", "i8"),
        ("sketching", "i8"),
        ("warming", "i8"),
        ("out", "i8"),
        ("columns", "u8"),
        ("first_cell", "u8"),
        ("first_place", "u8"),
        ("ticks", "i8"),
        ("targets", "i8"),
        ("bulk", "i8"),
        ("bulk_stream", "i8"),
    ],
    align=True,
)


class Work(NamedTuple):
    """Everything that one worker's kernel reads and writes."""

    g: Table
    station_first: Table
    stream_first: Table
    surge_first: Table
    outage_first: Table
    station: Table
    cell: Table
    law: Table
    tab: Table
    branch: Table
    target: Table
    stream: Table
    timeline: Table
    surge: Table
    outage: Table
    feeders: Table
    census: Table
    limits: Table
    queue: Table
    touched: Table
    person: Table
    clocks: Table
    heap_at: Table
    heap_what: Table
    crowd_at: Table
    crowd_who: Table
    stat: Table
    place_stat: Table
    clock_stat: Table
    surge_stat: Table
    flow: Table
    sketch: Table
    inside_series: Table
    waiting_series: Table
    entry_series: Table
    last_area: Table
    last_entries: Table
    record: Table
