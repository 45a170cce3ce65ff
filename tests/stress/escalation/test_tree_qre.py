"""Quantal response in extensive form."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from steelyard.stress.escalation.efg import write_efg
from steelyard.stress.escalation.tree import gains
from steelyard.stress.escalation.tree_qre import follow, response, tree_qre


def test_last_mover_is_plain_logit(games: SimpleNamespace) -> None:
    """At the last node nothing is left but the difference of two payoffs."""
    found = tree_qre(games.centipede(), 1.5)
    assert found.play[6] == pytest.approx(1 / (1 + np.exp(1.5 * (1.6 - 3.2))))
    assert found.residual < 1e-8


def test_precision_brings_play_to_equilibrium(games: SimpleNamespace) -> None:
    """With rising precision the centipede is taken at once, and gains vanish."""
    found = follow(games.centipede(), [0.1, 0.3, 1, 2, 4, 8, 16, 32, 64])
    assert found[-1].play[0] > 0.999
    assert gains(games.centipede(), found[-1].play).max() < 1e-6
    assert all(f.residual < 1e-6 for f in found)


def test_precision_nought_is_even(games: SimpleNamespace) -> None:
    """Whoever does not mind payoffs chooses evenly."""
    tree = games.kuhn()
    np.testing.assert_allclose(response(tree, tree.even(), 0.0), tree.even())


def test_agrees_with_gambit(games: SimpleNamespace) -> None:
    """Gambit's logit path of the centipede and Kuhn's game is ours."""
    gbt = pytest.importorskip("pygambit")
    import io

    for tree in (games.centipede(), games.kuhn()):
        other = gbt.read_efg(io.StringIO(write_efg(tree)))
        for precision in (0.5, 1.5):
            found = gbt.qre.logit_solve_lambda(other, lam=[precision])[0].profile
            theirs = [
                [float(place[move]) for move in ("0", "1")]
                for player in other.players
                for _, place in found[player]
            ]
            mine = follow(tree, [0.25, 0.5, precision])[-1].play
            ours = [mine[s] for i in range(tree.players) for s in tree.sets_of(i)]
            np.testing.assert_allclose(
                sorted(map(tuple, ours)), sorted(map(tuple, theirs)), atol=2e-6
            )
