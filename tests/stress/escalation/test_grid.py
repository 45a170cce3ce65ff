"""The grid of stages and beliefs against all histories."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.grid import place, solve_grid
from steelyard.stress.escalation.histories import histories, solve_histories
from steelyard.stress.escalation.shape import shape


def test_finer_grids_come_to_the_exact_solution(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """Two periods on a grid differ from all histories by less, the finer the grid."""
    form = game.shape
    tables, priors = game.payoffs(draws)[:12], game.priors(draws)[:12]
    delta, sharp = draws["weight_next"][:12], draws["sharpness"][:12]
    tree = histories(game.next_stage, np.tile(np.arange(form.paths), (2, 1)))
    allowed = np.tile(game.allowed, (2, 1))
    exact = solve_histories(form, tree, tables, priors, delta, sharp, allowed)
    errors = []
    for points in (5, 20, 80):
        found = solve_grid(
            form, tables, game.next_stage, priors, delta, sharp, game.allowed, 2, points
        )
        assert found.residual.max() < 1e-6
        errors.append(np.abs(found.value - exact.value[:, 0]).max())
    # Linear between points: the error falls with the square of their distance.
    assert errors[1] < errors[0] / 8
    assert errors[2] < errors[1] / 8
    assert errors[2] < 0.005
    np.testing.assert_allclose(found.gain, exact.gain, atol=0.01)


def test_three_periods_settle(game: Game, draws: dict[str, np.ndarray]) -> None:
    """Three periods are solved, and probabilities add up to one."""
    form = game.shape
    found = solve_grid(
        form,
        game.payoffs(draws)[:8],
        game.next_stage,
        game.priors(draws)[:8],
        draws["weight_next"][:8],
        draws["sharpness"][:8],
        game.allowed,
        3,
    )
    assert found.residual.max() < 1e-6
    np.testing.assert_allclose(form.spread(found.strategy, 0).sum(axis=-1), 1.0)


def test_points_lie_closer_near_certainty() -> None:
    """The place of a belief is between the points around it."""
    below, share = place(0.5, 9)
    assert (below, share) == (4, pytest.approx(0.0, abs=1e-9)) or below == 3
    assert place(0.0, 9) == (0, 0.0)
    assert place(1.0, 9) == (7, 1.0)


def test_three_types_are_refused() -> None:
    """The grid takes at most two types of a player."""
    form = shape([3], [2], np.zeros((1, 1), dtype=bool))
    one = np.ones(1)
    with pytest.raises(ValueError, match="at most two types"):
        solve_grid(
            form,
            np.zeros((1, 1, 1, 3, 2)),
            np.zeros((1, 2), dtype=np.int64),
            np.ones((1, 1, 3)) / 3,
            one,
            one,
            np.ones(form.slots, dtype=bool),
            2,
        )
