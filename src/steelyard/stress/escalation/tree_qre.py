"""Logit agent quantal response in extensive form, along a path of precisions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.tree import Tree

Array = NDArray[np.float64]


@dataclass(frozen=True)
class TreePlay:
    """Play of a tree.

    Attributes
    ----------
    play
        Probability of each slot.
    residual
        Largest distance of a probability from its response.
    """

    play: Array
    residual: float


def tree_qre(
    tree: Tree,
    precision: float,
    start: Array | None = None,
    tol: float = 1e-9,
    most: int = 5000,
) -> TreePlay:
    """Find the logit agent quantal-response equilibrium by damped responses.

    References
    ----------
    McKelvey and Palfrey (1998), Experimental Economics 1:9-41.
    """
    play = tree.even() if start is None else start.copy()
    step, residual = 1.0, np.inf
    last = np.inf
    for _ in range(most):
        aim = response(tree, play, precision)
        residual = float(np.abs(aim - play).max())
        if residual < tol:
            break
        step = max(0.7 * step, 0.005) if residual > last else min(1.02 * step, 1.0)
        last = residual
        play = _towards(tree, play, aim, step)
    return TreePlay(play, residual)


def response(tree: Tree, play: Array, precision: float) -> Array:
    """Return the logit response of every information set to `play`."""
    out = play.copy()
    for player in range(tree.players):
        value, weight = tree.slot_values(play, player)
        worth = value / np.maximum(weight, 1e-250)
        for slots in tree.sets_of(player):
            here = np.exp(precision * (worth[slots] - worth[slots].max()))
            out[slots] = here / here.sum()
    return out


def _towards(tree: Tree, play: Array, aim: Array, step: float) -> Array:
    """Go part of the way in logarithms."""
    out = play.copy()
    for player in range(tree.players):
        for slots in tree.sets_of(player):
            kept = np.log(np.maximum(play[slots], 1e-300))
            there = np.log(np.maximum(aim[slots], 1e-300))
            here = np.exp(kept + step * (there - kept))
            out[slots] = here / here.sum()
    return out


def follow(tree: Tree, precisions: list[float]) -> list[TreePlay]:
    """Solve at rising precisions, each from where the last one ended."""
    out: list[TreePlay] = []
    for precision in precisions:
        out.append(tree_qre(tree, precision, out[-1].play if out else None))
    return out
