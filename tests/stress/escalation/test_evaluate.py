"""Policy evaluation: probabilities, scales, ranks and walks."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.stress.escalation import evaluate as module
from steelyard.stress.escalation.evaluate import evaluate
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.points import path_points
from steelyard.study.futures import sample

Draws = dict[str, np.ndarray]


def run(game: Game, draws: Draws, *moves: str) -> module.Evaluation:
    """Impose moves with the usual numbers."""
    points = path_points(game, len(next(iter(draws.values()))), 7, len(moves))
    return evaluate(game, draws, moves, points)


def test_everything_is_a_probability(game: Game, draws: Draws) -> None:
    """Outcomes lie in [0, 1]; answers and ranks add up to one."""
    found = run(game, draws, "call", "call")
    for chance in found.outcomes.values():
        assert ((chance > -1e-12) & (chance < 1 + 1e-12)).all()
    for shares in [*found.answers.values(), *found.ranks.values()]:
        np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert found.residual.max() < 1e-6


def test_doing_nothing_keeps_the_status_quo(game: Game, draws: Draws) -> None:
    """Under the null sequence no move of the climber is made and no court bars."""
    found = run(game, draws, "wait", "wait")
    np.testing.assert_allclose(found.outcomes["barred"], 0.0)
    assert (found.walk.moves[:, :, 0] == game.moves[0].index("wait")).all()
    assert np.median(found.outcomes["status_quo"]) > 0.5


def test_null_against_itself_is_zero(game: Game, draws: Draws) -> None:
    """The same sequence in the same worlds is the same to the bit."""
    one, two = run(game, draws, "wait", "wait"), run(game, draws, "wait", "wait")
    assert (one.payoff == two.payoff).all()
    assert (one.walk.moves == two.walk.moves).all()


def test_ever_is_at_least_each_period(game: Game, draws: Draws) -> None:
    """A bar at any time is at least as likely as in the first period."""
    found = run(game, draws, "call", "call")
    first = found.answers["court"][:, game.moves[2].index("bar")]
    assert (found.outcomes["barred"] >= first - 1e-12).all()


def test_walks_follow_probabilities(dispute: Casebook, game: Game) -> None:
    """Over many draws, walks end where probabilities say."""
    many = sample(dispute, 3000, 3).draws(dispute.quantities)
    found = run(game, many, "call", "call")
    barred = (found.walk.moves[:, :, 2] == game.moves[2].index("bar")).any(axis=1)
    assert barred.mean() == pytest.approx(found.outcomes["barred"].mean(), abs=0.03)
    level = found.walk.levels["days_lost"].sum(axis=1)
    assert level.mean() == pytest.approx(found.scales["days_lost"].mean(), rel=0.1)
    top = found.walk.levels["precedent"].max(axis=1)
    assert (top == 2).mean() == pytest.approx(barred.mean())


def test_chunks_do_not_matter(
    game: Game, draws: Draws, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Draws held at once change nothing."""
    whole = run(game, draws, "call", "wait")
    monkeypatch.setattr(module, "CHUNK", 7)
    parts = run(game, draws, "call", "wait")
    np.testing.assert_array_equal(whole.payoff, parts.payoff)
    np.testing.assert_array_equal(whole.walk.moves, parts.walk.moves)


def test_unknown_moves_are_refused(game: Game, draws: Draws) -> None:
    """A move that the climber does not have is named."""
    with pytest.raises(ValueError, match="agency has no move 'jump'"):
        run(game, draws, "jump")
