"""Aircraft at work and left."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.stress.readiness.flights import aircraft_days, margin, stagger


def f32(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_by_hand() -> None:
    """25 hours at 12.5 each are two aircraft; 100 x 0.7 - 60 - 2 leaves 8."""
    taken = aircraft_days(f32(25)[None, :], f32(12.5))
    assert taken.tolist() == [[2]]
    assert margin(f32(100), f32(0.7), f32(60), taken)[0, 0] == pytest.approx(8)
    with pytest.raises(ValueError, match="more than no hours"):
        aircraft_days(taken, f32(0))


@settings(max_examples=60, deadline=None)
@given(
    work=st.lists(st.integers(0, 9), min_size=1, max_size=15),
    cap=st.integers(0, 9),
)
def test_staggered_work_is_done_or_waits(work: list[int], cap: int) -> None:
    """No day is above the cap, nothing is lost, nothing is done before its day."""
    row = np.array([work], dtype=np.float32)
    spread, waiting = stagger(row, f32(cap))
    assert spread.max() <= cap
    assert spread.sum() + waiting.sum() == sum(work)
    assert (np.cumsum(spread) <= np.cumsum(row)).all()


def test_a_cap_below_zero() -> None:
    """It is refused."""
    with pytest.raises(ValueError, match="below zero"):
        stagger(np.zeros((1, 1), np.float32), f32(-1))
