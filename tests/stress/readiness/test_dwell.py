"""Time at home."""

from __future__ import annotations

import numpy as np

from steelyard.stress.readiness.dwell import dwell


def test_by_hand() -> None:
    """Two away at 1:2 need six; five are free: one short on each of three days."""
    away = np.array([[0, 2, 2, 2], [0, 1, 1, 1], [0, 0, 0, 0]], dtype=np.float32)
    got = dwell(away, np.full(3, 5, np.float32), np.full(3, 2, np.float32))
    assert got.short.tolist() == [3, 0, 0]
    assert got.attained.tolist() == [1.5, 4, np.inf]
    assert got.share_of_days.tolist() == [0.75, 0, 0]


def test_nothing_free() -> None:
    """More away than are free: no time at home; nobody away is no breach."""
    away = np.array([[3.0, 0.0]], dtype=np.float32)
    got = dwell(away, np.array([1], np.float32), np.array([2], np.float32))
    assert got.attained.tolist() == [0]
    assert got.short.tolist() == [8]


def test_free_units_by_day() -> None:
    """Two away at 1:1 need four: short by one on the day when three are free."""
    away = np.array([[2.0, 2.0]], dtype=np.float32)
    free = np.array([[4.0, 3.0]], dtype=np.float32)
    found = dwell(away, free, np.ones(1, dtype=np.float32))
    assert found.short.tolist() == [1.0]
    assert found.share_of_days.tolist() == [0.5]
    assert found.attained.tolist() == [1.0]
