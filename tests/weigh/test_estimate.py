"""Figures from values over futures."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.weigh.estimate import drivers, estimate, quantity_step, shares


def test_median_and_two_thirds() -> None:
    """Of the numbers 0 to 600 the middle two thirds run from 100 to 500."""
    figure = estimate("x", "x", np.arange(601.0), "USD", basis={"assumed": 2.0})
    assert figure.value == 300
    assert figure.band is not None
    assert figure.band.low == pytest.approx(100)
    assert figure.band.high == pytest.approx(500)
    assert figure.basis == {"assumed": 1.0}


def test_shares() -> None:
    """Shares add up to one and nothing gives nothing."""
    assert shares({"measured": 1.0, "assumed": 3.0}) == {
        "measured": 0.25,
        "assumed": 0.75,
    }
    assert shares({}) == {}


def test_drivers_find_what_matters() -> None:
    """The strongest input comes first; noise is left out."""
    rng = np.random.default_rng(5)
    points = rng.random((2000, 4))
    values = 3 * points[:, 2] - points[:, 0] + 0.01 * rng.random(2000)
    found = drivers(points, ("a", "b", "c", "d"), values)
    assert [name for name, _ in found] == ["c", "a"]
    assert found[0][1] > 0.9
    assert found[1][1] < -0.2
    assert drivers(points, ("a", "b", "c", "d"), np.ones(2000)) == []


def test_quantity_step(tiny: Casebook) -> None:
    """A trace step spells a quantity out."""
    step = quantity_step(tiny, "guards")
    assert step.says == "guards on duty: 40 person, range 20 to 60; assumed"
    assert "prices of 2023" in quantity_step(tiny, "day_rate").says
