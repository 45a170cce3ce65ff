"""Flee's measures on numbers that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.people.history import flee

TOLD = np.array([[60.0, 60.0], [30.0, 90.0]])
CAME = np.array([[50.0, 50.0], [60.0, 40.0]])


def test_relative_error_is_the_sum_over_sites_over_the_total() -> None:
    """Day one (10 + 10) / 100, day two (30 + 50) / 100: on the mean 0.5."""
    assert flee.relative(TOLD, CAME) == pytest.approx((0.2 + 0.8) / 2)


def test_rescaling_takes_away_an_error_of_the_total() -> None:
    """Day one becomes exact; day two (35 + 35) / 100, as 120 shrink to 100."""
    assert flee.rescaled(TOLD, CAME) == pytest.approx((0.0 + 0.7) / 2)


def test_days_without_people_are_left_out() -> None:
    """A day on which nobody was there has no relative error."""
    told = np.array([[5.0], [10.0]])
    assert flee.relative(told, np.array([[0.0], [20.0]])) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="nobody was there"):
        flee.relative(told, np.zeros((2, 1)))


def test_a_day_told_empty_counts_as_wrong() -> None:
    """Where nobody is told to be there, rescaling cannot help: the error is one."""
    assert flee.rescaled(np.zeros((1, 2)), CAME[:1]) == pytest.approx(1.0)


def test_counts_lie_on_straight_lines() -> None:
    """Half-way between 100 and 40 are 70."""
    line = [(10, 100.0), (20, 40.0)]
    assert flee.between(line, np.array([15.0])) == pytest.approx([70.0])
