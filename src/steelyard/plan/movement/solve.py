"""Solve a movement problem: a plan, a proven bound, and the gap between them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.ascent import ascend
from steelyard.plan.movement.basing import start_basing
from steelyard.plan.movement.generate import Bounded, generate
from steelyard.plan.movement.instance import Instance, Ints
from steelyard.plan.movement.lagrangian import Prices
from steelyard.plan.movement.packed import THOUSAND, Packed, pack
from steelyard.plan.movement.paths import follow, paths_of
from steelyard.plan.movement.price_all import Pricer
from steelyard.plan.movement.search import Found, Search


@dataclass(frozen=True)
class Effort:
    """How hard to try, in steps: the result does not depend on the machine.

    Attributes
    ----------
    first, steps
        Trials of the search before prices are known, and after.
    climbs, rounds
        Rounds of the price ascent at each width, and of column generation.
    tolerance
        Relative gap at which column generation stops.
    target
        Relative gap at which the search stops.
    heat
        Share of the cost that a worse plan may lose at first.
    """

    first: int = 1000
    steps: int = 40_000
    climbs: int = 30
    rounds: int = 40
    tolerance: float = 1e-3
    target: float = 1e-3
    heat: float = 5e-5


QUICK = Effort(first=300, steps=6000, climbs=12, rounds=20, tolerance=3e-3)
"""A few seconds for a casebook's own demand."""

GLANCE = Effort(first=100, steps=800, climbs=8, rounds=8, tolerance=5e-3)
"""For a page: some seconds over a quarter of a year."""

WIDTHS = (1, 4)
"""Periods over which the mix's basing is averaged to start a search."""

UNLIMITED_STEPS = 10**9


@dataclass(frozen=True)
class Solution:
    """A plan and how good it is.

    Attributes
    ----------
    objective, bound
        USD: cost of the plan, and what no plan can be below.
    prices
        Of what is scarce, that prove the bound.
    timed_out
        Whether a time limit ended the search.
    """

    instance: Instance
    packed: Packed
    found: Found
    objective: float
    bound: float
    prices: Prices
    seconds: float
    steps: int
    rounds: int
    timed_out: bool

    @property
    def gap(self) -> float:
        """Share of the objective that a better plan could save at most."""
        if self.objective <= 0:
            return 0.0
        return max(0.0, (self.objective - self.bound) / self.objective)


def solve(
    instance: Instance,
    *,
    seed: int = 1,
    seconds: float | None = None,
    effort: Effort = Effort(),
    tell: Callable[[str], None] | None = None,
) -> Solution | None:
    """Plan, and prove how good the plan is.

    Parameters
    ----------
    seed
        Of the search.
    seconds
        Time limit; the search then goes on until it, or until the target gap, and
        its result depends on the machine. None for the steps of `effort`.

    Returns
    -------
    None if readiness floors are above what exists: then not even doing nothing
    keeps all limits.
    """
    begun = time.monotonic()
    packed = pack(instance)
    paths = paths_of(instance, start_basing(instance))
    pricer = Pricer(packed)
    rng = np.random.default_rng(seed)
    order = np.argsort(-packed.release.sum(axis=1), kind="stable")
    until = None if seconds is None else begun + 0.5 * seconds
    search = Search(instance, packed, pricer.costs, paths)
    if not search.fits:
        return None
    search.build(order, 0.0)
    best = search.improve(rng, effort.first, until, effort.heat)
    bounded = ascend(instance, packed, pricer, best.cost, effort.climbs, until)
    made = generate(
        instance, packed, pricer, [best], rounds=effort.rounds,
        tolerance=effort.tolerance, until=until, start=bounded, tell=tell,
    )  # fmt: skip
    bounded = made or bounded
    finish = None if seconds is None else begun + seconds
    best, steps = _finish(
        instance, packed, pricer, bounded, best, order, rng, effort, finish
    )
    if tell is not None:
        tell(f"plan {best.cost:.1f} bound {bounded.bound:.1f}")
    return Solution(
        instance=instance,
        packed=packed,
        found=best,
        objective=best.cost / THOUSAND,
        bound=bounded.bound / THOUSAND,
        prices=bounded.prices,
        seconds=time.monotonic() - begun,
        steps=steps + effort.first,
        rounds=bounded.rounds,
        timed_out=finish is not None and time.monotonic() >= finish,
    )


def _finish(
    instance: Instance,
    packed: Packed,
    pricer: Pricer,
    bounded: Bounded,
    best: Found,
    order: Ints,
    rng: np.random.Generator,
    effort: Effort,
    finish: float | None,
) -> tuple[Found, int]:
    """Search from the best of several starts."""
    options = [paths_of(instance, start_basing(instance))]
    if bounded.at is not None:
        mean = bounded.at.mean(axis=2)
        options = [paths_of(instance, start_basing(instance, mean))]
        options += [follow(instance, bounded.at, w) for w in WIDTHS]
    starts: list[tuple[float, int, Search]] = []
    for paths in options:
        for theta in (0.0, 1.0):
            search = Search(instance, packed, pricer.costs, paths, bounded.reduced)
            if not search.fits:
                continue
            search.build(order, theta)
            starts.append((search.total, len(starts), search))
    if not starts:
        return best, 0
    search = min(starts)[2]
    target = bounded.bound / max(1e-9, 1.0 - effort.target)
    count = effort.steps if finish is None else UNLIMITED_STEPS
    found = search.improve(rng, count, finish, effort.heat, target)
    return (found if found.cost < best.cost else best), search.tried
