"""Curves: what a reserve is worth beside standing people, and cost against service."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from steelyard.plan.forces.benders import ForcePlan, solve_forces
from steelyard.plan.forces.problem import ForceProblem, Worth


@dataclass(frozen=True)
class ReservePoint:
    """The best plan with a reserve of a given size.

    Attributes
    ----------
    reserve
        People.
    cost, bound
        Of both stages.
    first
        Cost of the first stage alone.
    worth
        Cost without a reserve less this cost: what the reserve is worth.
    standing
        Mean people on tour or hired.
    missing
        Share of need that is not met, in the mean.
    tail
        The same, mean of the worst scenarios.
    """

    reserve: float
    cost: float
    bound: float
    first: float
    worth: float
    standing: float
    missing: float
    tail: float


def reserve_curve(problem: ForceProblem, points: int = 9) -> list[ReservePoint]:
    """Hold the reserve at even steps from nothing to its ceiling; plan the rest anew.

    The curve is convex in the reserve, so that its steps show falling worth.
    """
    held = problem.reserve
    if held is None or held.ceiling <= 0:
        return []
    found: list[ReservePoint] = []
    for size in np.linspace(0.0, held.ceiling, points):
        pinned = replace(held, ceiling=float(size))
        plan = _pinned(replace(problem, reserve=pinned), float(size))
        missing, tail = unmet(problem, plan)
        found.append(
            ReservePoint(
                float(size),
                plan.objective,
                plan.bound,
                plan.first,
                (found[0].cost if found else plan.objective) - plan.objective,
                float((plan.there - problem.standing).mean()),
                missing,
                tail,
            )
        )
    return found


def _pinned(problem: ForceProblem, size: float) -> ForcePlan:
    """Solve with exactly so many in reserve, by paying the retainer in any case."""
    return solve_forces(problem, gap=1e-3, pinned=size)


@dataclass(frozen=True)
class ServicePoint:
    """The best plan at one weight of unmet need."""

    weight: float
    first: float
    use: float
    missing: float
    tail: float
    reserve: float
    standing: float


def service_curve(
    problem: ForceProblem, weights: tuple[float, ...] = (0.25, 0.5, 0.75, 1, 2, 4, 8)
) -> list[ServicePoint]:
    """Plan at several multiples of the weight of unmet need: cost against service."""
    found = []
    for weight in weights:
        worth = Worth(
            problem.worth.penalty * weight,
            problem.worth.tail * weight,
            problem.worth.alpha,
        )
        plan = solve_forces(replace(problem, worth=worth), gap=1e-3)
        missing, tail = unmet(problem, plan)
        found.append(
            ServicePoint(
                float(weight),
                plan.first,
                use_cost(problem, plan),
                missing,
                tail,
                plan.reserve,
                float((plan.there - problem.standing).mean()),
            )
        )
    return found


def use_cost(problem: ForceProblem, plan: ForcePlan) -> float:
    """Return the expected cost of sending the reserve."""
    if problem.reserve is None:
        return 0.0
    share = float(problem.sent.sum()) / len(problem.sent)
    return problem.reserve.use * plan.reserve * share


def unmet(problem: ForceProblem, plan: ForcePlan) -> tuple[float, float]:
    """Return the share of need not met: in the mean, and in the worst scenarios."""
    missing = plan.second.missing
    need = problem.demand.sum(axis=1)
    worst = np.argsort(-missing, kind="stable")
    worst = worst[: max(1, round((1 - problem.worth.alpha) * len(missing)))]
    whole, tail = float(need.sum()), float(need[worst].sum())
    return (
        float(missing.sum()) / whole if whole else 0.0,
        float(missing[worst].sum()) / tail if tail else 0.0,
    )
