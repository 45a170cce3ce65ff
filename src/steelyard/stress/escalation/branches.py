"""The solved game as a tree: what the others do after a move, first period, by draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.chances import joint_prior, path_chances
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.imposed import solve_imposed

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Branch:
    """A node of the tree.

    Attributes
    ----------
    path
        Moves of the others up to it, in the order of moving.
    chance
        Probability of coming to it, after the climber's move, (draws,).
    given
        Probability of its last move where the moves before were made, (draws,).
    """

    path: tuple[str, ...]
    chance: Array
    given: Array


def branches(
    game: Game, draws: Mapping[str, Array], sequence: Sequence[str]
) -> list[Branch]:
    """Return the tree of the first period, the climber's moves being given.

    Parameters
    ----------
    game
        The game.
    draws
        Quantities by draw.
    sequence
        The climber's move in each period.

    Returns
    -------
    Depth by depth, in the order of moves; types are averaged over their priors.
    """
    form, _, solved = solve_imposed(game, draws, sequence)
    prior = joint_prior(form, game.priors(draws))
    whole = np.einsum("dj,djp->dp", prior, path_chances(form, solved.strategy[:, 0]))
    others = game.moves[1:]
    whole = whole.reshape(len(whole), *(len(m) for m in others))
    out: list[Branch] = []
    before: dict[tuple[str, ...], Array] = {(): np.ones(len(whole))}
    for depth in range(1, len(others) + 1):
        reached = whole.sum(axis=tuple(range(depth + 1, whole.ndim)))
        here: dict[tuple[str, ...], Array] = {}
        for at in product(*(range(len(m)) for m in others[:depth])):
            path = tuple(m[i] for m, i in zip(others[:depth], at, strict=True))
            chance = reached[(slice(None), *at)]
            base = before[path[:-1]]
            given = np.divide(chance, base, out=np.zeros_like(base), where=base > 0)
            here[path] = chance
            out.append(Branch(path, chance, given))
        before = here
    return out
