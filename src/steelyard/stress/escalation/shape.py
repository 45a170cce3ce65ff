"""The shape of one period: who moves when, what each sees, and how it is indexed.

In a period each player moves once, in order. A *path* is one move of each; a *joint
type* is one type of each. Both are numbered in mixed radix, the first player slowest.
A *node* of player s is (joint type, moves before it); nodes that it cannot tell apart
are one *information set*, which owns as many consecutive *slots* as it has moves.
A behaviour strategy is an array over slots.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Form: TypeAlias = tuple[Ints, ...]
"""The arrays of a shape, as kernels take them."""
Work: TypeAlias = tuple[NDArray[np.float64], ...]


@dataclass(frozen=True)
class Shape:
    """Index arrays of a period.

    Attributes
    ----------
    types, moves
        Counts by player, shape (players,).
    own_type
        Type of each player in each joint type, shape (players, joint).
    made
        Move of each player on each path, shape (players, paths).
    before
        Number of ways to come to player s, shape (players + 1,).
    offset
        First node of each player, shape (players + 1,).
    slot
        First slot of each node, shape (nodes,).
    first
        First slot of each player, shape (players + 1,).
    """

    types: Ints
    moves: Ints
    own_type: Ints
    made: Ints
    before: Ints
    offset: Ints
    slot: Ints
    first: Ints

    @property
    def joint(self) -> int:
        """Number of joint types."""
        return int(self.own_type.shape[1])

    @property
    def paths(self) -> int:
        """Number of paths."""
        return int(self.made.shape[1])

    @property
    def slots(self) -> int:
        """Number of slots."""
        return int(self.first[-1])

    def spread(self, strategy: NDArray[np.float64], player: int) -> NDArray[np.float64]:
        """Return a player's probabilities by node and move.

        Parameters
        ----------
        strategy
            Shape (..., slots).
        player
            Its place in the order.

        Returns
        -------
        Shape (..., joint, ways to come there, moves).
        """
        start = self.slot[self.offset[player] : self.offset[player + 1]]
        at = start[:, None] + np.arange(self.moves[player])
        picked = strategy[..., at]
        return picked.reshape(
            *strategy.shape[:-1], self.joint, -1, int(self.moves[player])
        )


def shape(types: list[int], moves: list[int], sees: Bools) -> Shape:
    """Number the nodes and slots of a period.

    Parameters
    ----------
    types, moves
        Counts by player, in the order of moving.
    sees
        Whether player s sees the move of player r < s, shape (players, players).
    """
    players = len(moves)
    own = np.indices(types).reshape(players, -1)
    made = np.indices(moves).reshape(players, -1)
    before = np.array([prod(moves[:s]) for s in range(players + 1)])
    joint = own.shape[1]
    slots: list[Ints] = []
    first = [0]
    for s in range(players):
        label = np.zeros((joint, before[s]), dtype=np.int64)
        label += own[s][:, None]
        count = types[s]
        earlier = np.indices(moves[:s]).reshape(s, -1) if s else np.zeros((0, 1), int)
        for r in range(s):
            if sees[s, r]:
                label = label * moves[r] + earlier[r]
                count *= moves[r]
        slots.append((first[-1] + label * moves[s]).ravel())
        first.append(first[-1] + count * moves[s])
    offset = np.cumsum([0, *(joint * before[:players])])
    return Shape(
        np.array(types),
        np.array(moves),
        own,
        made,
        before,
        offset,
        np.concatenate(slots),
        np.array(first),
    )
