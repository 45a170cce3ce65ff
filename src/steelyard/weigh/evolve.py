"""Designs proposed by NSGA-III, from Optuna.

References
----------
Deb and Jain (2014), An evolutionary many-objective optimization algorithm using
reference-point-based nondominated sorting, IEEE Transactions on Evolutionary
Computation 18. Akiba et al. (2019), Optuna, KDD '19.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Point = tuple[int, ...]

REPEATS = 10
"""Proposals for each design of the budget: those seen before cost nothing."""


def available() -> bool:
    """Tell whether Optuna is installed."""
    return importlib.util.find_spec("optuna") is not None


def evolve(
    seen: Mapping[Point, Array],
    sizes: Sequence[int],
    budget: int,
    run: Callable[[Point], None],
    first: Sequence[Point],
    seed: int,
) -> None:
    """Run designs that NSGA-III proposes until the budget is spent.

    Parameters
    ----------
    seen
        Points that were run, and their objectives, more being better; `run` adds.
    sizes
        Levels of each lever.
    first
        Points to run before any is proposed.
    seed
        Same seed, same proposals.

    Raises
    ------
    ValueError
        If Optuna is not installed.
    """
    if not available():
        raise ValueError("NSGA-III needs Optuna: install steelyard[search]")
    study, ranges = _study(seen, run, sizes, first, seed, budget)
    for _ in range(REPEATS * budget):
        if len(seen) >= budget:
            return
        trial = study.ask(ranges)
        point = tuple(int(trial.params[name]) for name in ranges)
        run(point)
        study.tell(trial, [float(v) for v in seen[point]])


def _study(
    seen: Mapping[Point, Array],
    run: Callable[[Point], None],
    sizes: Sequence[int],
    first: Sequence[Point],
    seed: int,
    budget: int,
) -> tuple[Any, dict[str, Any]]:
    """Return a study that knows the first points, and the ranges that it asks in."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    names = [f"lever{i}" for i in range(len(sizes))]
    ranges: dict[str, Any] = {
        name: optuna.distributions.IntDistribution(0, size - 1)
        for name, size in zip(names, sizes, strict=True)
    }
    for point in first:
        run(point)
    objectives = len(next(iter(seen.values())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the sampler is marked experimental
        sampler = optuna.samplers.NSGAIIISampler(
            seed=seed, population_size=max(min(budget // 4, 40), 4)
        )
    study = optuna.create_study(directions=["maximize"] * objectives, sampler=sampler)
    for point, values in seen.items():
        study.add_trial(
            optuna.trial.create_trial(
                params=dict(zip(names, point, strict=True)),
                distributions=ranges,
                values=[float(v) for v in values],
            )
        )
    return study, ranges
