"""What an option buys, takes and needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.deflator import deflator
from steelyard.money.options import compare_options


def test_an_option(books: Casebook, costs: Callable[..., Any]) -> None:
    """1.5 million close as much of the gap, and take fifteen weeks of training."""
    found, draws = costs(books, "guard")
    wardens, _ = costs(books, "nothing")
    (option,) = compare_options(
        books, {"guard": found, "nothing": wardens}, draws, deflator(books)
    )
    guard, nothing = option.buys
    assert guard.gap_before == pytest.approx(2_036_800)
    assert guard.gap_after == pytest.approx(536_800)
    assert guard.closed == pytest.approx(1_500_000)
    assert guard.unspent == 0
    assert guard.paid_back == 0
    assert nothing.closed == 0
    assert nothing.unspent == pytest.approx(1_500_000)
    assert option.moved == pytest.approx((1.5e6, 1.5e6, 1.5e6))
    assert option.takes[0].middle == pytest.approx(15)
    assert option.needs == ("notice",)
    assert option.cites == ("transfer act 1",)
