"""Time the planning of forces on scenarios drawn from a seed.

    python benchmarks/forces.py --scenarios 50000 --gap 1e-4 [--peer] [--bound]

Prints one JSON line: objective, bound, gap, seconds (without drawing the scenarios),
and an independent check of the plan. `--peer` solves the same programme written out
whole by HiGHS, for at most a thousand scenarios; `--bound` adds the interval of
Mak, Morton and Wood.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

import numpy as np

from steelyard.plan.forces.benders import solve_forces
from steelyard.plan.forces.extensive import solve_extensive
from steelyard.plan.forces.problem import ForceProblem, Hire, Option, Reserve, Worth
from steelyard.plan.forces.sample_average import sample_bound
from steelyard.plan.forces.trigger import Trigger, sent
from steelyard.plan.forces.verify import verify
from steelyard.plan.scenarios import Arrivals, draw, season

WEEKS = 52
NEED = Arrivals(5000, 0.2, 10, 0.9, 0.3, 1.0, 0.6, 0.5, 4, 10)
OPTIONS = (
    Option("active", 2000, 5000, 39, 4, 2, 20000, 6000, 1.0),
    Option("title32", 2300, 500, 52, 8, 5, 30000, 8000, 1.1),
    Option("contract", 2900, 0, 26, 17, 0, 5000, 3000, 0.8),
)
HIRES = (Hire("agents", 4000, 25000, 40, 0.002, 100, 2000, 1.3),)


def problem(count: int, seed: int) -> ForceProblem:
    """Draw an instance."""
    need = draw(NEED, WEEKS, count, np.random.default_rng(seed))
    share = sent(Trigger(1.2, 0.5, 3, 4), need, season(NEED, WEEKS))
    return ForceProblem(
        WEEKS,
        OPTIONS,
        HIRES,
        Reserve(500, 3000, 4000, "active"),
        np.full(WEEKS, 2500.0),
        need,
        share,
        Worth(6000, 8000, 0.95),
    )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", type=int, default=50_000)
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--bound", action="store_true")
    asked = parser.parse_args()
    solve_forces(problem(20, 0))  # compiles what is compiled once
    case = problem(asked.scenarios, asked.seed)
    used = time.process_time()
    plan = solve_forces(case, asked.gap)
    used = time.process_time() - used
    result: dict[str, object] = {
        "scenarios": asked.scenarios,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "rounds": plan.rounds,
        "seconds": round(plan.seconds, 3),
        "cpu_seconds": round(used, 3),
        "reserve": plan.reserve,
        "broken": list(verify(case, plan)),
    }
    if asked.peer:
        began = time.perf_counter()
        whole = solve_extensive(case)
        result["highs"] = {
            "objective": whole.objective,
            "seconds": round(time.perf_counter() - began, 3),
        }
    if asked.bound:
        began = time.perf_counter()
        found = sample_bound(lambda i, n: problem(n, 1000 + i), plan)
        result["sample_bound"] = found.as_json()
        result["bound_seconds"] = round(time.perf_counter() - began, 3)
    print(json.dumps(result))
    return 0 if plan.gap <= asked.gap and not result["broken"] else 1


if __name__ == "__main__":
    sys.exit(main())
