"""Whole cents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.money.cents import add, at_rank, share_of, to_cents, usd


@given(st.integers(0, 2**53))
def test_cents_come_back(cents: int) -> None:
    """An amount of whole cents survives the way over dollars within a cent."""
    back = int(to_cents(np.array([cents / 100.0]))[0]) if cents < 2**53 else cents
    assert abs(back - cents) <= 1


@pytest.mark.parametrize("bad", [-0.02, np.nan, np.inf, 1e15])
def test_what_cannot_be_booked(bad: float) -> None:
    """Negative, not finite and too large amounts are refused."""
    with pytest.raises(ValueError, match="amount"):
        to_cents(np.array([bad]))


def test_share_rounds_down() -> None:
    """A share never gives more than it should."""
    assert share_of(np.array([101]), 0.5).tolist() == [50]
    with pytest.raises(ValueError, match="share"):
        share_of(np.array([1]), 1.5)


def test_words() -> None:
    """Dollars and cents, with the sign before."""
    assert usd(123456705) == "1,234,567.05"
    assert usd(-5) == "-0.05"


def test_sum_and_rank() -> None:
    """No amounts are nothing; a rank is one of the values."""
    assert add((), 2).tolist() == [0, 0]
    assert at_rank(np.array([100, 300, 200]), 70) == 3.0
