"""Pressures named in plain words."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.instability import instabilities


def shares(
    stay: tuple[float, float],
    now: tuple[float, float],
    later: tuple[float, float],
    once: tuple[float, float],
) -> dict[str, float]:
    """Return the share of each pressure in a single draw."""
    found = instabilities(
        np.array([stay]),
        np.array([now]),
        np.array([later]),
        np.array([once]),
        np.ones(1),
        ("A", "B"),
    )
    return {i.id: i.share for i in found}


def test_trap() -> None:
    """Better never begun, and once begun better continued."""
    found = shares((5, 0), (3, 0), (4, 0), (2, 0))
    assert (found["trap"], found["false_start"]) == (1.0, 0.0)


def test_haste() -> None:
    """Acting now is worth 3, acting later 1."""
    found = shares((0, 0), (4, 0), (1, 0), (3, 0))
    assert (found["hurry"], found["trap"]) == (1.0, 0.0)


def test_fait_accompli_and_common_loss() -> None:
    """One gains by the other's loss; or both lose."""
    assert shares((0, 0), (1, -1), (0, 0), (0, 0))["fait_accompli_1"] == 1.0
    assert shares((0, 0), (-1, -1), (0, 0), (0, 0))["all_lose_1"] == 1.0
