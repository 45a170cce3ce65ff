"""What must be believed, and what is worth knowing."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.escalation.beliefs import among, beliefs

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


def test_worth_among_moves_is_that_of_choosing_between_them() -> None:
    """Moves worth x - 0.4 and 0.3: the second is best below 0.7, the first above.

    Without knowing, the second has 0.3. Knowing x gives 0.3 x 0.7 plus the mean of
    x - 0.4 over [0.7, 1], which is 0.135: 0.345, so knowing is worth 0.045.
    """
    gains = np.stack([X - 0.4, np.full_like(X, 0.3)], axis=1)
    found = among(gains, {"x": X, "noise": NOISE}, ["noise", "x"])
    assert [w.quantity for w in found] == ["x", "noise"]
    assert found[0].worth == pytest.approx(0.045, abs=0.006)
    assert found[0].flips == pytest.approx(0.3, abs=0.05)
    assert found[1].worth < 0.005
