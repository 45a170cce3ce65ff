"""Forces: against the programme written out; dwell; no clairvoyance; intervals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.plan.forces.benders import solve_forces
from steelyard.plan.forces.curves import reserve_curve
from steelyard.plan.forces.extensive import solve_extensive
from steelyard.plan.forces.problem import ForceProblem, Hire, Option, Reserve, Worth
from steelyard.plan.forces.recourse import recourse
from steelyard.plan.forces.sample_average import sample_bound
from steelyard.plan.forces.trigger import Trigger, sent
from steelyard.plan.forces.verify import verify
from steelyard.plan.scenarios import Arrivals, draw

NEED = Arrivals(1000, 0.2, 5, 0.8, 0.3, 2.0, 0.6, 0.4, 3, 6)


def problem(count: int = 30, seed: int = 1, weeks: int = 20) -> ForceProblem:
    need = draw(NEED, weeks, count, np.random.default_rng(seed))
    return ForceProblem(
        weeks,
        (
            Option("a", 2000, 1000, 8, 2, 1.0, 2500, 800),
            Option("b", 2600, 0, 6, 4, 2.0, 1500),
        ),
        (Hire("h", 3000, 5000, 10, 0.01, 20, 200, 1.2),),
        Reserve(300, 2500, 500, "a"),
        np.full(weeks, 300.0),
        need,
        sent(Trigger(1.1, 0.4, 2, 3), need),
        Worth(6000, 3000, 0.8),
    )


@pytest.mark.parametrize("seed", range(4))
def test_same_value_as_written_out(seed: int) -> None:
    """Two independent ways to solve it agree, and the bound lies below."""
    case = problem(seed=seed)
    plan, whole = solve_forces(case, 1e-6), solve_extensive(case)
    assert plan.objective == pytest.approx(whole.objective, rel=1e-5)
    assert plan.bound <= whole.objective * (1 + 1e-7)
    assert verify(case, plan) == ()


def test_newsvendor() -> None:
    """One week, one option, no tail: the critical fractile (Arrow and others 1951)."""
    need = np.arange(1.0, 101.0)[:, None]
    case = ForceProblem(
        1,
        (Option("a", 25.0, tour=1),),
        (),
        None,
        np.zeros(1),
        need,
        np.zeros((100, 1)),
        Worth(100.0),
    )
    plan = solve_forces(case, 1e-9)
    assert 74.99 <= plan.there[0] <= 76.01


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 10), st.floats(0, 3), st.floats(100, 3000), st.integers(0, 1000))
def test_dwell_is_respected(tour: int, dwell: float, pool: float, seed: int) -> None:
    """Nobody is on tour or in dwell beyond the pool, whatever the numbers."""
    case = problem(10, seed)
    first = Option("a", 2000, 0, tour, 1, dwell, pool)
    held = replace(case, options=(first, case.options[1]))
    plan = solve_forces(held)
    assert verify(held, plan) == ()
    assert plan.bound <= plan.objective * (1 + 1e-9)


def test_slope_is_that_of_the_value() -> None:
    """The subgradient matches a difference quotient where the value is smooth."""
    case = problem(200)
    there = np.full(20, 700.37)
    at = recourse(case, there, 123.4)
    for week in (0, 7, 19):
        step = np.zeros(20)
        step[week] = 1e-4
        up = recourse(case, there + step, 123.4).value
        assert (up - at.value) / 1e-4 == pytest.approx(at.by_week[week], rel=1e-3)


def test_rule_sees_only_the_past() -> None:
    """What happens from a week on changes nothing before that week and the lead."""
    need = draw(NEED, 20, 5, np.random.default_rng(0))
    usual = np.full(20, 1000.0)
    rule = Trigger(1.1, 0.4, 3, 2)
    later = need.copy()
    later[:, 10:] *= 5
    one, other = sent(rule, need, usual), sent(rule, later, usual)
    assert np.array_equal(one[:, :13], other[:, :13])
    assert (other[:, 13:] >= one[:, 13:]).all()


def test_reserve_is_worth_less_and_less() -> None:
    """The worth of a reserve is concave in its size."""
    worth = [p.worth for p in reserve_curve(problem(100), 5)]
    steps = np.diff(worth)
    assert (np.diff(steps) <= 0.003 * max(worth) + 1).all()


def test_sample_bound_holds_the_truth() -> None:
    """The interval covers the gap to the best plan for a large sample."""
    plan = solve_forces(problem(200, 50))
    found = sample_bound(lambda i, n: problem(n, 100 + i), plan, 6, 200, 4000)
    large = problem(4000, 999)
    best = solve_forces(large).bound
    value = recourse(large, plan.there, plan.reserve, slopes=False).value
    assert found.gap_high >= plan.first + value - best
    assert found.lower_error > 0
