"""Put open sites where they are nearest, among candidates that are alike but for place.

What moving people costs is small beside beds, so that a plan within its gap may open
far sites. Two candidates with the same capacity, pace and costs can change roles at no
cost but that of moving people; such swaps are made until none saves anything.
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.linear import Floats
from steelyard.plan.sites.cflp import Cflp
from steelyard.plan.sites.problem import SiteProblem
from steelyard.plan.sites.transport import Transport


def settle(problem: SiteProblem, reserved: Floats, moved: Floats) -> list[int]:
    """Return for each candidate whose role it takes, by index.

    Parameters
    ----------
    problem
        The problem.
    reserved
        Places of each site, area and period, shape (sites, areas, periods).
    moved
        People in the mean, same shape.
    """
    p = problem
    role = list(range(len(p.names)))
    room = reserved.sum(axis=1)
    # Places that stand empty in the mean count a little: they fill when need is high.
    need = 0.9 * moved.sum(axis=0) + 0.1 * reserved.sum(axis=0)
    if not p.reach.all():
        return role
    best = _haul(p, room, need, role)
    for _ in range(20):
        changed = False
        for i in range(len(role)):
            if room[role[i]].max(initial=0.0) <= 0:
                continue
            for k in range(len(role)):
                if k == i or not _alike(p, i, k):
                    continue
                trial = role.copy()
                trial[i], trial[k] = role[k], role[i]
                cost = _haul(p, room, need, trial)
                if cost < best * (1 - 1e-9) - 1e-12:
                    role, best, changed = trial, cost, True
                    break
        if not changed:
            break
    return role


def _alike(problem: SiteProblem, i: int, k: int) -> bool:
    p = problem
    rows = (p.ceiling, p.grow, p.ready, p.opening, p.closing, p.running)
    return all(bool(np.all(r[i] == r[k])) for r in rows)


def _haul(problem: SiteProblem, room: Floats, need: Floats, role: list[int]) -> float:
    p, total = problem, 0.0
    placed = room[role]
    for t, days in enumerate(p.days):
        there = placed[:, t] > 0
        if not there.any() or need[:, t].sum() <= 0:
            continue
        rooms = placed[there, t]
        short = need[:, t].sum() - rooms.sum()
        rooms = rooms * (1 + max(0.0, short) / rooms.sum() + 1e-3)
        haul = p.haul[there] * need[None, :, t]
        case = Cflp(rooms, np.zeros(len(rooms)), need[:, t], haul)
        total += days * Transport(case).at(np.ones(len(rooms), bool))[0]
    return total
