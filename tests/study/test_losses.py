"""What does not take place, in money of the currency year."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.kit import read_kit
from steelyard.study.losses import loss_columns


def test_a_share_of_a_year_is_that_share_of_the_worth() -> None:
    """In prices of the currency year; nought and signs are kept."""
    kit = read_kit(open_casebook("sr309"))
    worth = np.array([8e11, 8e11, 9e11])
    share = {"trade": np.array([0.0, 0.1, -0.05])}
    found = loss_columns(kit, share, {"two_way_trade": worth})["loss.trade"]
    year = kit.casebook.quantities["two_way_trade"].price_year
    assert year is not None
    prices = kit.prices.factor(year)
    assert found.tolist() == pytest.approx([0.0, 8e10 * prices, -4.5e10 * prices])
