"""Speed of the ledger and of the readiness sweep, against their bars.

Times are processor seconds of this process, so that a machine that others use too
does not count against them.

Run: python benchmarks/bench_money.py [FUTURES]
"""

from __future__ import annotations

import sys
import time

import numpy as np

from steelyard.casebook.reader import open_casebook
from steelyard.money.account import account
from steelyard.stress.readiness.occupancy import occupied
from steelyard.stress.readiness.sweep import bands, sweep
from steelyard.study.costed import costed

FUTURES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
STARTS, AHEAD, HORIZON, KINDS = 730, 400, 365, 12


def ledger() -> tuple[float, float, int]:
    """Seconds to cost all courses of SR309, and to book them."""
    casebook = open_casebook("sr309")
    began = time.process_time()
    whole = costed(casebook, casebook.courses, FUTURES, 1)
    costing = time.process_time() - began
    began = time.process_time()
    entries = 0
    for course, found in whole.lines.items():
        done = account(casebook, course, found, whole.draws, whole.prices)
        entries += len(done.ledger.entries)
    return costing, time.process_time() - began, entries


def readiness() -> float:
    """Seconds for occupancy, sweep and bands of twelve types of units."""
    rng = np.random.default_rng(1)
    whole = np.zeros(1, dtype=np.int64)
    small = np.ones((1, 800), dtype=np.float32)
    sweep(small[0, :1], small, small[0, :1], whole, None, STARTS)  # compile
    began = time.process_time()
    for _ in range(KINDS):
        level = rng.random((FUTURES, HORIZON), dtype=np.float32) * 4
        reset = rng.integers(30, 120, FUTURES)
        taken = occupied(level, reset, STARTS + AHEAD)
        ready = rng.random(FUTURES, dtype=np.float32) * 10
        need = rng.random(FUTURES, dtype=np.float32) * 8
        within = rng.integers(3, 30, FUTURES)
        recall = rng.integers(7, 45, FUTURES)
        got = sweep(ready, taken, need, within, recall, STARTS)
        bands(got.shortfall)
        bands(got.delay)
    return time.process_time() - began


def main() -> None:
    """Print a table with the bars."""
    costing, booking, entries = ledger()
    sweeping = readiness()
    print(f"futures {FUTURES:,}")
    print(f"{'step':44} {'CPU s':>8} {'bar':>5}")
    print(f"{'cost all courses (study, no bar)':44} {costing:8.1f}")
    print(f"{f'ledger of all courses, {entries:,} entries':44} {booking:8.1f} {10:5}")
    name = f"readiness, {STARTS} starts x {KINDS} unit types"
    print(f"{name:44} {sweeping:8.1f} {30:5}")


if __name__ == "__main__":
    main()
