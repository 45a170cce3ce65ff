"""The tree of a solved game: probabilities that add up, and agree with answers."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.branches import branches
from steelyard.stress.escalation.evaluate import evaluate
from steelyard.stress.escalation.game import compile_game
from steelyard.stress.escalation.points import path_points
from steelyard.study.futures import sample


def test_branches_add_up_and_agree_with_the_answers() -> None:
    """Children add up to their parent; the first depth is what answers tell."""
    case = open_casebook("sr309")
    assert case.escalation is not None
    game = compile_game(case.escalation)
    draws = sample(case, 12, 1).draws(case.quantities)
    moves = (game.moves[0][6],) * 2
    found = {b.path: b for b in branches(game, draws, moves)}
    first, second = game.moves[1], game.moves[2]
    assert len(found) == len(first) + len(first) * len(second)
    total = sum(found[(m,)].chance for m in first)
    assert total == pytest.approx(np.ones(12))
    for m in first:
        children = [found[m, c] for c in second]
        assert sum(b.chance for b in children) == pytest.approx(found[(m,)].chance)
        assert sum(b.given for b in children) == pytest.approx(np.ones(12))
    answers = evaluate(game, draws, moves, path_points(game, 12, 1, 2)).answers
    told = answers[game.players[1]]
    mine = np.stack([found[(m,)].chance for m in first], axis=1)
    assert mine == pytest.approx(told)
