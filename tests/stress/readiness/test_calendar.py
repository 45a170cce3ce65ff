"""Training calendars and reliefs, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.readiness.calendar import in_relief, training_share

ONE = np.ones(1, dtype=np.float32)


def test_training_takes_its_months() -> None:
    """A quarter of the units train on the days of June, nobody on others."""
    months = [5, 6, 6, 7]
    share = np.array([0.25, 0.5], dtype=np.float32)
    found = training_share(months, [6], share)
    assert found.tolist() == [[0, 0.25, 0.25, 0], [0, 0.5, 0.5, 0]]


def test_both_are_away_at_a_relief() -> None:
    """From day 2 on, every 5 days, two units more for 2 days."""
    found = in_relief(2 * ONE, 5 * ONE, 2 * ONE, 2 * ONE, 10)
    assert found[0].tolist() == [0, 0, 2, 2, 0, 0, 0, 2, 2, 0]


def test_reliefs_in_the_long_run() -> None:
    """Over many tours the mean is units x overlap over tour (renewal reward)."""
    found = in_relief(ONE, 270 * ONE, 27 * ONE, 0 * ONE, 27_000)
    assert found.mean() == pytest.approx(0.1)


def test_a_tour_of_nothing() -> None:
    """Reliefs more often than daily are refused."""
    with pytest.raises(ValueError, match="a day or more"):
        in_relief(ONE, 0 * ONE, ONE, ONE, 5)
