"""Uniform numbers for the paths of draws, each column a stream of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.shape import Ints
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]


def path_points(game: Game, draws: int, seed: int, periods: int) -> Array:
    """Return numbers in (0, 1), shape (draws, players x (periods + 1)).

    The first numbers of a larger sample are those of a smaller one; a player's
    numbers do not depend on the other players or on the course.
    """
    return points_of(game, np.arange(draws, dtype=np.int64), seed, periods)


def points_of(game: Game, futures: Ints, seed: int, periods: int) -> Array:
    """Return the numbers of some futures, by their numbers; shape as above."""
    columns = [f"type.{p}" for p in game.players]
    columns += [f"move.{t}.{p}" for t in range(periods) for p in game.players]
    return np.stack(
        [uniforms(keys(seed, f"escalation.{c}", futures), 1)[:, 0] for c in columns],
        axis=1,
    )
