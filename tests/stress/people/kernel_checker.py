"""Run random networks under numba's bounds checking, or as plain Python.

As plain Python, the state is counted anew after each event. Started by
`test_conservation.py` in a process of its own.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from random_networks import random_network

from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people import ready
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.build import build
from steelyard.stress.people.engine import loop, philox
from steelyard.stress.people.engine.layout import (
    FREED,
    GONE,
    HOLDING,
    NONE,
    OUTSIDE,
    SERVED,
    WAITING,
)
from steelyard.stress.people.engine.work import Sizes, allocate, first_sizes

PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"
CHECKED = [0]
settle = loop.settle


def product(a: Any, b: Any) -> Any:
    """Multiply as the kernel's machine instruction does."""
    whole = int(a) * int(b)
    return np.uint64(whole % 2**64), np.uint64(whole >> 64)


def count(w: Any) -> None:
    """Count everybody by state and station, and compare with the stations' own."""
    g = w.g[0]
    waiting = np.zeros(g.stations, int)
    served = np.zeros(g.stations, int)
    outside = np.zeros(g.stations, int)
    for p in range(int(g.used)):
        person = w.person[p]
        if person.state in (GONE, FREED):
            continue
        rows = {WAITING: waiting, OUTSIDE: outside, SERVED: served, HOLDING: served}
        rows[int(person.state)][person.station] += 1
    for s in range(g.stations):
        st = w.station[s]
        assert waiting[s] == st.waiting, "waiting"
        assert served[s] == st.busy, "served"
        assert outside[s] == st.outside, "outside"
        stat = w.stat[g.out * len(w.cell) + s * g.classes :][: g.classes]
        assert stat.n.sum() == waiting[s] + served[s], "inside"
        assert st.held >= 0
        assert st.touched == 0
    entered = sum(
        int(w.stat[g.out * len(w.cell) + c].entries + w.stat[c].lost)
        for c in range(len(w.cell))
    )
    assert entered >= 0
    born = sum(int(w.stream[i].number) for i in range(len(w.stream)))
    born += sum(1 for i in range(len(w.census))) - int(w.stream[-1].number)
    here = int((waiting + served + outside).sum())
    rows = w.stat[g.out * len(w.cell) :][: len(w.cell)]
    lost = int(rows.lost.sum())
    gone = int(rows.stays[g.stations * g.classes :].sum())
    assert g.warming or born == here + lost + gone, (born, here, lost, gone)
    n = int(g.heap)
    times = w.heap_at[: n + 1]
    start = 1 if g.hole else 0
    for i in range(2 * start + 1, n):
        if (i - 1) // 2 >= start:
            assert times[(i - 1) // 2] <= times[i], "heap"
    CHECKED[0] += 1


def checked(w: Any, p: int, t: float) -> None:
    """Settle, then count."""
    settle(w, p, t)
    if w.g[0].trouble == 0:
        count(w)


def as_records(work: Any) -> Any:
    """Let plain Python read the kernel's records by name."""
    return type(work)(*(a.view(np.recarray) if a.dtype.names else a for a in work))


def main() -> None:
    """Run some networks; an assertion or an IndexError fails the test."""
    if PLAIN:
        loop.settle = checked
        philox.product = product
        np.seterr(over="ignore")  # keys wrap around, as they should
    run_chunk = loop.run_chunk if PLAIN else ready.kernel()
    for seed in range(24 if PLAIN else 60):
        network = random_network(seed)
        hours = 20.0 if PLAIN else 60.0
        arrivals = Arrivals.of(network, Values(), hours)
        tables = build(network, arrivals, Values(), (hours, 1.0, 5.0 * (seed % 2)))
        sizes = first_sizes(tables, records=True)
        if not PLAIN:
            sizes = Sizes(8, 8, 8 if tables.crowded else 0, 8)  # grow from small
        while True:
            work = allocate(tables, sizes, 1, seed, sketches=True)
            if PLAIN:
                work = as_records(work)
            if run_chunk(work, 0, 1) == 1:
                break
            sizes = sizes.grown(int(work.g["trouble"][0]))
        CHECKED[0] += 0 if PLAIN else int(work.g["events"][0])
        assert sizes.persons < NONE
    print(CHECKED[0], "events checked")  # noqa: T201


if __name__ == "__main__":
    main()
