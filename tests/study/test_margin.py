"""The factor on people planned for, against a pencil."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.study.margin import MOST, STEP, needed


def test_the_factor_of_a_fluid() -> None:
    """60 a day and then none, 45 seats a day as long: 1.3 times, as above."""
    come = np.where(np.arange(181) < 100, 60.0, 0.0)[None]
    wanted, seats = np.cumsum(come, axis=1), 0.75 * come
    left = np.cumsum(seats, axis=1)
    assert needed(wanted, left, seats, 10, 0.95) == pytest.approx(1.3, abs=1e-6)
    assert needed(wanted, wanted, seats, 10, 0.95) == 1.0
    assert needed(wanted, left, come, 10, 0.95) == STEP
    assert needed(wanted, 0 * left, 0 * seats, 10, 0.95) == MOST


def test_a_fluid_that_is_late_less_often_is_asked_for_more() -> None:
    """Where twice as many are late as the fluid says, it may be late half as often."""
    come = np.where(np.arange(181) < 100, 60.0, 0.0)[None]
    wanted, seats = np.cumsum(come, axis=1), 0.75 * come
    fluid = np.cumsum(seats, axis=1)
    late = 1.0 - 1890 / 6000
    worse = np.minimum(fluid, 6000 * (1 - 1.25 * late))
    factor = needed(wanted, worse, seats, 10, 0.95)
    share = 1.0 - 0.5 * 0.05 * late / (1.25 * late)
    assert factor == pytest.approx(share / 0.75, abs=1e-6)
