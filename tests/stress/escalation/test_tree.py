"""Trees: values, reach, best responses."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from steelyard.stress.escalation.tree import best_response, gains


def test_reach_adds_up(games: SimpleNamespace) -> None:
    """The ends of the game are reached with probability one in all."""
    tree = games.kuhn()
    ends = ~np.isin(np.arange(len(tree.parent)), tree.parent[1:])
    assert tree.reach(tree.even())[ends].sum() == pytest.approx(1.0)


def test_known_equilibrium_of_kuhn(games: SimpleNamespace) -> None:
    """Kuhn's equilibrium with no bluff: nobody gains, and the value is -1/18."""
    tree = games.kuhn()
    play = tree.even()

    def put(first: int, share: float) -> None:
        play[first : first + 2] = [1 - share, share]

    for card, bet in enumerate([0.0, 0.0, 0.0]):
        put(6 + 2 * card, bet)
    for card, (raise_, call) in enumerate([(1 / 3, 0.0), (0.0, 1 / 3), (1.0, 1.0)]):
        put(12 + 4 * card, raise_)
        put(14 + 4 * card, call)
    for card, call in enumerate([0.0, 1 / 3, 1.0]):
        put(24 + 2 * card, call)
    assert tree.values(play)[0, 0] == pytest.approx(-1 / 18)
    np.testing.assert_allclose(gains(tree, play), 0.0, atol=1e-12)


def test_best_response_finds_backward_induction(games: SimpleNamespace) -> None:
    """Against one who always passes, the centipede is taken at the last own move."""
    tree = games.centipede()
    play = tree.even()
    play[[2, 6]], play[[3, 7]] = 0.0, 1.0
    mine = best_response(tree, play, 0)
    np.testing.assert_allclose(mine[[0, 1, 4, 5]], [0, 1, 0, 1])
    theirs = best_response(tree, mine, 1)
    np.testing.assert_allclose(theirs[[2, 3, 6, 7]], [0, 1, 1, 0])
