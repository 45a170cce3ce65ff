"""Who may act when."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.schema.threat import Responder
from steelyard.stress.airspace.authority import leave, share_in_force

MONTHS = ("2025-02", "2025-03", "2025-04")


def test_an_authority_counts_by_its_days() -> None:
    """An authority from mid-March to mid-April is in force on those days only."""
    responder = Responder(
        on="a", crews="q", from_day="2025-03-17", until_day="2025-04-16"
    )
    assert share_in_force(responder, MONTHS) == pytest.approx([0, 15 / 31, 0.5])


def test_an_open_authority_is_always_in_force() -> None:
    """Without dates it is in force throughout."""
    assert share_in_force(Responder(on="a", crews="q"), MONTHS).tolist() == [1, 1, 1]


def test_the_ruling_decides_by_future() -> None:
    """Futures whose ruling bars the act have no leave; an unnamed action has none."""
    responder = Responder(on="a", crews="q", until_day="2025-04-01")
    found = leave(responder, MONTHS, {"a": np.array([1.0, 0.0])}, 2)
    assert found.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert not leave(responder, MONTHS, {}, 2).any()
