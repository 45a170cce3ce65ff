"""A contingency that begins on a day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.stress.readiness.sweep import bands, sweep


def f32(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


TAKEN = np.array([[0, 3, 3, 3, 0, 0, 0, 0]], dtype=np.float32)


def test_by_hand() -> None:
    """Five ready, four needed within a day; three are away on days 1 to 3."""
    got = sweep(f32(5), TAKEN, f32(4), np.array([1]), None, 5)
    assert got.shortfall[:, 0].tolist() == [2, 2, 2, 0, 0]
    assert got.delay[:, 0].tolist() == [3, 2, 1, 0, 0]
    assert got.without.tolist() == [0]


def test_recall_shortens_the_wait() -> None:
    """Units that can be taken off in two days are one day late; in one, in time."""
    late = sweep(f32(5), TAKEN, f32(4), np.array([1]), np.array([2]), 5)
    assert late.delay[:, 0].tolist() == [1, 1, 1, 0, 0]
    assert late.shortfall[:, 0].tolist() == [2, 2, 2, 0, 0]
    prompt = sweep(f32(5), TAKEN, f32(4), np.array([1]), np.array([1]), 5)
    assert prompt.shortfall.sum() == 0


def test_what_is_missing_anyhow_is_not_the_missions() -> None:
    """Five for a need of nine: four are missing without the mission."""
    got = sweep(f32(5), TAKEN, f32(9), np.array([1]), None, 5)
    assert got.without.tolist() == [4]
    assert got.shortfall[:, 0].tolist() == [7, 7, 7, 4, 4]
    assert got.delay[:, 0].tolist() == [3, 2, 1, 0, 0]


@settings(max_examples=60, deadline=None)
@given(
    taken=st.lists(st.integers(0, 6), min_size=10, max_size=10),
    ready=st.integers(-2, 8),
    need=st.integers(0, 9),
    within=st.integers(0, 4),
)
def test_against_a_plain_count(
    taken: list[int], ready: int, need: int, within: int
) -> None:
    """Shortfall and delay agree with counting day by day."""
    days, starts = 10, 6
    row = np.array([taken], dtype=np.float32)
    got = sweep(f32(ready), row, f32(need), np.array([within]), None, starts)
    have = max(ready, 0)
    target = min(need, have)
    for t in range(starts):
        d = t + within
        left = have - taken[d]
        assert got.shortfall[t, 0] == max(need - max(left, 0), 0)
        later = [e for e in range(d, days) if have - taken[e] >= target]
        want = (later[0] if later else days) - d if left < target else 0
        assert got.delay[t, 0] == want


def test_a_mission_never_shortens_a_shortfall() -> None:
    """With common draws, more taken is never less missing."""
    rng = np.random.default_rng(3)
    taken = rng.random((50, 60)).astype(np.float32) * 4
    ready, need = f32(*rng.random(50) * 6), f32(*rng.random(50) * 6)
    within = rng.integers(0, 5, 50)
    less = sweep(ready, taken / 2, need, within, None, 50)
    more = sweep(ready, taken, need, within, None, 50)
    assert (more.shortfall >= less.shortfall - 1e-5).all()
    assert (more.shortfall >= more.without[None, :] - 1e-5).all()


def test_shapes_that_do_not_fit() -> None:
    """Too few days and a wrong length are named."""
    with pytest.raises(ValueError, match="730 starts need as many days"):
        sweep(f32(1), TAKEN, f32(1), np.array([1]))
    with pytest.raises(ValueError, match=r"need has shape \(2,\)"):
        sweep(f32(1), TAKEN, f32(1, 2), np.array([1]), None, 2)


def test_bands_are_nearest_ranks() -> None:
    """Of six futures: the first, third and fifth."""
    values = f32(6, 5, 4, 3, 2, 1)[None, :]
    assert bands(values).tolist() == [[1, 3, 5]]
