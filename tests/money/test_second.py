"""A second estimate by analogy."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.money.rates import cost_of, price_of
from steelyard.money.second import second_estimate
from steelyard.study.costed import Costed, costed


@pytest.fixture(scope="module")
def sr309() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def whole(sr309: Casebook) -> Costed:
    """The civil course and that of detention and airlift."""
    return costed(sr309, ["civil", "detention-airlift"], 32, 1)


def test_things_bought_at_once_by_hand(sr309: Casebook, whole: Costed) -> None:
    """Scanners: their cost over their price, times the price of FY2019."""
    found = [x for x in whole.lines["civil"] if x.use.rate == "scanner_price"]
    second = second_estimate(sr309, "civil", found, whole.prices)
    assert sr309.budget is not None
    past = next(o for o in sr309.budget.operations if o.id == "scanners-2019")
    each = cost_of(sr309, past, whole.prices) / 123
    first = sum(float(x.cost.sum(axis=1).mean()) for x in found)
    own = price_of(sr309, "scanner_price", whole.prices)
    assert second.covered == pytest.approx(1.0)
    assert second.second == pytest.approx(first / own * each)
    assert second.analogies == ("scanners-2019",)


def test_civil_staff_and_flights_have_an_analogy(
    sr309: Casebook, whole: Costed
) -> None:
    """Agents, officers, judges and C-17 hours are priced again; charters are not."""
    civil = second_estimate(sr309, "civil", whole.lines["civil"], whole.prices)
    assert {"border-patrol-2017", "immigration-courts-2018"} <= set(civil.analogies)
    assert "bp-agents.agents" not in civil.not_covered
    lift = whole.lines["detention-airlift"]
    airlift = second_estimate(sr309, "detention-airlift", lift, whole.prices)
    assert "removal-flights-2025" in airlift.analogies
    flown = [x for x in lift if x.use.rate == "c17_hour"]
    only = second_estimate(sr309, "detention-airlift", flown, whole.prices)
    hours = sum(float(np.mean(x.amount)) for x in flown)
    assert only.second == pytest.approx(hours * 21.1e6 / (10.3 * 78), rel=1e-3)
