"""Chunks of replications in threads, with growth of tables and cancelling."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import numpy as np

from steelyard.stress.people.engine.layout import Table, Work
from steelyard.stress.people.engine.work import Sizes, Tables, allocate, first_sizes
from steelyard.stress.people.ready import kernel

_OUTPUTS = (
    "stat",
    "place_stat",
    "clock_stat",
    "surge_stat",
    "flow",
    "inside_series",
    "waiting_series",
    "entry_series",
)
_CHUNK = 16


class CancelledRunError(Exception):
    """The run was cancelled before it finished."""


@dataclass
class Raw:
    """What the kernel wrote, by replication."""

    tables: Tables
    replications: int
    outputs: dict[str, Table]
    sketch: Table
    records: Table
    events: int


@dataclass
class _Shared:
    """What the workers of one run share."""

    tables: Tables
    seed: int
    outputs: dict[str, Table]
    sketches: bool
    sizes: Sizes
    progress: Callable[[int], None] | None
    cancel: threading.Event
    lock: threading.Lock = field(default_factory=threading.Lock)
    local: threading.local = field(default_factory=threading.local)
    sketch: Table | None = None
    records: dict[int, Table] = field(default_factory=dict)
    events: int = 0


def _empty_outputs(tables: Tables, replications: int) -> dict[str, Table]:
    model = allocate(tables, Sizes(0, 0), 0, 0, sketches=False)
    rows = {
        "stat": len(tables.cell),
        "place_stat": tables.stations,
        "clock_stat": len(tables.limits) * tables.classes,
        "surge_stat": len(tables.surge),
        "flow": len(tables.target),
    }
    outputs = {}
    for name in _OUTPUTS:
        like = getattr(model, name)
        shape = (replications, rows.get(name, tables.ticks), *like.shape[1:])
        outputs[name] = np.zeros(shape, like.dtype)
    return outputs


def run_replications(
    tables: Tables,
    replications: int,
    seed: int,
    *,
    workers: int | None = None,
    records: bool = False,
    sketches: bool = True,
    progress: Callable[[int], None] | None = None,
    cancel: threading.Event | None = None,
) -> Raw:
    """Run all replications; the result is the same for any number of workers.

    Raises
    ------
    CancelledRunError
        If `cancel` was set before the end.
    """
    shared = _Shared(
        tables,
        seed,
        _empty_outputs(tables, replications),
        sketches,
        first_sizes(tables, records=records),
        progress,
        cancel or threading.Event(),
    )
    size = 1 if records else _CHUNK
    workers = workers or os.cpu_count() or 1
    size = max(1, min(size, -(-replications // workers)))
    chunks = [(r, min(size, replications - r)) for r in range(0, replications, size)]
    if workers == 1 or len(chunks) == 1:
        for first, count in chunks:
            _chunk(shared, first, count, size)
    else:
        _threads(shared, chunks, size, workers)
    if shared.cancel.is_set():
        raise CancelledRunError
    sketch = shared.sketch
    assert sketch is not None
    empty = allocate(tables, Sizes(0, 0), 0, 0, sketches=False).record
    kept = [shared.records[r] for r in sorted(shared.records)]
    return Raw(
        tables,
        replications,
        shared.outputs,
        sketch,
        np.concatenate(kept) if kept else empty,
        shared.events,
    )


def _threads(
    shared: _Shared, chunks: list[tuple[int, int]], size: int, workers: int
) -> None:
    with ThreadPoolExecutor(workers) as pool:
        tasks = [pool.submit(_chunk, shared, a, n, size) for a, n in chunks]
        try:
            done, _ = wait(tasks, return_when=FIRST_EXCEPTION)
        except BaseException:
            shared.cancel.set()
            raise
        for task in done:
            task.result()


def _memory(shared: _Shared, size: int) -> Work:
    """Return this thread's memory, anew where another thread found it too small."""
    held: tuple[Sizes, Work] | None = getattr(shared.local, "held", None)
    if held is None or held[0] != shared.sizes:
        sizes = shared.sizes
        work = allocate(
            shared.tables, sizes, size, shared.seed, sketches=shared.sketches
        )
        held = (sizes, work)
        shared.local.held = held
    return held[1]


def _chunk(shared: _Shared, first: int, count: int, size: int) -> None:
    run_chunk = kernel()
    while not shared.cancel.is_set():
        work = _memory(shared, size)
        for name in (*_OUTPUTS, "sketch"):
            getattr(work, name).view(np.uint8).fill(0)
        if run_chunk(work, first, count) == count:
            _keep(shared, work, first, count)
            return
        with shared.lock:
            if shared.local.held[0] == shared.sizes:
                shared.sizes = shared.sizes.grown(int(work.g["trouble"][0]))


def _keep(shared: _Shared, work: Work, first: int, count: int) -> None:
    for name in _OUTPUTS:
        out = shared.outputs[name][first : first + count]
        part = getattr(work, name)
        rows = count * out.shape[1]
        out[:] = part[:rows].reshape(out.shape)
    with shared.lock:
        total = shared.sketch
        if total is None:
            shared.sketch = work.sketch.astype(np.uint64)
        else:
            total += work.sketch
        if shared.sizes.records:
            shared.records[first] = work.record[: int(work.g["records"][0])].copy()
        shared.events += int(work.g["events"][0])
        if shared.progress is not None:
            shared.progress(count)
