"""Substitutes and mixes."""

from __future__ import annotations

import numpy as np

from steelyard.stress.readiness.relief import mixed, replaced


def f32(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_after_its_lead() -> None:
    """Half is taken over from day two on; nothing is lost."""
    level = f32(4, 4, 4, 8)[None, :]
    left, taken = replaced(level, f32(0.5), f32(2))
    assert taken.tolist() == [[0, 0, 2, 4]]
    assert (left + taken).tolist() == level.tolist()


def test_people_are_kept() -> None:
    """A quarter of four battalions of 500 is half a battalion of 1,000."""
    gives, takes = mixed(f32(4)[None, :], f32(1)[None, :], f32(0.25), f32(0.5))
    assert gives.tolist() == [[3]]
    assert takes.tolist() == [[1.5]]
    assert gives[0, 0] * 500 + takes[0, 0] * 1000 == 4 * 500 + 1 * 1000
