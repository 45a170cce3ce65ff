"""Check a plan of forces without the programme that made it."""

from __future__ import annotations

import numpy as np

from steelyard.plan.forces.benders import ForcePlan
from steelyard.plan.forces.problem import ForceProblem

SLACK = 1e-4


def verify(problem: ForceProblem, plan: ForcePlan) -> tuple[str, ...]:
    """Return limits that the plan breaks, in words; walks week by week."""
    broken, weeks = [], problem.weeks
    there = problem.standing.copy()
    for k, option in enumerate(problem.options):
        starts = plan.tours[k]
        rest = round(option.tour * (1 + option.dwell))
        for t in range(weeks):
            duty = starts[max(0, t - option.tour + 1) : t + 1].sum()
            tied = starts[max(0, t - rest + 1) : t + 1].sum()
            held = problem.reserve
            if held is not None and held.option == option.id:
                tied += plan.reserve
            there[t] += option.output * duty
            if tied > option.pool * (1 + SLACK) + SLACK:
                broken.append(f"{option.id}: pool and dwell are broken in week {t + 1}")
            if duty > option.ceiling * (1 + SLACK) + SLACK:
                broken.append(f"{option.id}: too many on duty in week {t + 1}")
        if (starts[: option.lead] > SLACK).any():
            broken.append(f"{option.id}: on duty before its lead time")
    for k, hire in enumerate(problem.hires):
        cohort = np.zeros(weeks)
        for t, number in enumerate(plan.hired[k]):
            for w in range(t + hire.lead, weeks):
                cohort[w] += number * (1 - hire.attrition) ** (w - t - hire.lead)
        there += hire.output * cohort
        if (plan.hired[k] > hire.rate * (1 + SLACK) + SLACK).any():
            broken.append(f"{hire.id}: hired too fast")
        if plan.hired[k].sum() > hire.ceiling * (1 + SLACK) + SLACK:
            broken.append(f"{hire.id}: too many hired")
    off = np.abs(there - plan.there).max(initial=0.0)
    if off > 1e-3 * max(1.0, float(there.max(initial=0.0))):
        broken.append(f"the people on duty are off by {off:g}")
    return tuple(broken)
