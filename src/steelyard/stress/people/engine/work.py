"""The memory of one worker: allocated once, grown when a table overflows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from steelyard.stress.people.engine.layout import (
    BRANCH,
    CELL,
    CENSUS,
    CLOCK_STAT,
    ENTRY,
    GLOBAL,
    LAW,
    OUTAGE_ROW,
    PERSON,
    PLACE_STAT,
    QUEUE,
    RECORD,
    RESET,
    SKETCH_BINS,
    STAT,
    STATION,
    STREAM,
    SURGE_ROW,
    SURGE_STAT,
    TARGET,
    TICK,
    Table,
    Work,
)


def _none(kind: np.dtype[np.void]) -> Table:
    return np.zeros(0, kind)


@dataclass(frozen=True)
class Tables:
    """A network and its arrivals as the kernel reads them; never written to."""

    classes: int
    stations: int
    exits: int
    queues: int
    crowded: int
    station: Table
    cell: Table
    law: Table
    tab: Table
    branch: Table
    target: Table
    stream: Table
    timeline: Table
    limits: Table
    feeders: Table
    surge: Table = field(default_factory=lambda: _none(SURGE_ROW))
    outage: Table = field(default_factory=lambda: _none(OUTAGE_ROW))
    census: Table = field(default_factory=lambda: _none(CENSUS))

    @property
    def ticks(self) -> int:
        """Return how many bins the series have."""
        return int((self.timeline["kind"] == TICK).sum())


@dataclass(frozen=True)
class Sizes:
    """How large the tables are that may overflow."""

    persons: int
    events: int
    crowded: int = 0
    records: int = 0

    def grown(self, trouble: int) -> Sizes:
        """Return the sizes with the table in trouble doubled."""
        return Sizes(
            self.persons * (2 if trouble == 1 else 1),
            self.events * (2 if trouble == 2 else 1),
            self.crowded * (2 if trouble == 4 else 1),
            self.records * (2 if trouble == 3 else 1),
        )


def first_sizes(tables: Tables, *, records: bool) -> Sizes:
    """Guess sizes that most networks never outgrow."""
    persons = 4096 + 2 * len(tables.census)
    return Sizes(
        persons,
        persons,
        persons if tables.crowded else 0,
        65536 if records else 0,
    )


def allocate(
    tables: Tables, sizes: Sizes, replications: int, seed: int, *, sketches: bool
) -> Work:
    """Allocate all that a worker needs for chunks of so many replications."""
    t, r = tables, replications
    clocks, places = len(t.limits), t.stations + t.exits
    g = np.zeros(1, GLOBAL)
    g["seed"], g["stations"], g["exits"] = np.uint64(seed), t.stations, t.exits
    g["classes"], g["clocks"], g["targets"] = t.classes, clocks, len(t.target)
    g["sketches"], g["recording"] = sketches, sizes.records > 0
    g["warming"] = bool((t.timeline["kind"] == RESET).any())
    g["ticks"] = t.ticks
    return Work(
        g=g,
        station_first=t.station,
        stream_first=t.stream,
        surge_first=t.surge,
        outage_first=t.outage,
        station=t.station.copy(),
        cell=t.cell,
        law=t.law,
        tab=t.tab,
        branch=t.branch,
        target=t.target,
        stream=t.stream.copy(),
        timeline=t.timeline,
        surge=t.surge.copy(),
        outage=t.outage.copy(),
        feeders=t.feeders,
        census=t.census,
        limits=t.limits,
        queue=np.zeros(t.queues, QUEUE),
        touched=np.zeros(t.stations + 1, np.uint32),
        person=np.zeros(sizes.persons, PERSON),
        clocks=np.zeros((sizes.persons, clocks)),
        heap_at=np.zeros(sizes.events + 4, np.int64),
        heap_what=np.zeros(sizes.events + 4, np.uint64),
        crowd_at=np.zeros((t.crowded, sizes.crowded)),
        crowd_who=np.zeros((t.crowded, sizes.crowded), np.int64),
        stat=np.zeros(r * len(t.cell), STAT),
        place_stat=np.zeros(r * t.stations, PLACE_STAT),
        clock_stat=np.zeros(r * clocks * t.classes, CLOCK_STAT),
        surge_stat=np.zeros(r * len(t.surge), SURGE_STAT),
        flow=np.zeros(r * len(t.target), np.int64),
        sketch=np.zeros(2 * len(t.cell) * SKETCH_BINS, np.uint32),
        inside_series=np.zeros((r * t.ticks, t.stations), np.float32),
        waiting_series=np.zeros((r * t.ticks, t.stations), np.int32),
        entry_series=np.zeros((r * t.ticks, places), np.int32),
        last_area=np.zeros(t.stations),
        last_entries=np.zeros(places, np.int64),
        record=np.zeros(sizes.records, RECORD),
    )


def blank_work() -> Work:
    """Return a smallest example, from which the kernel's types are read."""
    empty = Tables(
        classes=0,
        stations=0,
        exits=0,
        queues=0,
        crowded=0,
        station=_none(STATION),
        cell=_none(CELL),
        law=_none(LAW),
        tab=np.zeros(0),
        branch=_none(BRANCH),
        target=_none(TARGET),
        stream=_none(STREAM),
        timeline=_none(ENTRY),
        limits=np.zeros(0),
        feeders=np.zeros(0, np.int64),
    )
    return allocate(empty, Sizes(0, 0), 0, 0, sketches=False)
