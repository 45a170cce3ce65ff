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


@pytest.mark.parametrize("precision", [0.25, 0.5, 1.0, 2.0, 4.0])
def test_centipede_is_logit_from_the_last_node_back(
    games: SimpleNamespace, precision: float
) -> None:
    """With perfect information the equilibrium has a closed form, node by node.

    McKelvey and Palfrey (1998): each node's choice is the logit of taking against what
    is to be expected of passing; payoffs of McKelvey and Palfrey (1992), in dollars.
    """
    ends = [(0.4, 0.1), (0.2, 0.8), (1.6, 0.4), (0.8, 3.2), (6.4, 1.6)]
    value = np.array(ends[4])
    takes = []
    for k in (3, 2, 1, 0):
        take, mover = np.array(ends[k]), k % 2
        chance = 1 / (1 + np.exp(precision * (value[mover] - take[mover])))
        value = chance * take + (1 - chance) * value
        takes.append(chance)
    path = [p for p in (0.1, 0.25, 0.5, 1.0, 2.0, 4.0) if p <= precision]
    found = follow(games.centipede(), path)[-1].play
    np.testing.assert_allclose(found[[6, 4, 2, 0]], takes, atol=1e-8)


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
