"""Rates of past operations, back-tests that leave the own family out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.backtest import backtests
from steelyard.money.deflator import deflator
from steelyard.money.rates import implied, planned
from steelyard.money.second import second_estimate

QUANTITIES = """
  old_people: {value: 10, unit: person, basis: measured, source: [rates]}
  old_days: {value: 100, unit: day, basis: measured, source: [rates]}
  old_cost: {value: 300000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  new_cost: {value: 400000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
"""
SPENT = (
    "used: [{kind: person_days, status: soldier, amount: old_people, days: old_days}]"
)
BUDGET = f"""
operations:
  - {{id: flood, title: Flood, family: a, since: 2020-01-01, until: 2020-06-01, {SPENT}, cost: old_cost}}
  - {{id: storm, title: Storm, family: b, since: 2021-01-01, until: 2021-06-01, {SPENT}, cost: new_cost}}
derived:
  day_rate: [flood]
"""


@pytest.fixture
def past(make: Callable[..., Casebook]) -> Casebook:
    """Two operations of 1,000 person-days; day_rate was taken from the first."""
    return make(quantities=QUANTITIES, budget=BUDGET)


def test_rates(past: Casebook) -> None:
    """300 and 400 a day by the operations, 208 by the planning rate."""
    prices = deflator(past)
    assert {r.name: r.middle for r in implied(past, prices)} == {
        "flood": 300.0,
        "storm": 400.0,
    }
    rate = next(r for r in planned(past, prices) if r.name == "day_rate")
    assert rate.middle == pytest.approx(208)
    assert (rate.low, rate.high) == pytest.approx((156, 312))
    assert rate.families == {"a"}


def test_the_own_family_is_left_out(past: Casebook) -> None:
    """The flood is predicted by the storm alone: 400,000 for 300,000."""
    flood, storm = backtests(past, deflator(past))
    assert flood.rates == ("storm",)
    assert set(flood.left_out) == {"day_rate", "flood"}
    assert flood.error == pytest.approx(1 / 3)
    assert flood.inside is False
    assert set(storm.rates) == {"day_rate", "flood"}
    assert storm.predicted == pytest.approx(254_000)
    assert storm.error == pytest.approx(-0.365)


def test_no_rate_from_elsewhere_is_no_prediction(
    make: Callable[..., Casebook],
) -> None:
    """With one family only, the operation is untested, and says so."""
    alone = make(quantities=QUANTITIES, budget=BUDGET.replace("family: b", "family: a"))
    for test in backtests(alone, deflator(alone)):
        assert test.predicted is None
        assert "no rate from elsewhere for person_days soldier" in test.note


def test_second_estimate_is_apart_from_the_first(
    past: Casebook, costs: Callable[..., Any]
) -> None:
    """Guards are priced by the storm, not by the flood their own rate came from."""
    found, _ = costs(past, "guard")
    second = second_estimate(past, "guard", found, deflator(past))
    assert second.analogies == ("storm",)
    assert second.second == pytest.approx(40 * 365 * 400)
    assert second.difference == pytest.approx(400 / 208 - 1)
    assert second.not_covered == ("A2.wardens",)
    assert second.covered == pytest.approx(3_036_800 / (3_036_800 + 273_750))


def test_a_bound_is_no_test_of_range(make: Callable[..., Casebook]) -> None:
    """A cost that is known to be short cannot lie inside or outside."""
    text = BUDGET.replace("cost: old_cost}", "cost: old_cost, bound: at_least}")
    flood, _ = backtests(
        casebook := make(quantities=QUANTITIES, budget=text), deflator(casebook)
    )
    assert flood.inside is None
