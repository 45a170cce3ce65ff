"""What happens after the scenario is known, in closed form, with its slope.

For a given rule the reserve is sent or not whatever the plan, so that what is missing
is the positive part of need less what is there. Expected cost and the mean of the worst
scenarios are then sums, and their slopes are counts: no programme is solved.

References
----------
Rockafellar, R. T. and Uryasev, S. (2000). Optimization of conditional value-at-risk.
Journal of Risk 2, 21-41. https://doi.org/10.21314/JOR.2000.038
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.linear import Floats


@numba.njit(cache=True)
def _missing(demand, sent, there, reserve, total):  # type: ignore[no-untyped-def]
    count, weeks = demand.shape
    for s in range(count):
        amount = 0.0
        for t in range(weeks):
            lack = demand[s, t] - there[t] - sent[s, t] * reserve
            if lack > 0:
                amount += lack
        total[s] = amount


@numba.njit(cache=True)
def _slopes(demand, sent, there, reserve, weight, by_week):  # type: ignore[no-untyped-def]
    count, weeks = demand.shape
    by_reserve = 0.0
    for s in range(count):
        w = weight[s]
        for t in range(weeks):
            if demand[s, t] - there[t] - sent[s, t] * reserve > 0:
                by_week[t] -= w
                by_reserve -= w * sent[s, t]
    return by_reserve


@dataclass(frozen=True)
class Recourse:
    """Value at a plan.

    Attributes
    ----------
    value
        Expected cost of use and of unmet need, and the weighted tail.
    by_week, by_reserve
        Slope by what is there in each week, and by the size of the reserve.
    missing
        Person-weeks missing in each scenario, shape (scenarios,).
    """

    value: float
    by_week: Floats
    by_reserve: float
    missing: Floats

    @property
    def mean_missing(self) -> float:
        """Return the expected person-weeks that are missing."""
        return float(self.missing.mean())


def tail_weights(missing: Floats, alpha: float) -> Floats:
    """Return weights that sum to one over the worst share 1 - alpha of scenarios."""
    count = len(missing)
    mass = (1 - alpha) * count
    order = np.argsort(-missing, kind="stable")
    weights = np.zeros(count)
    whole = min(int(np.floor(mass + 1e-12)), count)
    weights[order[:whole]] = 1.0
    if whole < count:
        weights[order[whole]] = mass - whole
    return weights / mass


def recourse(
    problem: ForceProblem, there: Floats, reserve: float, slopes: bool = True
) -> Recourse:
    """Evaluate a plan over all scenarios, each of equal weight.

    Parameters
    ----------
    problem
        With demand and rule.
    there
        What the plan has on duty in each week, the standing people included.
    reserve
        People in the reserve.
    slopes
        Whether to reckon them.
    """
    count = len(problem.demand)
    held = problem.reserve
    output = held.output if held else 1.0
    missing = np.empty(count)
    there = np.ascontiguousarray(there)
    _missing(problem.demand, problem.sent, there, reserve * output, missing)
    worth = problem.worth
    tail = tail_weights(missing, worth.alpha)
    weight = worth.penalty / count + worth.tail * tail
    value = float(weight @ missing)
    by_week, by_reserve = np.zeros(problem.weeks), 0.0
    if held is not None:
        use = held.use * float(problem.sent.sum()) / count
        value += use * reserve
        by_reserve += use
    if slopes:
        by_reserve += output * float(
            _slopes(
                problem.demand, problem.sent, there, reserve * output, weight, by_week
            )
        )
    return Recourse(value, by_week, by_reserve, missing)
