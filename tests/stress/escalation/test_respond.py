"""Best responses over draws."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import uniform
from steelyard.stress.escalation.respond import best_responses
from steelyard.stress.escalation.tree import gains, period_tree


def test_beer_is_the_strong_types_answer(games: SimpleNamespace) -> None:
    """Against one who fights quiche alone, both types have beer."""
    form, table, prior = games.beer_quiche()
    play = np.array([[0.5, 0.5, 0.5, 0.5, 0.0, 1.0, 1.0, 0.0]])
    every = np.ones(form.slots, dtype=bool)
    out, gain = best_responses(form, table[:, 0], prior, every, play)
    np.testing.assert_allclose(out[0, :4], [1, 0, 1, 0])
    assert (gain >= 0).all()


def test_gains_are_the_trees(game: Game, draws: dict[str, np.ndarray]) -> None:
    """What players could gain against even play is what the tree says."""
    form = game.shape
    even = np.tile(uniform(form, game.allowed), (3, 1))
    tables, priors = game.payoffs(draws)[:3, 0], game.priors(draws)[:3]
    _, gain = best_responses(form, tables, priors, game.allowed, even)
    for d in range(3):
        tree = period_tree(form, game.allowed, tables[d], priors[d])
        np.testing.assert_allclose(gain[d], gains(tree, tree.even()), atol=1e-9)
