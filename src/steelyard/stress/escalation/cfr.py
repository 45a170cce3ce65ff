"""Counterfactual regret minimisation (CFR+), with its distance from equilibrium.

With two players whose payoffs add up to nothing, average play comes to a Nash
equilibrium. Otherwise it need not, so the distance (NashConv) is always given.

References
----------
Tammelin (2014), Solving large imperfect information games using CFR+, arXiv 1407.5042.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.tree import Tree, gains

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Average:
    """Average play.

    Attributes
    ----------
    play
        Probability of each slot.
    gain
        What each player could gain by its best response, shape (players,).
    """

    play: Array
    gain: Array

    @property
    def nash_conv(self) -> float:
        """Sum of all gains."""
        return float(self.gain.sum())


def cfr_plus(tree: Tree, rounds: int = 500) -> Average:
    """Run CFR+ with alternating updates and linear averaging.

    Raises
    ------
    ValueError
        If there are no rounds.
    """
    if rounds < 1:
        raise ValueError(f"rounds must be at least 1, got {rounds}")
    play = tree.even()
    regret = np.zeros_like(play)
    total = np.zeros_like(play)
    sets = [tree.sets_of(i) for i in range(tree.players)]
    for t in range(1, rounds + 1):
        for player in range(tree.players):
            value, _ = tree.slot_values(play, player)
            own = _own_reach(tree, play, player)
            for slots in sets[player]:
                mean = play[slots] @ value[slots]
                regret[slots] = np.maximum(regret[slots] + value[slots] - mean, 0.0)
                total[slots] += t * own[slots.start] * play[slots]
                sum_ = regret[slots].sum()
                size = slots.stop - slots.start
                play[slots] = regret[slots] / sum_ if sum_ > 0 else 1.0 / size
    mean_play = tree.even()
    for player in range(tree.players):
        for slots in sets[player]:
            if total[slots].sum() > 0:
                mean_play[slots] = total[slots] / total[slots].sum()
    return Average(mean_play, gains(tree, mean_play))


def _own_reach(tree: Tree, play: Array, player: int) -> Array:
    """Return by slot how far a player itself lets its information set be reached."""
    others = np.where(tree.owner == player, play, 1.0)
    reach = np.ones(len(tree.parent))
    for nodes in tree.levels:
        reach[nodes] = reach[tree.parent[nodes]] * others[tree.edge[nodes]]
    out = np.zeros(len(play))
    nodes = np.flatnonzero(tree.edge >= 0)
    out[tree.edge[nodes]] = reach[tree.parent[nodes]]
    return out
