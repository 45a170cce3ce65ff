"""What is known before the run: duty, room, closures, departures, ticks, the end."""

from __future__ import annotations

import numpy as np

from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import (
    BULK,
    CLOSE,
    DEPART,
    DUTY,
    GONE,
    NONE,
    PACE,
    RESET,
    ROOM,
    TICK,
    Work,
    whole,
)
from steelyard.stress.people.engine.moving import PATIENCE_PLACE, touch
from steelyard.stress.people.engine.philox import open_unit, philox, place
from steelyard.stress.people.engine.surge import IDLE
from steelyard.stress.people.engine.tally import count_over, place_row, stop_clock

_MINUTES = 60.0


@called
def reopen(w: Work, s: int) -> None:
    """Look again at a station whose servers or room changed, and at its feeders."""
    touch(w, s)
    for i in range(w.station[s].feeders_first, w.station[s].feeders_last):
        touch(w, whole(w.feeders[i]))


@called
def take_entry(w: Work, t: float) -> None:
    """Do what the timeline says is due now."""
    g = w.g[0]
    entry = w.timeline[g.entry]
    g.entry += 1
    s = whole(entry.who)
    if entry.kind == BULK:
        g.bulk = whole(entry.value)
        g.bulk_stream = s
    elif entry.kind == TICK:
        tick(w, t)
    elif entry.kind == RESET:
        reset(w, t)
    elif entry.kind == DEPART:
        call_departure(w, s, entry.value, t)
    else:
        change(w, s, entry.kind, entry.value, t)


@called
def change(w: Work, s: int, kind: int, value: float, t: float) -> None:
    """Change a station's servers, room or pace."""
    st = w.station[s]
    places = place_row(w, s)
    if kind == DUTY:
        places.duty_area -= (value - st.duty) * t
        st.duty = np.int32(value)
    elif kind == ROOM:
        count_over(w, s, t)
        st.room = np.int32(value)
    elif kind == CLOSE:
        st.closed += np.int32(value)
    elif kind == PACE:
        st.pace = value
    reopen(w, s)


@called
def call_departure(w: Work, s: int, seats: float, t: float) -> None:
    """Let a vehicle leave with those who wait, unless cancelled or too empty."""
    g = w.g[0]
    st = w.station[s]
    places = place_row(w, s)
    minute = np.uint64(t * _MINUTES + 0.5)
    spot = place(st.key + PATIENCE_PLACE, 0)
    key = (g.seed, minute, np.uint64(NONE), g.replication, spot)
    word, _, _, _ = philox(key, np.uint64(0))
    if st.closed > 0 or open_unit(word) < st.cancelled:
        places.cancelled += 1
        return
    if st.waiting < st.least_load:
        places.too_few += 1
        return
    places.departures += 1
    places.seats += seats
    st.seats = min(np.int32(seats), st.waiting)
    touch(w, s)


@inlined
def station_area(w: Work, s: int, t: float) -> float:
    """Return the person-hours spent at a station up to now."""
    g = w.g[0]
    total = 0.0
    for cls in range(g.classes):
        row = w.stat[g.out * w.cell.shape[0] + s * g.classes + cls]
        total += row.area + row.n * t
    return total


@inlined
def station_entries(w: Work, s: int) -> int:
    """Return how many persons have entered a station or exit up to now."""
    g = w.g[0]
    total = 0
    for cls in range(g.classes):
        total += w.stat[g.out * w.cell.shape[0] + s * g.classes + cls].entries
    return total


@called
def tick(w: Work, t: float) -> None:
    """Write one bin of the series: mean inside, waiting now, entries."""
    g = w.g[0]
    row = g.out * g.ticks + g.tick
    hours = t - g.ticked
    g.ticked = t
    g.tick += 1
    for s in range(g.stations):
        area = station_area(w, s, t)
        w.inside_series[row, s] = (area - w.last_area[s]) / hours
        w.waiting_series[row, s] = w.station[s].waiting + w.station[s].outside
        w.last_area[s] = area
    for s in range(g.stations + g.exits):
        entries = station_entries(w, s)
        w.entry_series[row, s] = entries - w.last_entries[s]
        w.last_entries[s] = entries


@called
def reset(w: Work, t: float) -> None:
    """Forget what was counted up to now: the end of the warm-up."""
    g = w.g[0]
    for s in range(g.stations + g.exits):
        before, entered = station_area(w, s, t), station_entries(w, s)
        for cls in range(g.classes):
            i = g.out * w.cell.shape[0] + s * g.classes + cls
            n = w.stat[i].n
            clear_stat(w, i)
            w.stat[i].n = n
            w.stat[i].area = -n * t
        if s < g.stations:
            w.last_area[s] += station_area(w, s, t) - before
        w.last_entries[s] -= entered
    for s in range(g.stations):
        clear_place(w, s, t)
    for i in range(g.clocks * g.classes):
        row = w.clock_stat[g.out * g.clocks * g.classes + i]
        row.stopped = row.running = row.breaches = 0
        row.breach_hours = row.hours = row.most = 0.0
    for i in range(g.targets):
        w.flow[g.out * g.targets + i] = 0
    g.sketching = g.sketches


@inlined
def clear_stat(w: Work, i: int) -> None:
    """Empty the counters of one station and class."""
    row = w.stat[i]
    row.entries = row.waits = row.stays = row.lost = row.abandoned = 0
    row.wait_sum = row.wait_squares = row.wait_most = 0.0
    row.stay_sum = row.stay_squares = row.stay_most = 0.0


@inlined
def clear_place(w: Work, s: int, t: float) -> None:
    """Empty the counters of one station."""
    st = w.station[s]
    row = place_row(w, s)
    row.peak, row.queue_peak = st.inside, st.waiting
    row.over_room = row.over_humane = 0.0
    row.hours_over_room = row.hours_over_humane = 0.0
    row.held_back = row.departures = row.cancelled = row.too_few = 0
    row.seats_used = 0
    row.seats = 0.0
    row.outside_area = -st.outside * t
    row.busy_area = -st.busy * t
    row.duty_area = -(st.duty + st.extra) * t
    st.since = t


@called
def finish(w: Work, t: float) -> None:
    """Close all accounts at the horizon."""
    g = w.g[0]
    for s in range(g.stations):
        st = w.station[s]
        row = place_row(w, s)
        row.outside_area += st.outside * t
        row.busy_area += st.busy * t
        row.duty_area += (st.duty + st.extra) * t
        count_over(w, s, t)
        for cls in range(g.classes):
            stat = w.stat[g.out * w.cell.shape[0] + s * g.classes + cls]
            stat.area += stat.n * t
    for p in range(whole(g.used)):
        person = w.person[p]
        if person.state >= GONE or person.running == 0:
            continue
        for k in range(g.clocks):
            if (person.running >> k) & 1:
                stop_clock(w, p, k, person.cls, t, True)
    for i in range(w.surge.shape[0]):
        if w.surge[i].state != IDLE and w.surge[i].step > 0:
            row = w.surge_stat[g.out * w.surge.shape[0] + i]
            row.hours += t - w.surge[i].since
