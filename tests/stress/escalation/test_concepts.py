"""Other ideas of choice, side by side."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.concepts import concepts
from steelyard.stress.escalation.game import Game


def test_all_ideas_give_probabilities_and_distances(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """Each idea's answers add up to one, and its distance from equilibrium is told."""
    found = {c.id: c for c in concepts(game, draws)}
    ideas = {"qre", "qre_1", "qre_3", "qre_10", "limit", "best_response"}
    assert {*ideas, "level_1", "level_2", "level_3", "cfr_plus"} == set(found)
    for concept in found.values():
        for shares in concept.answers.values():
            np.testing.assert_allclose(shares.sum(axis=1), 1.0)
        for shares in concept.answers_to.values():
            np.testing.assert_allclose(shares.sum(axis=2), 1.0)
        assert (concept.epsilon >= 0).all()


def test_a_best_response_has_one_move_or_shares_evenly(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """And it is no equilibrium: against each other there is something to gain."""
    found = {c.id: c for c in concepts(game, draws)}["best_response"]
    chance = found.answers["agency"]
    assert (np.isclose(chance, 1.0).sum(axis=1) == 1).mean() > 0.9
    assert (found.epsilon > 0).any()


def test_more_precision_leaves_less_to_gain(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """The limit is nearer to equilibrium than precision 1."""
    found = {c.id: c for c in concepts(game, draws)}
    assert np.median(found["limit"].epsilon) < np.median(found["qre_1"].epsilon)
    assert np.median(found["limit"].epsilon) < 0.01


def test_cfr_plus_stands_beside_them_with_its_distance(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """A few draws, and little left to gain."""
    found = {c.id: c for c in concepts(game, draws)}["cfr_plus"]
    assert 0 < len(found.epsilon) <= 8
    assert np.median(found.epsilon) < 0.05
