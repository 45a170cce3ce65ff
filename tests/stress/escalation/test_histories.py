"""The exact solver against textbooks, the tree solver, and laws."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.casebook.model import Casebook
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import (
    Solved,
    histories,
    solve_histories,
)
from steelyard.stress.escalation.shape import shape
from steelyard.stress.escalation.tree import period_tree
from steelyard.stress.escalation.tree_qre import tree_qre


def solve(made: tuple, precision: float, one: object) -> Solved:  # type: ignore[type-arg]
    """Solve a game of one period."""
    form, table, prior = made
    allowed = np.ones((1, form.slots), dtype=bool)
    count = np.ones(len(table))
    return solve_histories(
        form,
        one,
        table,
        prior,
        count,
        precision * count,
        allowed,  # type: ignore[arg-type]
    )


def test_beer_quiche_pools_on_beer(games: SimpleNamespace) -> None:
    """Towards the limit both types have beer, and quiche would be fought.

    The equilibrium that survives the intuitive criterion (Cho and Kreps 1987).
    """
    made = games.beer_quiche()
    found = solve(made, 30.0, games.one_period(made[0]))
    strong, weak, beer, quiche = found.strategy[0, 0].reshape(4, 2)
    assert strong[0] > 0.999
    assert weak[0] > 0.999
    assert beer[1] > 0.999
    assert quiche[0] > 0.9
    assert found.gain.max() < 1e-6


@pytest.mark.parametrize(("tough", "enters"), [(0.3, 1.0), (0.7, 0.0)])
def test_entry_is_deterred_by_enough_tough_types(
    games: SimpleNamespace, tough: float, enters: float
) -> None:
    """Entry pays 1 - 2 x the share of tough types: it comes below a half only."""
    made = games.entry(tough)
    found = solve(made, 50.0, games.one_period(made[0]))
    assert found.strategy[0, 0, 1] == pytest.approx(enters, abs=1e-6)


def test_residual_and_sums(games: SimpleNamespace) -> None:
    """Probabilities add up to one, and each is the response to the others."""
    made = games.beer_quiche()
    found = solve(made, 3.0, games.one_period(made[0]))
    np.testing.assert_allclose(found.strategy.reshape(-1, 2).sum(axis=1), 1.0)
    assert found.residual.max() < 1e-6


def test_agrees_with_the_tree(game: Game, draws: dict[str, np.ndarray]) -> None:
    """One period of the shipped game, solved as a tree, has the same solution."""
    form = game.shape
    tree = histories(game.next_stage, np.arange(form.paths)[None])
    tables, priors = game.payoffs(draws)[:3], game.priors(draws)[:3]
    ones = np.ones(3)
    allowed = game.allowed[None]
    found = solve_histories(form, tree, tables, priors, ones, 2 * ones, allowed)
    for d in range(3):
        other = period_tree(form, game.allowed, tables[d, 0], priors[d])
        play = tree_qre(other, 2.0)
        assert play.residual < 1e-8
        mine = found.strategy[d, 0][game.allowed]
        met = np.unique(other.edge[1:])
        met = met[met >= form.joint]
        np.testing.assert_allclose(play.play[met], mine[met - form.joint], atol=2e-6)


def test_two_periods_settle_and_sum(
    game: Game, draws: dict[str, np.ndarray], dispute: Casebook
) -> None:
    """All histories of the shipped game settle; beliefs are probabilities."""
    form = game.shape
    tree = histories(game.next_stage, np.tile(np.arange(form.paths), (2, 1)))
    found = solve_histories(
        form,
        tree,
        game.payoffs(draws),
        game.priors(draws),
        draws["weight_next"],
        draws["sharpness"],
        np.tile(game.allowed, (2, 1)),
    )
    assert found.residual.max() < 1e-6
    np.testing.assert_allclose(found.belief.sum(axis=-1), 1.0)
    assert (found.gain >= 0).all()


def test_many_draws_are_each_draw_alone(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """A draw's solution does not depend on which others are solved with it."""
    form = game.shape
    tree = histories(game.next_stage, np.arange(form.paths)[None])
    tables, priors = game.payoffs(draws), game.priors(draws)
    ones, allowed = np.ones(len(tables)), game.allowed[None]
    whole = solve_histories(form, tree, tables, priors, ones, ones, allowed)
    part = solve_histories(
        form, tree, tables[5:6], priors[5:6], ones[:1], ones[:1], allowed
    )
    assert (whole.strategy[5] == part.strategy[0]).all()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(-3, 3), min_size=8, max_size=8),
    st.floats(0.01, 3),
    st.floats(0.2, 4),
)
def test_more_pay_never_makes_a_move_rarer(
    values: list[float], more: float, precision: float
) -> None:
    """The last mover chooses a move at least as often if it is paid more for it."""
    form = shape([1, 1], [2, 2], np.array([[False, False], [True, False]]))
    table = np.array(values).reshape(1, 1, 2, 1, 4)
    raised = table.copy()
    raised[0, 0, 1, 0, [0, 2]] += more
    one = histories(np.zeros((1, 4), dtype=np.int64), np.arange(4)[None])
    prior = np.ones((1, 2, 1))
    before = solve((form, table, prior), precision, one)
    after = solve((form, raised, prior), precision, one)
    assert (after.strategy[0, 0, [2, 4]] >= before.strategy[0, 0, [2, 4]]).all()
