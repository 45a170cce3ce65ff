"""Sites over periods and scenarios: against enumeration, limits kept, conflicts named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.plan.sites.explain import conflict
from steelyard.plan.sites.problem import SiteProblem, Weighing
from steelyard.plan.sites.robust import NoPlanError, choose
from steelyard.plan.sites.verify import places, verify


def problem(sites: int = 4, periods: int = 2, scenarios: int = 3) -> SiteProblem:
    rng = np.random.default_rng(7)
    demand = rng.uniform(500, 2500, (scenarios, 2, periods))
    return SiteProblem(
        tuple(f"s{i}" for i in range(sites)),
        ("a", "b"),
        np.full(periods, 90.0),
        demand,
        1000.0,
        np.array([3000.0, 2000.0, 4000.0, 2500.0])[:sites],
        np.full((sites, periods), 10.0),
        np.full((sites, periods), 0.95),
        rng.uniform(5e6, 30e6, sites),
        np.full(sites, 1e6),
        np.full(sites, 5e4),
        2e6,
        2e5,
        rng.uniform(1, 20, (sites, 2)),
        np.ones((sites, 2), bool),
        Weighing(0.3, 0.5, 0.9, 2000.0),
    )


@pytest.mark.parametrize("criterion", ["mean and tail", "least worst", "least regret"])
def test_bound_and_limits(criterion: str) -> None:
    """The bound never exceeds the plan, and the checker finds nothing broken."""
    plan = choose(problem(), criterion, gap=0.001)  # type: ignore[arg-type]
    assert plan.bound <= plan.objective + 1e-6
    assert verify(problem(), plan).problems == ()


def test_one_period_against_enumeration() -> None:
    """With whole modules written out, no combination is cheaper than plan or bound."""
    case = problem(3, 1, 1)
    plan = choose(case, gap=0.0001)
    best = np.inf
    for a in range(4):
        for b in range(3):
            for c in range(5):
                n = np.array([a, b, c], float)[:, None]
                trial = replace_plan(case, plan, n)
                best = min(best, cost(case, trial))
    assert plan.bound <= best * (1 + 1e-9)
    assert plan.objective == pytest.approx(best, rel=0.005)


def replace_plan(case, plan, modules):  # type: ignore[no-untyped-def]
    return replace(plan, modules=modules, open=(modules > 0).astype(float))


def cost(case, plan):  # type: ignore[no-untyped-def]
    found = verify(case, plan)
    if any("need is met" in p for p in found.problems):
        return np.inf
    days = float(case.days[0])
    opened = plan.open[:, 0]
    first = opened @ (case.opening + case.closing + case.running * days)
    first += plan.modules.sum() * (case.build + case.upkeep * days)
    lack = found.unmet * float(case.demand.sum()) * days * case.weighing.unmet
    return first + found.moving + lack * (1 + case.weighing.tail_weight)


def test_standards_are_never_exceeded() -> None:
    """Nobody is reserved a place beyond what ground, staff and modules allow."""
    case = problem()
    plan = choose(case, gap=0.01)
    room = places(case, plan)
    assert (plan.reserved.sum(axis=1) <= room + 1e-3).all()
    assert (room <= case.ceiling[:, None]).all()


def test_conflict_is_the_smallest() -> None:
    """Too few sites for the service level: those two and the standards are named."""
    case = replace(problem(), most=1, demand=2 * problem().demand)
    with pytest.raises(NoPlanError, match="no plan keeps to all limits"):
        choose(case)
    named = conflict(case)
    assert len(named) == 3
    assert "the number of sites" in named
    far = replace(problem(), reach=np.zeros((4, 2), bool))
    assert set(conflict(far)) == {
        "the farthest haul",
        "the least share of need that must be met",
    }


@pytest.mark.parametrize("key", ["opening", "ceiling", "demand"])
def test_negative_numbers_are_refused(key: str) -> None:
    """A negative cost, capacity or need never reaches the solver."""
    case = problem()
    with pytest.raises(ValueError, match=key):
        replace(case, **{key: -getattr(case, key)})
