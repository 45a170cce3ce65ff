"""The graph model on games whose stable outcomes are known."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.stability import moves_between, stability

MADE = np.indices([2, 2]).reshape(2, -1)
"""Outcomes CC, CD, DC, DD of two players."""


def test_prisoners_dilemma() -> None:
    """DD is Nash; CC is stable in the other three senses (Fang, Hipel, Kilgour)."""
    order = np.array([[3.0, 1.0, 4.0, 2.0], [3.0, 4.0, 1.0, 2.0]])
    found = stability(order, moves_between(MADE))
    assert found.equilibria("nash").tolist() == [3]
    for concept in ("gmr", "smr", "seq"):
        assert found.equilibria(concept).tolist() == [0, 3]


def test_chicken() -> None:
    """One yields in Nash; both yielding is held by feared answers that do not pay."""
    order = np.array([[3.0, 2.0, 4.0, 1.0], [3.0, 4.0, 2.0, 1.0]])
    found = stability(order, moves_between(MADE))
    assert found.equilibria("nash").tolist() == [1, 2]
    assert found.equilibria("gmr").tolist() == [0, 1, 2]
    assert found.equilibria("smr").tolist() == [0, 1, 2]
    assert found.equilibria("seq").tolist() == [1, 2]


def test_senses_imply_each_other() -> None:
    """Nash implies all others; symmetric and sequential imply general."""
    rng = np.random.default_rng(3)
    made = np.indices([3, 2, 2]).reshape(3, -1)
    for _ in range(30):
        order = rng.permuted(np.tile(np.arange(12.0), (3, 1)), axis=1)
        held = stability(order, moves_between(made)).stable
        for weaker in ("gmr", "smr", "seq"):
            assert (held["nash"] <= held[weaker]).all()
        assert (held["smr"] <= held["gmr"]).all()
        assert (held["seq"] <= held["gmr"]).all()


def test_own_move_alone() -> None:
    """A player reaches outcomes that differ in its own move and no other."""
    reach = moves_between(MADE)
    assert np.flatnonzero(reach[0, 0]).tolist() == [2]
    assert np.flatnonzero(reach[1, 0]).tolist() == [1]
