"""Why no plan exists: the fewest kinds of limits that contradict each other.

References
----------
Chinneck, J. W. (2008). Feasibility and infeasibility in optimization. Springer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np

from steelyard.plan.sites.problem import SiteProblem, scaled
from steelyard.plan.sites.program import build

Loosen = Callable[[SiteProblem], SiteProblem]

LIMITS: dict[str, Loosen] = {
    "the least share of need that must be met": lambda p: replace(
        p, weighing=replace(p.weighing, service=0.0)
    ),
    "the standards of care on each site's own ground and staff": lambda p: replace(
        p, ceiling=np.full(len(p.names), float(p.demand.sum(axis=1).max()) + p.module)
    ),
    "the days to open and the pace of building": lambda p: replace(
        p,
        grow=np.full(p.grow.shape, float(p.demand.sum()) / p.module + 1.0),
        ready=np.ones(p.ready.shape),
    ),
    "the number of sites": lambda p: replace(p, most=None, exactly=None),
    "the farthest haul": lambda p: replace(p, reach=np.ones(p.reach.shape, bool)),
}
"""Kind of limit, in words: how it is set aside."""


def conflict(problem: SiteProblem) -> tuple[str, ...]:
    """Return the smallest set of kinds of limits that cannot hold together.

    Sets are tried from the smallest; all other kinds are set aside meanwhile. Sites
    may be opened in part here, so that what is named is a conflict in any case; where
    only whole sites conflict, all kinds are named.
    """
    for size in range(1, len(LIMITS) + 1):
        for kept in combinations(LIMITS, size):
            loose = problem
            for name, loosen in LIMITS.items():
                if name not in kept:
                    loose = loosen(loose)
            if not _possible(loose):
                return kept
    return tuple(LIMITS)


def _possible(problem: SiteProblem) -> bool:
    built = build(scaled(problem), whole=False)
    built.program.whole = [np.zeros(len(w), bool) for w in built.program.whole]
    return built.program.solve().status != "infeasible"
