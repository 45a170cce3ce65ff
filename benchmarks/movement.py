"""Movement plans of a given size: objective, bound, gap, seconds, and a check.

The instance is made from the planning factors of the shipped casebook `sr309` and a
seed. With `--peers`, HiGHS and (where it is installed) SCIP solve the same problem as
one mixed-integer programme, in the same time.

    python benchmarks/movement.py --destinations 45 --days 90 --json
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

import numpy as np

from steelyard.casebook.reader import open_casebook
from steelyard.plan.highs import quiet_highs
from steelyard.plan.movement.checker import check
from steelyard.plan.movement.data import question
from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.instance import Instance
from steelyard.plan.movement.solve import GLANCE, Effort, solve
from steelyard.plan.movement.synthetic import synthetic
from steelyard.plan.movement.whole import programme

HUBS = ("KAEX", "KIWA", "KSAT", "KMIA", "KELP")
TYPES = ("ice_charter", "c17", "c130", "widebody")
LIMITS = {(45, 30): 60, (45, 90): 90, (170, 90): 150, (45, 365): 480, (170, 365): 900}


def instance(args: argparse.Namespace) -> Instance:
    """Return the instance that the arguments ask for."""
    casebook = open_casebook("sr309")
    asked = question(casebook, "detention-airlift")
    assert asked is not None
    assert casebook.movement is not None
    known = {kind.id: kind for kind in asked.instance.fleets}
    kinds: tuple[FleetType, ...] = tuple(known[i] for i in TYPES)
    places = {i: (a.lat, a.lon) for i, a in casebook.movement.airports.items()}
    return synthetic(
        kinds, HUBS, places, args.destinations, args.days, args.seed,
        slack=1.0 if args.tight else 1.5, daily=args.daily,
    )  # fmt: skip


def warm(args: argparse.Namespace) -> None:
    """Compile what is compiled once, outside the time that is measured."""
    small = argparse.Namespace(**{**vars(args), "destinations": 4, "days": 12})
    solve(instance(small), effort=GLANCE)


def ours(problem: Instance, seconds: float, seed: int) -> dict[str, Any]:
    """Plan, and check the plan anew."""
    begun, used = time.perf_counter(), time.process_time()
    found = solve(problem, seed=seed, seconds=seconds, effort=Effort())
    if found is None:
        return {"name": "steelyard", "objective": None}
    seconds = time.perf_counter() - begun
    checked = check(problem, found.found)
    agree = abs(checked.cost - found.objective) <= 1e-6 * found.objective
    return {
        "name": "steelyard",
        "objective": found.objective,
        "bound": found.bound,
        "gap": found.gap,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "feasible": checked.feasible and agree,
        "steps": found.steps,
        "rounds": found.rounds,
    }


def highs(problem: Instance, seconds: float) -> dict[str, Any]:
    """Give the whole programme to HiGHS."""
    import highspy

    p = programme(problem)
    solver = quiet_highs()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(p.cost), len(p.low)
    lp.col_cost_ = p.cost
    lp.col_lower_ = np.zeros(len(p.cost))
    lp.col_upper_ = np.full(len(p.cost), highspy.kHighsInf)
    lp.row_lower_, lp.row_upper_ = p.low, p.high
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous
        for w in p.whole
    ]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = p.matrix.indptr
    lp.a_matrix_.index_ = p.matrix.indices
    lp.a_matrix_.value_ = p.matrix.data
    solver.setOptionValue("time_limit", seconds)
    begun, used = time.perf_counter(), time.process_time()
    solver.passModel(lp)
    solver.run()
    info = solver.getInfo()
    return _peer(
        "HiGHS", info.objective_function_value, info.mip_dual_bound, begun, used
    )


def scip(problem: Instance, seconds: float) -> dict[str, Any] | None:
    """Give the whole programme to SCIP, if it is installed."""
    try:
        from pyscipopt import Model, quicksum
    except ImportError:
        return None
    p = programme(problem)
    model = Model()
    model.hideOutput()
    x = [
        model.addVar(vtype="I" if w else "C", lb=0, obj=c)
        for c, w in zip(p.cost, p.whole, strict=True)
    ]
    rows = p.matrix.tocsr()
    for r in range(rows.shape[0]):
        span = slice(rows.indptr[r], rows.indptr[r + 1])
        terms = zip(rows.data[span], rows.indices[span], strict=True)
        left = quicksum(float(v) * x[i] for v, i in terms)
        if np.isfinite(p.low[r]):
            model.addCons(left >= float(p.low[r]))
        if np.isfinite(p.high[r]):
            model.addCons(left <= float(p.high[r]))
    model.setParam("limits/time", seconds)
    begun, used = time.perf_counter(), time.process_time()
    model.optimize()
    value = model.getObjVal() if model.getNSols() else float("inf")
    return _peer("SCIP", value, model.getDualbound(), begun, used)


def _peer(
    name: str, objective: float, bound: float, begun: float, used: float
) -> dict[str, Any]:
    found = np.isfinite(objective) and objective > 0
    return {
        "name": name,
        "objective": objective * 1e3 if found else None,
        "bound": bound * 1e3,
        "gap": (objective - bound) / objective if found else None,
        "seconds": round(time.perf_counter() - begun, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
    }


def main() -> None:
    """Print a line for each solver."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--destinations", type=int, default=45)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--daily", type=float, default=2000.0, help="people a day")
    parser.add_argument("--tight", action="store_true", help="fleets 1.0 times need")
    parser.add_argument("--seconds", type=float, help="time limit of each solver")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    seconds = args.seconds or LIMITS.get((args.destinations, args.days), 120)
    problem = instance(args)
    warm(args)
    rows = [ours(problem, seconds, args.seed)]
    if args.peers:
        rows.append(highs(problem, seconds))
        other = scip(problem, seconds)
        rows += [other] if other else []
    size = {"destinations": args.destinations, "days": args.days, "seed": args.seed}
    size |= {"tight": args.tight, "people": problem.people, "limit": seconds}
    if args.json:
        print(json.dumps({**size, **rows[0], "peers": rows[1:]}))
        return
    for row in rows:
        gap = "none" if row.get("gap") is None else f"{100 * row['gap']:.2f} %"
        print(f"{row['name']}: {row['objective']}, gap {gap}, {row.get('seconds')} s")


if __name__ == "__main__":
    main()
