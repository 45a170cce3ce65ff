"""How fast is the setting? Fit, daily arrivals, each model a future of a course.

    python benchmarks/bench_threat.py [--json]

Bars: ten thousand futures of daily arrivals for nine regions over two years under
2 s; each other model under 5 ms a future of a course; reading and fitting everything
under 60 s. CPU seconds stand beside wall seconds, since other work on the machine
lengthens the second only.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.airspace import course as airspace
from steelyard.stress.border import course as border
from steelyard.stress.migration import flow as migration
from steelyard.stress.migration.daily import Days, daily
from steelyard.stress.migration.paths import monthly_paths
from steelyard.stress.narcotics import course as narcotics
from steelyard.stress.series import month_of, number
from steelyard.stress.setting import Setting, read_setting
from steelyard.stress.streams import keys

FUTURES = 10_000
BLOCK = 256
BARS = {"daily_arrivals_s": 2.0, "fit_everything_s": 60.0, "future_course_ms": 5.0}
Result = dict[str, tuple[float, float]]


def timed(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Return the best wall seconds and CPU seconds of a few runs."""
    best = (float("inf"), float("inf"))
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        found = (time.perf_counter() - wall, time.process_time() - cpu)
        best = min(best, found)
    return best


def draws_of(case: Casebook, count: int) -> dict[str, np.ndarray]:
    """Return ranges covered evenly."""
    rng = np.random.default_rng(1)
    found = {}
    for id_, q in case.quantities.items():
        low, high = q.range or (q.value, q.value)
        found[id_] = low + rng.random(count) * (high - low)
    return found


def arrivals(setting: Setting) -> tuple[float, float]:
    """Time ten thousand futures of daily arrivals over two years."""
    model = next(iter(setting.flows.values()))
    first = month_of(number(model.record.months[-1]) + 1)
    end = month_of(number(first) + 25)
    days = Days.between(f"{month_of(number(first) + 1)}-01", f"{end}-01", first)
    futures = np.arange(FUTURES)
    key, ones = keys(1, "bench", futures), np.ones(FUTURES)

    def work() -> object:
        paths = monthly_paths(model.fit, 25, futures, 1)
        return daily(paths, days, ones, 0.2 * ones, key, os.cpu_count() or 1)

    work()
    return timed(work)


def models(case: Casebook, setting: Setting) -> Result:
    """Time each model, a block of futures of one course."""
    draws = draws_of(case, BLOCK)
    months = tuple(month_of(number(setting.start[:7]) + k) for k in range(12))
    full = np.ones((BLOCK, 12))
    levels = {"M06": full, "M12": full, "nii-scanners": full, "E00": full}
    may = {"M06": np.ones(BLOCK), "M12": np.ones(BLOCK)}
    model = next(iter(setting.flows.values()))
    futures = np.arange(BLOCK)
    base = migration.baseline(model, setting.start, setting.end, futures, 1)
    moved = migration.under(model, base, draws, levels)
    assert setting.line
    assert setting.air
    assert setting.routes
    line, air, routes = setting.line, setting.air, setting.routes
    return {
        "migration": timed(lambda: migration.under(model, base, draws, levels)),
        "border": timed(lambda: border.under(line, base, moved, draws, levels, may)),
        "airspace": timed(lambda: airspace.under(air, draws, levels, months, may)),
        "narcotics": timed(lambda: narcotics.under(routes, draws, levels)),
    }


def main() -> None:
    """Print the figures beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="sr309")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    case = open_casebook(given.case)
    setting = read_setting(case)
    fit = timed(lambda: read_setting(case), runs=1)
    day = arrivals(setting)
    rows = [
        ("fit everything", *fit, BARS["fit_everything_s"], "s"),
        ("10,000 x 9 x 730 daily arrivals", *day, BARS["daily_arrivals_s"], "s"),
    ]
    for name, (wall, cpu) in models(case, setting).items():
        scale = 1000 / BLOCK
        rows.append(
            (f"{name}, a future of a course", wall * scale, cpu * scale, 5.0, "ms")
        )
    if given.json:
        print(
            json.dumps(
                [
                    dict(zip(("what", "wall", "cpu", "bar", "unit"), r, strict=True))
                    for r in rows
                ]
            )
        )
        return
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f}\n")
    for what, wall, cpu, bar, unit in rows:
        print(
            f"{what:40} {wall:9.4f} {unit:2} wall {cpu:9.4f} {unit:2} cpu   bar {bar:g}"
        )


if __name__ == "__main__":
    main()
