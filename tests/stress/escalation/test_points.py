"""Keyed numbers for paths."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.points import path_points


def test_larger_samples_begin_with_smaller_ones(game: Game) -> None:
    """The first numbers do not depend on how many there are."""
    few, many = path_points(game, 10, 3, 2), path_points(game, 700, 3, 2)
    assert few.shape == (10, 3 * 3)
    assert (few == many[:10]).all()
    assert ((many >= 0) & (many < 1)).all()


def test_seeds_and_columns_differ(game: Game) -> None:
    """Another seed gives other numbers, and no two columns are the same."""
    one, two = path_points(game, 300, 3, 2), path_points(game, 300, 4, 2)
    assert not np.isclose(one, two).any(axis=0).all()
    assert np.abs(np.corrcoef(one.T) - np.eye(9)).max() < 0.25
