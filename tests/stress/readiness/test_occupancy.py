"""Units that are taken, until they are reset."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.stress.readiness.occupancy import occupied


@settings(max_examples=60, deadline=None)
@given(
    level=st.lists(st.integers(0, 5), min_size=1, max_size=12),
    reset=st.lists(st.integers(0, 9), min_size=1, max_size=4),
    more=st.integers(0, 8),
)
def test_as_much_as_at_most_within_the_reset(
    level: list[int], reset: list[int], more: int
) -> None:
    """On each day: the highest of that day and the days of reset before it."""
    rows = np.array([level] * len(reset), dtype=np.float32)
    days = len(level) + more
    got = occupied(rows, np.array(reset), days)
    padded = level + [0] * more
    for f, back in enumerate(reset):
        want = [max(padded[max(d - back, 0) : d + 1]) for d in range(days)]
        assert got[f].tolist() == want


def test_too_few_days() -> None:
    """Days must hold the mission."""
    with pytest.raises(ValueError, match="2 days are wanted"):
        occupied(np.zeros((1, 3), np.float32), np.array([0]), 2)
