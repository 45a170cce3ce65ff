"""What a study adds to each experiment: processor time beside a 1 ms model, by peers.

The model takes about a millisecond of compiled code an experiment. It is run bare, in
our threads (a call for each block, as links of the chain are), in a pool of processes
and by the EMA Workbench's evaluator where that is installed (a call an experiment).
Overhead is the processor time of this process and its children beyond the bare
model's, per experiment. Ours holds the draws of every quantity, arrivals and readings
of the law, which are work and not overhead of the execution; `--case tests/tiny` has
hardly any. With an idle model no other load on the machine disturbs the figure.
Prints a table, or JSON with --json.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import logging
import multiprocessing
import os
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from steelyard.casebook.reader import open_casebook
from steelyard.study import execute
from steelyard.study.block import run_block
from steelyard.study.chain import Link
from steelyard.study.futures import BLOCK, Futures, blocks, sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.parts import to_bytes

BAR = 50e-6
"""Seconds of processor time per experiment that the design allows."""

STEPS = 2_500
"""Rounds of hashing that take about a millisecond."""


def burn(seed: float, experiments: int = 1) -> float:
    """About a millisecond an experiment, in one compiled call without the lock."""
    hashlib.pbkdf2_hmac("sha256", b"x", b"salt", STEPS * experiments)
    return seed


def burn_ema(x: float = 0.0) -> dict[str, float]:
    """The same model as the EMA Workbench calls it."""
    return {"y": burn(x)}


def cpu(work: Callable[[], Any]) -> float:
    """Processor time of this process and of children that it waited for."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[i] - before[i] for i in range(4))


def ours(kit: Kit, futures: Futures, workers: int, idle: bool = False) -> float:
    def model(_: Kit, here: Any, course: str, given: Any) -> dict[str, Any]:
        if idle:
            return {"x": {"y": np.zeros(len(here))}}
        return {"x": {"y": np.full(len(here), burn(0.0, len(here)))}}

    link = Link("burn", "stress", (), ("x",), model, ("x",))

    def perform(k: Kit, f: Futures, task: execute.Task) -> bytes:
        return to_bytes(run_block(k, task.course, f, task.rows, chain=(link,)))

    tasks = [
        execute.Task("nothing", i, rows)
        for i, rows in enumerate(blocks(len(futures), BLOCK))
    ]
    before, execute.perform = execute.perform, perform
    try:
        return cpu(
            lambda: execute.in_threads(kit, futures, tasks, lambda *_: None, workers)
        )
    finally:
        execute.perform = before


def pool(count: int, workers: int) -> float:
    def work() -> None:
        context = multiprocessing.get_context("fork")
        with context.Pool(workers) as processes:
            processes.map(burn, range(count), chunksize=BLOCK)
            processes.close()
            processes.join()

    return cpu(work)


def ema(count: int, workers: int) -> float | None:
    """Run by the EMA Workbench's evaluator; None if it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            em: Any = importlib.import_module("ema_workbench")
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)
    os.environ.setdefault("TQDM_DISABLE", "1")
    model = em.Model("burn", function=burn_ema)
    model.uncertainties = [em.RealParameter("x", 0, 1)]
    model.outcomes = [em.ScalarOutcome("y")]

    def work() -> None:
        with em.MultiprocessingEvaluator(model, n_processes=workers) as evaluator:
            evaluator.perform_experiments(scenarios=count)

    return cpu(work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="sr309")
    parser.add_argument("--experiments", type=int, default=4096)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    n, workers = options.experiments, options.workers
    kit = read_kit(open_casebook(options.case))
    futures = sample(kit.casebook, n, 1)
    for i in range(100):
        burn(i)  # warms up
    bare = cpu(lambda: [burn(i) for i in range(n)])
    found: dict[str, float | None] = {
        "steelyard": ours(kit, futures, workers),
        "process pool": pool(n, workers),
        "ema_workbench": ema(n, workers),
    }
    found["steelyard, model idle"] = bare + ours(kit, futures, workers, idle=True)
    over = {k: None if v is None else (v - bare) / n for k, v in found.items()}
    if options.json:
        data = {"model": bare / n, "overhead": over, "bar": BAR, "experiments": n}
        print(json.dumps(data, indent=1))
        return
    print(f"model alone        {1e6 * bare / n:8.1f} us an experiment")
    for name, value in over.items():
        told = "not installed" if value is None else f"{1e6 * value:8.1f} us more"
        print(f"{name:22s} {told}")
    print(f"bar                {1e6 * BAR:8.1f} us (load {os.getloadavg()[0]:.0f})")


if __name__ == "__main__":
    main()
