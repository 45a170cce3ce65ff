"""Probabilities of paths, and what they make of indicators over periods."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.histories import Histories
from steelyard.stress.escalation.shape import Shape

Array = NDArray[np.float64]
Indicator = Callable[[int], Array]
"""Node: a number for each of its paths."""


def path_chances(form: Shape, strategy: Array) -> Array:
    """Return the probability of each path of a period by joint type.

    Parameters
    ----------
    strategy
        Shape (..., slots).

    Returns
    -------
    Shape (..., joint, paths); adds up to one over paths.
    """
    chance = np.ones((*strategy.shape[:-1], form.joint, 1))
    for s in range(len(form.moves)):
        here = form.spread(strategy, s)
        chance = (chance[..., None] * here).reshape(*chance.shape[:-1], -1)
    return chance


def joint_prior(form: Shape, prior: Array) -> Array:
    """Return the probability of each joint type, shape (draws, joint)."""
    out = np.ones((prior.shape[0], form.joint))
    for s in range(len(form.types)):
        out *= prior[:, s, form.own_type[s]]
    return out


def summed(tree: Histories, chances: Array, indicator: Indicator) -> Array:
    """Return the mean of an indicator's sum over periods; (draws, joint)."""
    return _back(tree, chances, indicator, 1.0, ever=False)


def ever(tree: Histories, chances: Array, indicator: Indicator) -> Array:
    """Return the probability that an indicator of 0 and 1 comes true at any time."""
    return _back(tree, chances, indicator, 1.0, ever=True)


def _back(
    tree: Histories, chances: Array, indicator: Indicator, weight: float, *, ever: bool
) -> Array:
    draws, nodes, joint, paths = chances.shape
    value = np.zeros((draws, nodes, joint))
    for node in range(nodes - 1, -1, -1):
        now = weight * indicator(node)
        total: Array = np.broadcast_to(now, (draws, joint, paths))
        child = int(tree.child[node])
        if child >= 0:
            later = np.moveaxis(value[:, child : child + paths], 1, 2)
            total = total + ((1.0 - now) * later if ever else later)
        value[:, node] = (chances[:, node] * total).sum(axis=-1)
    return value[:, 0]
