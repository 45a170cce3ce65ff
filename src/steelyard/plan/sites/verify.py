"""Check a plan of sites without the programme that made it.

Each scenario is served anew from the places that the plan has, at the least cost of
moving people, so that neither the rows nor the objective are trusted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.linear import Floats, Program
from steelyard.plan.sites.problem import SitePlan, SiteProblem

SLACK = 1e-6


@dataclass(frozen=True)
class Verified:
    """What the check found.

    Attributes
    ----------
    problems
        Limits that are broken, in words; none if the plan is sound.
    unmet
        Share of need without a place, in the mean, when all places are used as well as
        they can be.
    moving
        Cost of moving people then, in the mean.
    """

    problems: tuple[str, ...]
    unmet: float
    moving: float


def places(problem: SiteProblem, plan: SitePlan) -> Floats:
    """Return the places of each site and period, shape (sites, periods)."""
    p = problem
    before = np.column_stack([np.zeros(len(p.names)), plan.open[:, :-1]])
    opened = np.maximum(plan.open - before, 0.0)
    late = (1 - p.ready) * np.minimum(p.grow, p.modules[:, None])
    by_module = p.module * np.maximum(plan.modules - late * opened, 0.0)
    return np.minimum(by_module, p.ceiling[:, None] * plan.open)


def verify(problem: SiteProblem, plan: SitePlan) -> Verified:
    """Check it."""
    p = problem
    room, broken = places(p, plan), []
    over = plan.reserved.sum(axis=1) - room
    for i, t in zip(*np.nonzero(over > SLACK * 1e3), strict=True):
        broken.append(f"{p.names[i]} reserves more than it may hold in period {t + 1}")
    before = np.column_stack([np.zeros(len(p.names)), plan.modules[:, :-1]])
    fast = plan.modules - before > p.grow + SLACK
    for i, t in zip(*np.nonzero(fast), strict=True):
        broken.append(f"{p.names[i]} grows too fast in period {t + 1}")
    times = np.maximum(np.diff(plan.open, axis=1, prepend=0.0), 0.0).sum(axis=1)
    broken += [f"{p.names[i]} opens twice" for i in np.flatnonzero(times > 1.5)]
    count = int((times > 0.5).sum())
    if p.most is not None and count > p.most:
        broken.append(f"{count} sites open, at most {p.most} may")
    lack, whole, moving = 0.0, 0.0, 0.0
    for demand in p.demand:
        for t, days in enumerate(p.days):
            missing, cost = _serve(p, demand[:, t], room[:, t])
            lack, whole = lack + missing * days, whole + demand[:, t].sum() * days
            moving += cost * days
    share = float(lack / whole) if whole else 0.0
    if share > 1 - p.weighing.service + 1e-4:
        broken.append(f"only {1 - share:.1%} of need is met")
    return Verified(tuple(broken), share, float(moving) / len(p.demand))


def _serve(problem: SiteProblem, need: Floats, room: Floats) -> tuple[float, float]:
    """Return the people without a place and the cost of moving the others."""
    p, program = problem, Program()
    far = 10 * (1.0 + float(p.haul.max()))
    high = np.where(p.reach, np.inf, 0.0)
    x = program.add(p.haul.shape, p.haul, high=high)
    lack = program.add(need.shape, far)
    held = np.column_stack([x.T, lack])
    program.row([(held, 1.0)], low=need, high=need)
    program.row([(x, 1.0)], high=room)
    answer = program.solve()
    missing = float(answer.x[lack].sum())
    return missing, answer.objective - far * missing
