"""Dispersal against concentration: the best plan for each number of sites."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from steelyard.plan.sites.problem import SitePlan, SiteProblem
from steelyard.plan.sites.robust import NoPlanError, choose


@dataclass(frozen=True)
class SpreadPoint:
    """The best plan with so many sites, for the height of need.

    Attributes
    ----------
    sites
        Number.
    cost, bound
        Of the plan, unmet need weighed in.
    unmet
        Share of need without a place, in the mean.
    largest
        Share of all places on the largest site.
    evenness
        Number of sites of equal size that would be as concentrated (1 over the sum
        of squared shares).
    """

    sites: int
    cost: float
    bound: float
    unmet: float
    largest: float
    evenness: float


def at_height(problem: SiteProblem) -> SiteProblem:
    """Return the problem as one period at each scenario's height."""
    peak = problem.demand.sum(axis=1).argmax(axis=1)
    height = problem.demand[np.arange(len(peak)), :, peak][:, :, None]
    whole = np.array([float(problem.days.sum())])
    return replace(
        problem,
        days=whole,
        demand=height,
        grow=np.full((len(problem.names), 1), float(problem.modules.max() + 1)),
        ready=np.ones((len(problem.names), 1)),
    )


def spread(
    problem: SiteProblem, most: int = 8, nodes: int | None = 30
) -> list[SpreadPoint]:
    """Plan for each number of sites from one up; the service level is set aside.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54,
    761. (evenness)
    """
    static = at_height(problem)
    static = replace(static, weighing=replace(static.weighing, service=0.0))
    found = []
    for count in range(1, min(most, len(problem.names)) + 1):
        try:
            plan = choose(replace(static, exactly=count), gap=0.01, nodes=nodes)
        except NoPlanError:
            continue
        found.append(_point(static, plan, count))
    return found


def _point(problem: SiteProblem, plan: SitePlan, count: int) -> SpreadPoint:
    size = plan.modules.sum(axis=1)
    share = size / max(float(size.sum()), 1.0)
    whole = float(problem.demand.sum())
    return SpreadPoint(
        count,
        plan.objective,
        plan.bound,
        float(plan.unmet.sum()) / whole if whole else 0.0,
        float(share.max()),
        float(1 / max(float((share**2).sum()), 1e-9)),
    )
