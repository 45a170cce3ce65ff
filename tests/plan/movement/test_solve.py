"""Plans and bounds against the whole mixed-integer programme, solved to the end."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from steelyard.plan.movement.checker import check
from steelyard.plan.movement.instance import Instance
from steelyard.plan.movement.solve import Effort, solve
from steelyard.plan.movement.whole import programme

spec = importlib.util.spec_from_file_location(
    "small", Path(__file__).with_name("conftest.py")
)
assert spec
assert spec.loader
small_module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small_module)
make = small_module.make

EFFORT = Effort(first=50, steps=600, climbs=10, rounds=60, tolerance=1e-5, target=1e-6)


def optimum(instance: Instance) -> float:
    """Return the least cost, USD, by a solver that shares nothing with the method."""
    p = programme(instance)
    found = milp(
        p.cost,
        constraints=LinearConstraint(p.matrix, p.low, p.high),
        integrality=p.whole.astype(int),
        bounds=Bounds(0, np.inf),
        options={"mip_rel_gap": 1e-7, "time_limit": 60},
    )
    assert found.status == 0, found.message
    return float(found.fun) * 1e3


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("slack", [0.8, 1.5])
def test_the_bound_is_below_and_the_plan_near_the_optimum(
    seed: int, slack: float
) -> None:
    """Bound <= optimum <= plan, on slack and on tight fleets."""
    instance = make(seed, slack=slack)
    found = solve(instance, effort=EFFORT)
    assert found is not None
    best = optimum(instance)
    assert found.bound <= best * (1 + 1e-6)
    assert found.objective >= best * (1 - 1e-6)
    assert found.objective <= best * 1.05


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    slack=st.floats(0.5, 2.0),
    destinations=st.integers(1, 5),
    days=st.integers(2, 30),
    period=st.integers(1, 9),
    free=st.booleans(),
    floor=st.floats(0.0, 0.6),
    parking=st.floats(2.0, 60.0),
    total=st.integers(10, 400),
)
def test_every_plan_holds_and_costs_at_least_the_bound(  # noqa: PLR0917
    seed: int,
    slack: float,
    destinations: int,
    days: int,
    period: int,
    free: bool,
    floor: float,
    parking: float,
    total: int,
) -> None:
    """Whatever the instance: the checker finds nothing, and agrees on the cost."""
    instance = make(seed, destinations, days, slack=slack, floor=floor)
    limited = {instance.queues[0].country: total}
    instance = replace(
        instance,
        period=min(period, days),
        free=np.full(len(instance.fleets), free),
        ground={"HUB1": parking, instance.queues[0].destination: parking},
        in_all=limited,
    )
    found = solve(instance, effort=Effort(first=20, steps=60, climbs=5, rounds=8))
    if found is None:
        return
    checked = check(instance, found.found)
    assert checked.problems == ()
    assert checked.cost == pytest.approx(found.objective, rel=1e-9, abs=1e-3)
    assert found.bound <= found.objective * (1 + 1e-9)


def test_one_queue_alone_is_solved_exactly() -> None:
    """With aircraft in plenty the recursion is exact: no gap is left."""
    instance = make(3, destinations=1, days=20, slack=30.0, floor=0.0)
    found = solve(instance, effort=EFFORT)
    assert found is not None
    assert found.gap < 1e-6


def test_the_same_seed_gives_the_same_plan() -> None:
    """Nothing depends on the clock, or on how the cores share the work."""
    first, second = (solve(make(5), effort=EFFORT) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.objective == second.objective
    assert first.bound == second.bound
    assert (first.found.flights == second.found.flights).all()


def test_a_time_limit_ends_the_search_with_its_best_plan() -> None:
    """It says so, and the plan still holds."""
    instance = make(6, destinations=5, days=30, slack=0.9)
    found = solve(instance, seconds=2.0, effort=Effort(target=-1.0))
    assert found is not None
    assert found.timed_out
    assert check(instance, found.found).feasible


def test_a_floor_above_the_fleet_has_no_plan() -> None:
    """Not even doing nothing keeps it."""
    instance = make(1)
    kinds = tuple(replace(k, floor=k.available + 1) for k in instance.fleets)
    assert solve(replace(instance, fleets=kinds), effort=EFFORT) is None
