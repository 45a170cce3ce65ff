"""Policy evaluation: the climber's moves are given, the others answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import (
    Histories,
    Solved,
    histories,
    solve_histories,
)
from steelyard.stress.escalation.shape import Bools, Shape, shape

Array = NDArray[np.float64]


def imposed_shape(game: Game) -> Shape:
    """Return the shape of a period in which the climber has one move."""
    moves = [1, *(len(m) for m in game.moves[1:])]
    sees = np.array(
        [
            [o in game.file.players[p].observes for o in game.players]
            for p in game.players
        ]
    )
    return shape([len(t) for t in game.types], moves, sees)


def select(game: Game, sequence: Sequence[str]) -> NDArray[np.int64]:
    """Return the paths that are open in each period, shape (periods, paths).

    Raises
    ------
    ValueError
        If a move is not one of the climber's.
    """
    unknown = [move for move in sequence if move not in game.moves[0]]
    if unknown:
        known = ", ".join(game.moves[0])
        raise ValueError(f"{game.leader} has no move '{unknown[0]}'; known: {known}")
    rest = game.shape.paths // len(game.moves[0])
    starts = [game.moves[0].index(move) * rest for move in sequence]
    return np.array([np.arange(start, start + rest) for start in starts])


def imposed_allowed(game: Game, form: Shape, sequence: Sequence[str]) -> Bools:
    """Return the open slots of each period, shape (periods, slots)."""
    whole = game.shape
    out = np.ones((len(sequence), form.slots), dtype=bool)
    for t, move in enumerate(sequence):
        u = game.moves[0].index(move)
        for s in range(1, len(game.players)):
            ways = int(form.before[s])
            full = whole.slot[whole.offset[s] : whole.offset[s + 1]]
            full = full.reshape(whole.joint, -1)[:, u * ways : (u + 1) * ways]
            here = form.slot[form.offset[s] : form.offset[s + 1]].reshape(-1, ways)
            for a in range(int(form.moves[s])):
                out[t, here + a] = game.allowed[full + a]
    return out


def solve_imposed(
    game: Game,
    draws: Mapping[str, Array],
    sequence: Sequence[str],
    start: Array | None = None,
    precision: Array | None = None,
) -> tuple[Shape, Histories, Solved]:
    """Solve what the others do when the climber's moves are given.

    The others know the sequence, as they would know an announced course.

    Parameters
    ----------
    game
        The game.
    draws
        Quantities by future.
    sequence
        The climber's move in each period.
    start
        Strategies to begin from; even play if None.
    precision
        Shape (draws,); the game's own if None.
    """
    form = imposed_shape(game)
    open_paths = select(game, sequence)
    tree = histories(game.next_stage, open_paths)
    solved = solve_histories(
        form,
        tree,
        game.payoffs(draws),
        game.priors(draws),
        discount(game, draws),
        draws[str(game.file.precision)] if precision is None else precision,
        imposed_allowed(game, form, sequence),
        start,
        tol=5e-7,
    )
    return form, tree, solved


def discount(game: Game, draws: Mapping[str, Array]) -> Array:
    """Return the weight of the next period in each draw."""
    name = game.file.discount
    if name:
        return draws[name]
    return np.ones(len(next(iter(draws.values()))))
