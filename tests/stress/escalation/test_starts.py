"""More than one start."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.starts import solutions


def test_a_plain_game_has_one_solution(
    game: Game, draws: dict[str, np.ndarray]
) -> None:
    """In the small game other starts lead to the same place, in every draw."""
    found = solutions(game, draws, ("call", "call"), 3)
    assert (found.starts, found.draws, found.several) == (4, 40, 0)
