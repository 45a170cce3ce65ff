"""Staffing rules against published values and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from steelyard.plan.forces.erlang_a import erlang_a, least_staff
from steelyard.plan.forces.offered_load import offered_load
from steelyard.plan.forces.square_root import margin, square_root_staff, wait_limit


def test_erlang_c() -> None:
    """Without patience it is Erlang's C formula: two staff, load one, one third."""
    assert erlang_a(1, 1, 0, 2).wait == pytest.approx(1 / 3, rel=1e-9)
    assert erlang_a(10, 1, 0, 12).wait == pytest.approx(0.4494, abs=5e-5)


def test_patience_like_service_is_a_poisson_number() -> None:
    """If people leave as fast as they are served, the number present is Poisson."""
    below = sum(math.exp(-20) * 20**k / math.factorial(k) for k in range(25))
    assert erlang_a(20, 1, 1, 25).wait == pytest.approx(1 - below, rel=1e-9)


def test_who_comes_is_served_or_leaves() -> None:
    """Flow balance: arrivals = served + those who leave."""
    found = erlang_a(2000, 1.0, 0.5, 1950)
    assert 1950 * found.busy + 2000 * found.leave == pytest.approx(2000, rel=1e-9)


def test_halfin_whitt_and_garnett() -> None:
    """Published limits: margin 0.5 makes about half wait; no margin, ratio one, half."""
    assert wait_limit(0.5, 0) == pytest.approx(0.5046, abs=2e-3)
    assert wait_limit(0.0, 1.0) == pytest.approx(0.5)
    assert wait_limit(margin(0.2, 0.7), 0.7) == pytest.approx(0.2)


@pytest.mark.parametrize("load", [10, 100, 1000])
@pytest.mark.parametrize("ratio", [0.2, 1.0, 5.0])
def test_square_root_rule_is_off_by_one_at_most(load: int, ratio: float) -> None:
    """The rule is the exact answer less nobody or one."""
    exact = least_staff(load, 1.0, ratio, 0.2)
    assert 0 <= exact - square_root_staff(load, 0.2, ratio) <= 1


def test_offered_load_of_a_step() -> None:
    """After a step in arrivals the load nears its new level exponentially."""
    load = offered_load(np.array([1.0] + [3.0] * 50), 0.1, 2.0)
    time = 0.1 * np.arange(51)
    assert load == pytest.approx(1.5 - np.exp(-2 * time), rel=1e-9)
