"""How far a plan made on a sample can be from the best plan for all scenarios.

Plans made on several fresh samples give, in the mean, a figure that no plan undercuts;
the plan at hand, costed on a large fresh sample, gives what it costs. The distance with
its sampling error bounds the plan's optimality gap.

References
----------
Mak, W.-K., Morton, D. P. and Wood, R. K. (1999). Monte Carlo bounding techniques for
determining solution quality in stochastic programs. Operations Research Letters 24,
47-56. https://doi.org/10.1016/S0167-6377(98)00054-6
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import norm, t

from steelyard.plan.forces.benders import ForcePlan, solve_forces
from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.forces.recourse import recourse
from steelyard.plan.linear import Floats


@dataclass(frozen=True)
class SampleBound:
    """The interval.

    Attributes
    ----------
    lower, lower_error
        Mean of the bounds of the batches, and its standard error.
    upper, upper_error
        Cost of the plan on the fresh sample, and its standard error (that of the
        expected part alone where a tail weighs in).
    gap_high
        One-sided upper confidence limit of the plan's gap, 0 or more.
    level
        Of the limit.
    batches, size, fresh
        Number and size of the batches; size of the fresh sample.
    reserves
        Reserve of each batch's plan: how far it depends on the sample.
    """

    lower: float
    lower_error: float
    upper: float
    upper_error: float
    gap_high: float
    level: float
    batches: int
    size: int
    fresh: int
    reserves: tuple[float, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "lower": self.lower,
            "lower_error": self.lower_error,
            "upper": self.upper,
            "upper_error": self.upper_error,
            "gap_high": self.gap_high,
            "gap_high_share": self.gap_high / max(abs(self.upper), 1e-9),
            "level": self.level,
            "batches": self.batches,
            "size": self.size,
            "fresh": self.fresh,
            "reserves": list(self.reserves),
        }


def sample_bound(
    make: Callable[[int, int], ForceProblem],
    plan: ForcePlan,
    batches: int = 8,
    size: int = 500,
    fresh: int = 20000,
    level: float = 0.95,
) -> SampleBound:
    """Bound a plan's gap.

    Parameters
    ----------
    make
        Called with a number of the sample (1, 2, ...) and a size, gives a problem on
        scenarios that are independent of all other numbers.
    plan
        The plan, made on none of these samples.
    batches, size
        Samples that are solved for the bound.
    fresh
        Scenarios on which the plan is costed.
    level
        Confidence of the limit; shared evenly between the two sides.

    Raises
    ------
    ValueError
        If there are fewer than two batches.
    """
    if batches < 2:
        raise ValueError("a bound needs at least two batches")
    solved = [solve_forces(make(i + 1, size)) for i in range(batches)]
    bounds = np.array([s.bound for s in solved])
    problem = make(batches + 1, fresh)
    value = recourse(problem, plan.there, plan.reserve, slopes=False)
    upper = plan.first + value.value
    upper_error = _error(problem, plan, value.missing)
    lower, lower_error = float(bounds.mean()), float(bounds.std(ddof=1))
    lower_error /= float(np.sqrt(batches))
    side = (1 + level) / 2
    reach = t.ppf(side, batches - 1) * lower_error + norm.ppf(side) * upper_error
    return SampleBound(
        lower,
        lower_error,
        upper,
        upper_error,
        max(0.0, upper - lower) + float(reach),
        level,
        batches,
        size,
        fresh,
        tuple(s.reserve for s in solved),
    )


def _error(problem: ForceProblem, plan: ForcePlan, missing: Floats) -> float:
    """Return the standard error of the plan's cost, the tail's excess included.

    The tail is the mean of level + excess / (1 - alpha) at its level, which is an
    average over scenarios too.
    """
    worth = problem.worth
    level = float(np.quantile(missing, worth.alpha))
    excess = level + np.maximum(missing - level, 0) / (1 - worth.alpha)
    each = worth.penalty * missing + worth.tail * excess
    if problem.reserve is not None:
        each = each + problem.reserve.use * plan.reserve * problem.sent.sum(axis=1)
    return float(each.std(ddof=1) / np.sqrt(len(each)))
