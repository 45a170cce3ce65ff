"""Limits of call-up."""

from __future__ import annotations

import numpy as np

from steelyard.stress.readiness.callup import call_up


def test_people_and_days() -> None:
    """120 people against 100; three days without a break against two."""
    people = np.array([[120, 120, 120, 0], [50, 0, 50, 50]], dtype=np.float32)
    got = call_up(people, np.full(2, 100.0, np.float32), np.full(2, 2.0, np.float32))
    assert got.over_people.tolist() == [20, 0]
    assert got.over_days.tolist() == [1, 0]


def test_no_limit_is_never_passed() -> None:
    """Where the law sets none, nothing is over."""
    got = call_up(np.full((1, 3), 9.0, np.float32), None, None)
    assert got.over_people.tolist() == [0]
    assert got.over_days.tolist() == [0]
