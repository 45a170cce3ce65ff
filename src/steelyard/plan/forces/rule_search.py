"""Choose the two parameters of the rule: a grid, then halving steps around the best.

The programme is convex for a given rule, not over rules; a search over two numbers on a
smaller sample is enough, and what it finds is costed on the full one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from steelyard.plan.forces.benders import ForcePlan, solve_forces
from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.forces.trigger import Trigger

STARTS = (0.9, 1.1, 1.3, 1.6, 2.0)
WIDTHS = (0.1, 0.5, 1.0)


@dataclass(frozen=True)
class RuleFound:
    """The rule, its plan on the sample searched on, and all that was tried."""

    rule: Trigger
    plan: ForcePlan
    tried: tuple[tuple[float, float, float], ...]
    """Start, width, cost."""


def search_rule(
    make: Callable[[Trigger], ForceProblem], first: Trigger, halvings: int = 3
) -> RuleFound:
    """Search.

    Parameters
    ----------
    make
        Gives the problem under a rule, on the same scenarios each time.
    first
        Lead and hold of the rule, and a pair of parameters that is tried first.
    halvings
        Rounds of steps around the best, each half as long.
    """
    tried: dict[tuple[float, float], ForcePlan] = {}

    def cost(start: float, width: float) -> float:
        at = (round(start, 4), round(width, 4))
        if at not in tried:
            rule = Trigger(*at, first.lead, first.hold)
            tried[at] = solve_forces(make(rule), gap=1e-3)
        return tried[at].objective

    cost(first.start, first.width)
    for start in STARTS:
        for width in WIDTHS:
            cost(start, width)
    step_start, step_width = 0.2, 0.4
    for _ in range(halvings):
        start, width = min(tried, key=lambda k: (tried[k].objective, k))
        for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            cost(max(0.0, start + a * step_start), max(0.02, width + b * step_width))
        step_start, step_width = step_start / 2, step_width / 2
    best = min(tried, key=lambda k: (tried[k].objective, k))
    return RuleFound(
        Trigger(*best, first.lead, first.hold),
        tried[best],
        tuple((a, b, p.objective) for (a, b), p in sorted(tried.items())),
    )
