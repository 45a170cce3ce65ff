"""Ways to weigh scenarios: mean with its worst part, least worst, least regret.

References
----------
Rockafellar and Uryasev (2000), see `steelyard.plan.forces.recourse`. Kouvelis, P. and
Yu, G. (1997). Robust discrete optimization and its applications. Kluwer.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Literal, TypeAlias

import numpy as np

from steelyard.plan.linear import Answer, Floats
from steelyard.plan.sites.problem import MONEY, PEOPLE, SitePlan, SiteProblem, scaled
from steelyard.plan.sites.program import Built, build, first_cost
from steelyard.plan.sites.twins import settle

Criterion: TypeAlias = Literal["mean and tail", "least worst", "least regret"]
CRITERIA: tuple[Criterion, ...] = ("mean and tail", "least worst", "least regret")


class NoPlanError(Exception):
    """No plan exists, or none was found; says which."""


def choose(
    problem: SiteProblem,
    criterion: Criterion = "mean and tail",
    gap: float = 0.01,
    seconds: float | None = None,
    nodes: int | None = None,
) -> SitePlan:
    """Choose sites.

    Modules need not be whole at first, which gives the bound; with the sites and
    periods found, they are made whole.

    Parameters
    ----------
    problem
        The problem.
    criterion
        `mean and tail` adds the weighted mean of the worst scenarios to the mean of
        all; `least worst` looks at the costliest scenario alone; `least regret` at the
        greatest excess over what each scenario would cost if it were known.
    gap
        Relative gap at which to stop.
    seconds, nodes
        Limits on time, or on the search tree where results must not depend on the
        machine.

    Raises
    ------
    NoPlanError
        If the limits contradict each other, or nothing was found in time.
    """
    began = time.perf_counter()
    small = scaled(problem)
    known = None
    if criterion == "least regret":
        known = foresight(small, gap, seconds, nodes)
    built = build(small, whole=False)
    weigh(small, built, criterion, known)
    spent = time.perf_counter() - began
    left = None if seconds is None else max(0.5, 0.8 * (seconds - spent))
    answer = built.program.solve(gap=gap, seconds=left, nodes=nodes)
    if answer.status == "infeasible":
        raise NoPlanError("no plan keeps to all limits")
    if not len(answer.x):
        raise NoPlanError("no plan was found in the time given")
    final, rounded = _whole(small, built, answer.x, criterion, known, nodes)
    seconds_all = time.perf_counter() - began
    bound = answer.bound * MONEY
    return read_plan(problem, rounded, final, bound, criterion, seconds_all)


def _whole(
    problem: SiteProblem,
    loose: Built,
    x: Floats,
    criterion: Criterion,
    known: Floats | None,
    nodes: int | None,
) -> tuple[Answer, Built]:
    """Make the modules whole, with the sites and periods of a plan.

    Sites that are alike but for their place change roles first where that saves moves.
    """
    built = build(problem, whole=True)
    weigh(problem, built, criterion, known)
    shape = (*problem.haul.shape, len(problem.days))
    reserved, moved = np.zeros(shape), np.zeros(shape)
    reserved[loose.pairs] = np.maximum(x[loose.reserved], 0.0)
    moved[loose.pairs] = np.maximum(x[loose.moved], 0.0)
    role = settle(problem, reserved, moved)
    for block, values in ((0, x[loose.opens]), (1, x[loose.stands])):
        fixed = np.rint(values)[role].ravel()
        built.program.low[block] = fixed
        built.program.high[block] = fixed
    limit = None if nodes is None else 50
    answer = built.program.solve(gap=0.001, nodes=limit, seconds=None if nodes else 20)
    if not len(answer.x):
        raise NoPlanError("no plan with whole modules was found")
    return answer, built


def foresight(
    problem: SiteProblem, gap: float, seconds: float | None, nodes: int | None
) -> Floats:
    """Return what each scenario would cost if it were known, as proven bounds.

    With bounds rather than plans the regret that is reported is never too low.
    """
    bounds = []
    for demand in problem.demand:
        alone = replace(problem, demand=demand[None])
        built = build(alone, whole=False)
        weigh(alone, built, "least worst", None)
        share = None if seconds is None else seconds / (2 * len(problem.demand))
        answer = built.program.solve(gap=gap, seconds=share, nodes=nodes)
        if answer.status == "infeasible":
            raise NoPlanError("no plan keeps to all limits in one of the scenarios")
        bounds.append(answer.bound)
    return np.array(bounds)


def weigh(
    problem: SiteProblem, built: Built, criterion: Criterion, known: Floats | None
) -> None:
    """Add the objective over scenarios to that of what is decided before."""
    program, scenarios = built.program, len(problem.demand)
    lack = np.broadcast_to(problem.weighing.unmet * problem.days, built.unmet.shape)
    ones = np.ones(scenarios)
    flat = (built.unmet.reshape(scenarios, -1), -lack.reshape(scenarios, -1))
    if criterion == "mean and tail":
        mean = program.add((1,), 1.0)
        whole = (built.unmet.reshape(1, -1), -lack.reshape(1, -1) / scenarios)
        program.row([(mean, [1.0]), whole], low=0.0)
        weight, share = problem.weighing.tail_weight, problem.weighing.tail_share
        if weight > 0:
            level = program.add((1,), weight)
            excess = program.add((scenarios,), weight / (share * scenarios))
            terms = [(excess, ones), (np.repeat(level, scenarios), ones), flat]
            program.row(terms, low=0.0)
        return
    # The first stage is the same in all scenarios and stays in the objective, so that
    # only unmet need, and for regret the cost under foresight, differ.
    worst = program.add((1,), 1.0, low=-np.inf)
    low = np.zeros(scenarios) if known is None else -known
    program.row([(np.repeat(worst, scenarios), ones), flat], low=low)


def read_plan(
    problem: SiteProblem,
    built: Built,
    answer: Answer,
    bound: float,
    criterion: str,
    seconds: float,
) -> SitePlan:
    """Return the plan in people and money, costed anew from its parts."""
    x, p = answer.x, problem
    site, area = built.pairs
    shape = (len(p.names), len(p.areas), len(p.days))
    reserved, moved = np.zeros(shape), np.zeros(shape)
    reserved[site, area] = np.maximum(x[built.reserved] * PEOPLE, 0.0)
    moved[site, area] = np.maximum(x[built.moved] * PEOPLE, 0.0)
    unmet = np.maximum(x[built.unmet] * PEOPLE, 0.0)
    parts = first_cost(problem, built, x)
    parts["moving people"] = float((moved * p.haul[:, :, None] * p.days).sum())
    whole = sum(parts.values())
    lack = (unmet * p.days).sum(axis=(1, 2)) * p.weighing.unmet
    parts["weight of unmet need"] = float(lack.mean())
    return SitePlan(
        np.rint(x[built.stands]),
        np.rint(x[built.modules]),
        reserved,
        moved,
        unmet,
        answer.objective * MONEY,
        min(bound, answer.objective * MONEY),
        seconds,
        answer.status,
        criterion,
        parts,
        whole + lack,
    )
