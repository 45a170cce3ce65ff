"""The people-flow engine beside its peers, on the same model, in one run.

    python benchmarks/people.py [--json]

Rates are events per CPU-second of one core. The C reference runs the same tables
with the same draws, and must give the same numbers; each rate is the best of
several alternating runs. Peers that are not installed are left out by name.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from people_c import Reference
from people_model import YEAR, queue, six_stations, tables
from people_peers import PEERS
from steelyard.stress.people import simulate
from steelyard.stress.people.engine.work import Sizes, allocate
from steelyard.stress.people.ready import kernel

ROUNDS = 5
SIZES = Sizes(16384, 16384)


def say(text: str) -> None:
    """Tell what is going on, beside the results."""
    print(text, file=sys.stderr)


def kernel_rate(compiled: Any, seed: int) -> tuple[float, Any]:
    """Run one replication of compiled tables; return events per CPU-second."""
    work = allocate(compiled, SIZES, 1, seed, sketches=True)
    began = time.process_time()
    assert kernel(say)(work, 0, 1) == 1, "the tables overflowed"
    return int(work.g["events"][0]) / (time.process_time() - began), work


def beside_c(compiled: Any) -> tuple[float, float | None]:
    """Return our rate and C's, alternating, after checking that both agree."""
    reference = Reference()
    ours, theirs = [], []
    for seed in range(ROUNDS):
        rate, mine = kernel_rate(compiled, seed)
        ours.append(rate)
        if reference.function is None:
            continue
        other, seconds = reference.run(compiled, seed, SIZES)
        theirs.append(int(other.g["events"][0]) / seconds)
        for name in ("flow", "sketch"):
            assert (getattr(mine, name) == getattr(other, name)).all(), name
        for name in ("wait_sum", "stay_sum", "stay_squares", "entries", "n"):
            assert np.array_equal(mine.stat[name], other.stat[name]), name
    return max(ours), max(theirs) if theirs else None


def peers() -> dict[str, float]:
    """Return the rates of the peers that are installed."""
    rates = {}
    for name, (module, run, hours) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            continue
        say(f"running {name}")
        events, seconds = run(hours)
        rates[name] = events / seconds
    return rates


def ensemble() -> dict[str, float]:
    """Run a thousand replications of three days on all cores."""
    net = six_stations()
    cpu, wall = time.process_time(), time.perf_counter()
    result = simulate(net, None, 72.0, 1000, 1)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "seconds": wall,
        "cores_used": cpu / wall,
        "events_per_second": result.events / wall,
        "peak_gib": peak,
    }


def warm_start() -> dict[str, float]:
    """Measure from the start of a process to its first result: best of several."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from people_model import queue\n"
        "from steelyard.stress.people import simulate\n"
        "simulate(queue(), None, 24.0, 1, 1).stations()"
    )

    def once() -> tuple[float, float]:
        began, before = time.perf_counter(), os.times()
        subprocess.run([sys.executable, "-c", code], check=True, env=os.environ.copy())
        after = os.times()
        cpu = after.children_user - before.children_user
        cpu += after.children_system - before.children_system
        return time.perf_counter() - began, cpu

    walls, cpus = zip(*(once() for _ in range(ROUNDS)), strict=True)
    return {"warm_start_seconds": min(walls), "warm_start_cpu_seconds": min(cpus)}


def measure() -> dict[str, Any]:
    """Measure everything."""
    six = tables(six_stations(), YEAR)
    kernel_rate(six, 0)
    rate, c_rate = beside_c(six)
    single, single_c = beside_c(tables(queue(), 200_000.0))
    others = peers()
    ratios = {name: rate / other for name, other in others.items()}
    if c_rate is not None:
        ratios = {"c": rate / c_rate} | ratios
    year = min(1 / kernel_rate(six, s)[0] for s in range(3))
    return {
        "ratios": ratios,
        "events_per_second": rate,
        "events_per_second_by_network": {"six stations": rate, "M/M/5": single},
        "c_events_per_second": {"six stations": c_rate, "M/M/5": single_c},
        "peers_events_per_second": others,
        "not_measured": sorted({"c", "cimba", "simmer", "simpy", "ciw"} - set(ratios)),
        "year_of_a_million_seconds": 5.8e6 * year,
        "thousand_replications": ensemble(),
        **warm_start(),
        "load_average": os.getloadavg()[0],
    }


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    found = measure() if parser.parse_args().json else None
    if found is not None:
        print(json.dumps(found, indent=1))
        return
    found = measure()
    print(f"{found['events_per_second']:,.0f} events per CPU-second, six stations")
    for name, ratio in found["ratios"].items():
        print(f"{ratio:8.2f} times {name}")
    print("not measured:", ", ".join(found["not_measured"]) or "none")


if __name__ == "__main__":
    main()
