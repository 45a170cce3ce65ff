"""Compiling a casebook's game."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.game import Game, compile_game


def test_payoffs_are_components_where_conditions_hold(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """The court's payoff for barring is its own component, for the narrow type."""
    table = game.payoffs(draws)
    path = [3, 2, 1]  # call, sue, bar
    at = int(np.ravel_multi_index(path, [len(m) for m in game.moves]))
    narrow = [j for j in range(4) if game.shape.own_type[2, j] == 0]
    calm = table[:, 0, 2][:, narrow, at]
    np.testing.assert_allclose(
        calm, np.repeat((draws["right"])[:, None], len(narrow), axis=1)
    )


def test_priors_add_up(game: Game, draws: dict[str, np.ndarray]) -> None:
    """A type without a prior takes what the other leaves."""
    prior = game.priors(draws)
    np.testing.assert_allclose(prior.sum(axis=2), 1.0)
    np.testing.assert_allclose(prior[:, 1, 0], draws["defiant"])


def test_stages_follow_transitions(game: Game) -> None:
    """A suit leads to conflict, quiet leads back."""
    sizes = [len(m) for m in game.moves]
    sued = int(np.ravel_multi_index([3, 2, 1], sizes))
    calm = int(np.ravel_multi_index([0, 0, 0], sizes))
    assert game.next_stage[0, sued] == 1
    assert game.next_stage[1, calm] == 0


def test_uncertain_inputs_are_listed(dispute: Casebook, game: Game) -> None:
    """Components, priors, discount and precision; no costs."""
    names = game.uncertain(dispute.quantities)
    assert {"strict", "defiant", "sharpness", "weight_next", "right"} <= set(names)
    assert "marshal_day" not in names


def test_a_ladder_alone_is_no_game() -> None:
    """The blank casebook has a ladder and no moves."""
    file = open_casebook("blank").escalation
    assert file is not None
    with pytest.raises(ValueError, match="a ladder and no game"):
        compile_game(file)
