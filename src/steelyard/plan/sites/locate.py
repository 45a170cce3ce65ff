"""Solve a capacitated location problem to a proven optimum.

Subgradient steps give a bound, the sets that they open give plans, swaps improve these,
fixing settles most sites, and a search tree with the same bound proves the rest. The
strong form given whole to a general solver is kept as a check (`strong`): it is slower
by a factor of two at 16 sites and by far more than ten at 50.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.sites.branch import Tree
from steelyard.plan.sites.cflp import Cflp, Located
from steelyard.plan.sites.fixing import fix
from steelyard.plan.sites.lagrangian import Pricing, Relaxed, ascend
from steelyard.plan.sites.swap import Best, Search


@dataclass(frozen=True)
class Effort:
    """How much to try before the tree, and in each of its nodes."""

    rounds: int = 4
    steps: int = 250
    sets: int = 20
    """Sets of relaxed problems that are costed in each round."""
    transports: int = 3000
    """Transport problems solved by the search for plans before the tree."""
    node_steps: int = 40
    nodes: int | None = None
    """Limit on nodes, where a result must not depend on the machine's speed."""


def locate(
    problem: Cflp, seconds: float | None = None, effort: Effort | None = None
) -> Located:
    """Solve a problem.

    Parameters
    ----------
    problem
        The instance.
    seconds
        Time after which the best plan is returned with the bound that was proven.
    effort
        How much to try.

    Returns
    -------
    The plan; its bound equals its objective if it was proven.
    """
    began = time.perf_counter()
    effort = effort or Effort()
    pricing, search, best, relaxed = price(problem, effort)
    tree = Tree(pricing, search, best)
    left = None if seconds is None else seconds - (time.perf_counter() - began)
    bound = tree.grow(
        relaxed.prices, relaxed.bound, effort.node_steps, left, effort.nodes
    )
    best = tree.best
    words = f"priced, then {tree.nodes} nodes"
    return Located(
        best.open,
        best.cost,
        min(bound, best.cost),
        time.perf_counter() - began,
        words,
    )


def price(problem: Cflp, effort: Effort) -> tuple[Pricing, Search, Best, Relaxed]:
    """Return what is fixed, the best plan and the best bound before the tree."""
    pricing = Pricing(problem)
    search = Search(problem, effort.transports)
    best = search.at(_greedy(problem))
    prices = best.prices
    top: Relaxed | None = None
    for turn in range(effort.rounds):
        relaxed, sets = ascend(pricing, prices, best.cost, effort.steps, 1.0 / 2**turn)
        prices = relaxed.prices
        if top is None or relaxed.bound > top.bound:
            top = relaxed
        ranked = sorted(
            (search.at(s) for s in sets[-effort.sets :]), key=lambda b: b.cost
        )
        for found in ranked[:2]:
            improved = search.improve(found)
            if improved.cost < best.cost:
                best = improved
        settled = fix(pricing, relaxed, best.cost)
        if turn > 1 and not settled:
            break
    assert top is not None
    return pricing, search, best, top


def _greedy(problem: Cflp) -> NDArray[np.bool_]:
    """Open sites by fixed cost and the cost of their nearest customers."""
    near = np.sort(problem.cost / np.maximum(problem.demand, 1e-9), axis=1)
    share = max(1, problem.customers // 10)
    score = problem.fixed / problem.capacity + near[:, :share].mean(axis=1)
    chosen = np.zeros(problem.sites, bool)
    for i in np.argsort(score, kind="stable"):
        chosen[i] = True
        if problem.capacity[chosen].sum() >= problem.demand.sum():
            break
    return chosen
