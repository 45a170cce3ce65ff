"""What must be believed, and what is worth knowing."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.escalation.beliefs import beliefs

RNG = np.random.default_rng(5)
X = RNG.uniform(0, 1, 4000)
NOISE = RNG.uniform(0, 1, 4000)


def test_the_input_that_decides_comes_first() -> None:
    """A gain of x - 0.4 turns at 0.4, and knowing x is worth 0.4 squared by half."""
    found = beliefs(X - 0.4, {"x": X, "noise": NOISE}, ["noise", "x"])
    assert found[0].quantity == "x"
    assert found[0].turns_at == pytest.approx(0.4, abs=0.02)
    # Mean gain 0.1; with x known, 0.6 squared by half: 0.18.
    assert found[0].worth == pytest.approx(0.08, abs=0.01)
    assert found[0].flips == pytest.approx(0.4, abs=0.05)
    assert found[1].worth < 0.01


def test_a_move_that_always_helps_needs_no_belief() -> None:
    """Nothing is worth knowing, and no median is given for where it does not help."""
    found = beliefs(X + 1, {"x": X}, ["x"])[0]
    assert (found.worth, found.hurts, found.turns_at) == (0.0, None, None)
    assert found.low_share == 1.0
