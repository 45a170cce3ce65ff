"""Design search: how many, how long, where, as a front rather than one answer.

Few discrete designs are enumerated. Where there are more than the budget allows, a
low-discrepancy sample of the grid is tried first. Then NSGA-III proposes designs, from
Optuna where it is installed (`weigh.evolve`), or, round by round, designs one step away
from the front are run. No random move decides what is on the front: only what was run
is.

References
----------
Haimes, Lasdon and Wismer (1971), IEEE Transactions on Systems, Man, and Cybernetics
1, for the epsilon-constraint method. Kasprzyk et al. (2013), Environmental Modelling
& Software 42, for many-objective robust decision making. Paquete, Chiarandini and
Stuetzle (2004), Pareto local optimum sets, for the walk along the front.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.values.dominance import front

Array = NDArray[np.float64]
Point = tuple[int, ...]
Method: TypeAlias = Literal["walk", "nsga3"]
Evaluate = Callable[[Mapping[str, float]], Array]
"""Takes a design, returns its objectives, more being better, (objectives,)."""


@dataclass(frozen=True)
class Lever:
    """A number that a designer may set.

    Attributes
    ----------
    name
        Its name.
    levels
        The values tried, in rising order.
    """

    name: str
    levels: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.levels or list(self.levels) != sorted(set(self.levels)):
            raise ValueError(f"levels of {self.name} must rise")


@dataclass(frozen=True)
class Front:
    """What a search found.

    Attributes
    ----------
    designs, objectives
        All designs that were run, and their objectives, (designs, objectives).
    best
        Shape (designs,): which no other dominates.
    complete
        Whether every design of the grid was run.
    method
        `all`, `walk` or `nsga3`.
    """

    designs: tuple[dict[str, float], ...]
    objectives: Array
    best: NDArray[np.bool_]
    complete: bool
    method: str = "walk"


def search(
    evaluate: Evaluate,
    levers: Sequence[Lever],
    budget: int,
    rng: np.random.Generator,
    method: Method = "walk",
) -> Front:
    """Run designs and return the front.

    Parameters
    ----------
    evaluate
        Runs one design.
    budget
        Most designs to run; all are run if the grid is no larger.
    method
        How designs are proposed where the budget does not allow all.

    Raises
    ------
    ValueError
        If there is no lever or no budget, or NSGA-III is asked for without Optuna.
    """
    if not levers or budget < 1:
        raise ValueError("a search needs a lever and a budget of at least 1")
    sizes = [len(lever.levels) for lever in levers]
    seen: dict[Point, Array] = {}

    def run(point: Point) -> None:
        if point not in seen and len(seen) < budget:
            design = _design(levers, point)
            seen[point] = np.asarray(evaluate(design), dtype=float)

    complete = int(np.prod(sizes)) <= budget
    if complete:
        for point in itertools.product(*(range(s) for s in sizes)):
            run(point)
    elif method == "nsga3":
        from steelyard.weigh.evolve import evolve

        first = _spread(sizes, max(budget // 4, 1), rng)
        evolve(seen, sizes, budget, run, first, int(rng.integers(2**31)))
    else:
        for point in _spread(sizes, max(budget // 2, 1), rng):
            run(point)
        _walk(seen, sizes, budget, run)
    points = list(seen)
    objectives = np.stack([seen[p] for p in points])
    designs = tuple(_design(levers, p) for p in points)
    return Front(
        designs, objectives, front(objectives), complete, "all" if complete else method
    )


def epsilon_constraint(
    found: Front, main: int, least: Mapping[int, float]
) -> int | None:
    """Return the design that is best on one objective while others reach a level.

    Parameters
    ----------
    main
        The objective to make as large as can be.
    least
        Objective to the least that it must reach.

    Returns
    -------
    Position of the design, or None if no design that was run qualifies.
    """
    fit = np.ones(len(found.designs), dtype=bool)
    for objective, level in least.items():
        fit &= found.objectives[:, objective] >= level
    if not fit.any():
        return None
    scores = np.where(fit, found.objectives[:, main], -np.inf)
    return int(np.argmax(scores))


def _design(levers: Sequence[Lever], point: Point) -> dict[str, float]:
    return {x.name: x.levels[i] for x, i in zip(levers, point, strict=True)}


def _spread(sizes: Sequence[int], count: int, rng: np.random.Generator) -> list[Point]:
    """Return points spread over the grid, its two extreme corners first."""
    from scipy.stats import qmc

    cube = qmc.Halton(len(sizes), rng=rng).random(count)
    corners = [tuple(0 for _ in sizes), tuple(s - 1 for s in sizes)]
    grid = np.floor(cube * np.asarray(sizes)).astype(int)
    return corners + [tuple(int(i) for i in row) for row in grid]


def _walk(
    seen: dict[Point, Array],
    sizes: Sequence[int],
    budget: int,
    run: Callable[[Point], None],
) -> None:
    """Run neighbours of the front until none is new or the budget is spent."""
    while len(seen) < budget:
        points = list(seen)
        best = front(np.stack([seen[p] for p in points]))
        near = [
            (*p[:i], p[i] + step, *p[i + 1 :])
            for p, on in zip(points, best, strict=True)
            if on
            for i, size in enumerate(sizes)
            for step in (-1, 1)
            if 0 <= p[i] + step < size
        ]
        new = [p for p in dict.fromkeys(near) if p not in seen]
        if not new:
            return
        for point in new:
            run(point)
