"""Ordinal stability of outcomes: the graph model for conflict resolution.

For readers who refuse payoffs in points: only the order in which players put outcomes
is used, from their preference statements. An outcome is a path of one period; each
player can change its own move and no other. A player's outcome is stable if it has
nothing to gain by moving off it, in one of four senses:

- Nash: no move of its own leads to an outcome that it prefers;
- general metarational: each such move can be answered by the others so that it ends
  no better off, whether or not the answer pays them;
- symmetric metarational: and it cannot then move away to something better;
- sequential: the others have an answer that pays them and leaves it no better off.

References
----------
Fang, Hipel and Kilgour (1993), Interactive Decision Making: The Graph Model for
Conflict Resolution. Preference statements: option prioritising, Fang, Hipel, Kilgour
and Peng (2003), Group Decision and Negotiation 12:201-222.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

CONCEPTS = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True)
class Stability:
    """Which outcomes are stable for whom.

    Attributes
    ----------
    stable
        Concept to shape (players, outcomes).
    """

    stable: dict[str, Bools]

    def equilibria(self, concept: str) -> NDArray[np.int64]:
        """Return outcomes that are stable for all players."""
        return np.flatnonzero(self.stable[concept].all(axis=0))


def ranks(game: Game) -> Array:
    """Return how high each player puts each path, shape (players, paths).

    Statement k of n is worth 2 to the power of n - k where it comes out as wanted, so
    that an earlier one outweighs all later ones together.
    """
    out = np.zeros((len(game.players), game.shape.paths))
    for i, player in enumerate(game.players):
        wishes = game.file.players[player].preferences
        for k, wish in enumerate(wishes):
            true = game.matches(wish.when)[0] == wish.wanted
            out[i] += 2.0 ** (len(wishes) - 1 - k) * true
    return out


def moves_between(made: NDArray[np.int64]) -> Bools:
    """Return which paths a player can reach by its own move alone.

    Parameters
    ----------
    made
        Move of each player on each path, shape (players, paths).

    Returns
    -------
    Shape (players, from, to).
    """
    players = made.shape[0]
    same = made[:, :, None] == made[:, None, :]
    return np.array(
        [~same[i] & np.delete(same, i, axis=0).all(axis=0) for i in range(players)]
    )


def stability(order: Array, reach: Bools) -> Stability:
    """Find the stable outcomes.

    Parameters
    ----------
    order
        How high each player puts each outcome, shape (players, outcomes).
    reach
        Shape (players, from, to).
    """
    players, count = order.shape
    better = order[:, None, :] > order[:, :, None]  # (player, from, to)
    gains = reach & better
    out = {c: np.ones((players, count), dtype=bool) for c in CONCEPTS}
    for i in range(players):
        others = [k for k in range(players) if k != i]
        answers = _closure(reach[others])
        paying = _closure(gains[others])
        worse = order[i][None, :] <= order[i][:, None]  # (from, to): no better
        escape = np.eye(count, dtype=bool) | reach[i]
        # held[s, x]: from x player i cannot get to anything better than s
        above = ~worse
        held = ~((escape.astype(int) @ above.T.astype(int)) > 0).T
        for s in range(count):
            steps = np.flatnonzero(gains[i, s])
            out["nash"][i, s] = len(steps) == 0
            out["gmr"][i, s] = (answers[steps] & worse[s]).any(axis=1).all()
            out["smr"][i, s] = (answers[steps] & worse[s] & held[s]).any(axis=1).all()
            out["seq"][i, s] = (paying[steps] & worse[s]).any(axis=1).all()
    return Stability(out)


def _closure(steps: Bools) -> Bools:
    """Return what a coalition can reach by moves of its members, none twice in a row.

    Each member's moves are transitive here (any move of its own at any time), so a
    move twice in a row reaches nothing new and the plain closure is the same.
    """
    one: Bools = np.any(steps, axis=0)
    step = one.astype(np.int32)
    whole = one.copy()
    while True:
        more: Bools = whole | (whole.astype(np.int32) @ step > 0)
        if bool((more == whole).all()):
            return whole
        whole = more
