"""One path through the game in each draw, and the levels of scales along it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import Histories
from steelyard.stress.escalation.shape import Ints, Shape

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Walk:
    """A path in each draw.

    Attributes
    ----------
    moves
        Index of the move of each player in each period, shape (draws, periods,
        players).
    stage
        Stage that each period begins in, shape (draws, periods).
    levels
        Scale id to its level in each period, shape (draws, periods); of a scale of
        ranks, the rank.
    """

    moves: Ints
    stage: Ints
    levels: dict[str, Array]

    @staticmethod
    def join(parts: Sequence[Walk]) -> Walk:
        """Put walks of consecutive draws together."""
        return Walk(
            np.concatenate([p.moves for p in parts]),
            np.concatenate([p.stage for p in parts]),
            {k: np.concatenate([p.levels[k] for p in parts]) for k in parts[0].levels},
        )


def walk(
    game: Game,
    form: Shape,
    tree: Histories,
    strategy: Array,
    draws: Mapping[str, Array],
    points: Array,
) -> Walk:
    """Draw a type for each player, then move by move.

    Parameters
    ----------
    strategy
        Shape (draws, nodes, slots).
    points
        Uniform numbers, shape (draws, at least players x (periods + 1)).

    Raises
    ------
    ValueError
        If there are too few numbers.
    """
    count, players = len(points), len(form.moves)
    periods = len(tree.select)
    if points.shape[1] < players * (periods + 1):
        raise ValueError(f"{players * (periods + 1)} numbers a draw are needed")
    rows = np.arange(count)
    joint = np.zeros(count, dtype=np.int64)
    prior = game.priors(draws)
    for s in range(players):
        kind = _pick(prior[:, s, : form.types[s]], points[:, s])
        joint = joint * form.types[s] + kind
    node = np.zeros(count, dtype=np.int64)
    moves = np.empty((count, periods, players), dtype=np.int64)
    stage = np.empty((count, periods), dtype=np.int64)
    whole = np.empty((count, periods), dtype=np.int64)
    for t in range(periods):
        stage[:, t] = tree.stage[node]
        path = np.zeros(count, dtype=np.int64)
        for s in range(players):
            start = form.slot[form.offset[s] + joint * form.before[s] + path]
            at = start[:, None] + np.arange(form.moves[s])
            chance = strategy[rows[:, None], node[:, None], at]
            move = _pick(chance, points[:, players * (t + 1) + s])
            path = path * form.moves[s] + move
        whole[:, t] = tree.select[t, path]
        moves[:, t] = game.shape.made[:, whole[:, t]].T
        node = tree.child[node] + path
    return Walk(moves, stage, _levels(game, draws, stage, whole))


def _pick(chance: Array, u: Array) -> Ints:
    """Return the index that a uniform number falls on."""
    edge = np.cumsum(chance, axis=1)
    at: Ints = (u[:, None] * edge[:, -1:] >= edge).sum(axis=1)
    last: Ints = np.minimum(at, chance.shape[1] - 1)
    return last


def _levels(
    game: Game, draws: Mapping[str, Array], stage: Ints, path: Ints
) -> dict[str, Array]:
    out: dict[str, Array] = {}
    for id_, scale in game.file.scales.items():
        level = np.full(path.shape, 0.0 if scale.ranks else scale.base)
        for item in game.file.consequences:
            if item.scale != id_:
                continue
            here = game.matches(item.when, item.stages)[stage, path]
            if item.size is not None:
                level += here * item.times * draws[item.size][:, None]
            elif item.rank is not None:
                level = np.where(here, np.maximum(level, item.rank), level)
        out[id_] = level
    return out
