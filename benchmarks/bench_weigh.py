"""How long weighing takes, side by side with peers where they are installed.

Prints a table, or JSON with --json. Seconds are of processor time (best of a few
runs), so that other work on the machine counts little. Peers that are not installed
are left out by name: SALib, ema_workbench, prim, pysensmcda.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from steelyard.casebook.reader import open_casebook
from steelyard.study.futures import sample
from steelyard.weigh.discovery import Limit, peel
from steelyard.weigh.discovery.box import holds
from steelyard.weigh.examine.examination import examine_material
from steelyard.weigh.examine.material import gather
from steelyard.weigh.outcomes import Outcomes, Scale
from steelyard.weigh.sensitivity import delta, design, pawn, sobol
from steelyard.weigh.values import sample_weights, smaa

BARS = {"weigh_1e6": 20.0, "prim_1e5": 1.0, "sobol_1e5": 1.0}
"""Seconds that the design allows."""

PLANTED = {1: Limit(low=0.6), 3: Limit(high=0.5)}


def cpu(work: Callable[[], Any], runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peer(name: str) -> Any:
    """Import a peer, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return None


def weigh_rows(case: str, rows: int) -> float:
    """Weigh outcomes that depend on the casebook's inputs, all courses together."""
    casebook = open_casebook(case)
    courses = tuple(casebook.courses)
    futures = sample(casebook, rows // len(courses), 1)
    rng = np.random.default_rng(1)
    scales = tuple(
        Scale(m, m, "USD", "less_is_better", row)
        for m, row in (("cost_total", "cost"), ("readiness_days", "readiness"))
    )
    load = rng.random((len(courses), len(scales), len(futures.names)))
    values = np.einsum("fn,cmn->cfm", futures.points, load**8)
    none = np.full(values.shape[1:], np.nan)
    outcomes = Outcomes(courses, scales, values, none)
    material = gather(casebook, outcomes, futures)
    return cpu(lambda: examine_material(material, "bench"), runs=1)


def prim(rows: int) -> dict[str, float | str]:
    rng = np.random.default_rng(8)
    x = rng.random((rows, 10))
    y = holds(PLANTED, x)
    found: dict[str, float | str] = {"prim_1e5": cpu(lambda: peel(x, y))}
    ours = peel(x, y).boxes
    pandas = peer("pandas")
    ema = peer("ema_workbench.analysis.prim")
    if ema and pandas:
        frame = pandas.DataFrame(x, columns=list("abcdefghij"))

        def theirs() -> Any:
            return ema.Prim(frame, y.astype(int), threshold=0.8).find_box()

        found["prim_1e5 ema_workbench"] = cpu(theirs, runs=1)
        path = theirs().peeling_trajectory
        same = min(len(ours), len(path))
        gaps = [
            max(
                abs(ours[i].coverage - path["coverage"][i]),
                abs(ours[i].density - path["density"][i]),
            )
            for i in range(same)
        ]
        found["prim: largest gap in coverage or density"] = max(gaps)
    other = peer("prim")
    if other and pandas and hasattr(other, "Prim"):
        frame = pandas.DataFrame(x, columns=list("abcdefghij"))

        def gpl() -> Any:
            box = other.Prim(frame, y.astype(float), threshold=0.5, threshold_type=">")
            return box.find_box()

        found["prim_1e5 prim"] = cpu(gpl, runs=1)
    return found


def sensitivity() -> dict[str, float | str]:
    rng = np.random.default_rng(2)
    inputs, base = 5, 2**14
    points = design(base, inputs, rng)
    y = np.sin(points[..., 0] * 6) + points[..., 1] * points[..., 2]
    flat = points.reshape(-1, inputs)
    found: dict[str, float | str] = {
        "sobol_1e5": cpu(lambda: sobol(y, rng)),
        "pawn_1e5": cpu(lambda: pawn(flat, y.ravel(), rng), runs=1),
        "delta_1e5": cpu(lambda: delta(flat, y.ravel(), rng), runs=1),
    }
    theirs = peer("SALib.analyze.sobol")
    if theirs:
        problem = {
            "num_vars": inputs,
            "names": list("abcde"),
            "bounds": [[0, 1]] * inputs,
        }
        found["sobol_1e5 SALib"] = cpu(
            lambda: theirs.analyze(problem, y.ravel(), calc_second_order=False), runs=1
        )
        result = theirs.analyze(problem, y.ravel(), calc_second_order=False)
        mine = sobol(y, rng)
        found["sobol: largest gap to SALib"] = float(
            max(
                np.abs(mine.first.value - result["S1"]).max(),
                np.abs(mine.total.value - result["ST"]).max(),
            )
        )
        quick = importlib.import_module("SALib.analyze.pawn")
        found["pawn_1e5 SALib"] = cpu(
            lambda: quick.analyze(problem, flat, y.ravel(), S=10), runs=1
        )
    return found


def values() -> dict[str, float | str]:
    rng = np.random.default_rng(3)
    names, draws = tuple("abcde"), 10_000
    courses = tuple(f"c{i}" for i in range(10))
    matrix = rng.random((10, 5))
    weights = sample_weights(names, draws, rng)
    found: dict[str, float | str] = {
        "smaa_1e4": cpu(lambda: smaa(matrix[:, None], weights, courses, names))
    }
    theirs = peer("pysensmcda.smaa")
    if theirs:

        def weighted(m: Any, w: Any, types: Any) -> Any:
            return m @ w

        def run() -> Any:
            types = np.ones(5, dtype=int)
            drawn = theirs.simulate(weighted, matrix, types, weights=weights)
            return theirs.rank_acceptability(drawn)

        found["smaa_1e4 pysensmcda"] = cpu(run, runs=1)
        mine = smaa(matrix[:, None], weights, courses, names).ranks
        found["smaa: largest gap to pysensmcda"] = float(np.abs(mine - run()).max())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="sr309")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: dict[str, float | str] = {
        "weigh_1e6": weigh_rows(options.case, options.rows)
    }
    found |= prim(100_000) | sensitivity() | values()
    names = ("SALib", "ema_workbench", "prim", "pysensmcda")
    missing = [name for name in names if peer(name) is None]
    if options.json:
        print(
            json.dumps({"measured": found, "bars": BARS, "left_out": missing}, indent=1)
        )
        return
    for name, value in found.items():
        bar = BARS.get(name)
        ratio = f"  {float(value) / bar:5.2f} of the bar ({bar:g} s)" if bar else ""
        print(f"{name:42s} {float(value):10.4f}{ratio}")
    if missing:
        print(f"not installed, left out: {', '.join(missing)}")


if __name__ == "__main__":
    main()
