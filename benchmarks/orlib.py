"""Solve location instances of the OR-Library and print one JSON line each.

    python benchmarks/orlib.py cap41.txt cap134.txt capa.txt
    python benchmarks/orlib.py --random 100x1000 --seed 3 --tightness 10
    python benchmarks/orlib.py --peer cap41.txt        # plain HiGHS beside it

Each line has name, objective, bound, gap, seconds and an independent check of the
plan: transport solved anew by the general solver for the sites that are open.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from steelyard.plan.linear import Program, relative_gap
from steelyard.plan.sites.cflp import Cflp, Located
from steelyard.plan.sites.generated import generated
from steelyard.plan.sites.locate import locate
from steelyard.plan.sites.orlib import FormatError, read_orlib
from steelyard.plan.sites.strong import solve_strong


def problems(asked: argparse.Namespace) -> Iterator[tuple[str, Cflp]]:
    """Read or draw the instances that were asked for."""
    if asked.random:
        sites, customers = (int(n) for n in asked.random.split("x"))
        rng = np.random.default_rng(asked.seed)
        name = f"random-{asked.random}-{asked.seed}-{asked.tightness:g}"
        yield name, generated(sites, customers, rng, asked.tightness, asked.fixed_share)
    for path in asked.files:
        yield from read_orlib(path, asked.capacity)


def recosted(problem: Cflp, plan: Located) -> float:
    """Cost the open sites of a plan by the general solver."""
    part = problem.only(plan.open)
    program = Program()
    x = program.add(part.cost.shape, cost=part.cost)
    program.row([(x.T, 1.0)], low=1.0, high=1.0)
    program.row([(x, part.demand)], high=part.capacity)
    return program.solve().objective + float(part.fixed.sum())


def line(name: str, problem: Cflp, seconds: float, peer: bool) -> dict[str, Any]:
    """Solve one instance."""
    used = time.process_time()
    plan = locate(problem, seconds)
    used = time.process_time() - used
    again = recosted(problem, plan)
    result: dict[str, Any] = {
        "name": name,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": relative_gap(plan.objective, plan.bound),
        "seconds": round(plan.seconds, 3),
        "cpu_seconds": round(used, 3),
        "sites": problem.sites,
        "customers": problem.customers,
        "open": int(plan.open.sum()),
        "method": plan.method,
        "recosted": again,
        "agrees": abs(again - plan.objective) <= 1e-6 * max(1.0, abs(again)),
    }
    if peer:
        began = time.perf_counter()
        _, answer = solve_strong(problem, seconds)
        result["highs"] = {
            "objective": answer.objective,
            "bound": answer.bound,
            "gap": answer.gap,
            "seconds": round(time.perf_counter() - began, 3),
        }
    return result


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=600.0, help="for each")
    parser.add_argument("--capacity", type=float, help="for files that name it")
    parser.add_argument("--random", help="sites x customers, e.g. 100x1000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tightness", type=float, default=10.0)
    parser.add_argument("--fixed-share", type=float, default=0.25)
    parser.add_argument("--peer", action="store_true", help="plain HiGHS beside it")
    asked = parser.parse_args()
    if not asked.files and not asked.random:
        parser.error("name a file, or --random SITESxCUSTOMERS")
    locate(generated(6, 20, np.random.default_rng(0)), 5.0)  # compiles once
    proven = True
    try:
        for name, problem in problems(asked):
            result = line(name, problem, asked.seconds, asked.peer)
            proven = proven and result["gap"] <= 1e-6 and result["agrees"]
            print(json.dumps(result), flush=True)
    except FormatError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if proven else 1


if __name__ == "__main__":
    sys.exit(main())
