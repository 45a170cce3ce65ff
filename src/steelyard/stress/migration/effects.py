"""What actions and drivers do to arrivals: factors and displacement.

The displacement is a choice among regions with independence from irrelevant
alternatives: those kept away spread over the other regions as arrivals do now.

References
----------
McFadden (1974), Conditional logit analysis of qualitative choice behavior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """One effect with its draws.

    Attributes
    ----------
    on
        Action or driver whose level moves it.
    where
        Regions that it acts on, shape (regions,).
    change
        Relative change at level 1, above -1, shape (futures,).
    displaced
        Share of what is kept away that comes elsewhere, shape (futures,).
    half_life
        Months in which it halves, shape (futures,); None if it stays.
    """

    on: str
    where: NDArray[np.bool_]
    change: Array
    displaced: Array
    half_life: Array | None = None

    def __post_init__(self) -> None:
        if self.change.min() <= -1:
            raise ValueError(f"the change of '{self.on}' must be above -1")


def apply(
    arrivals: Array, effects: Sequence[Effect], levels: Mapping[str, Array]
) -> Array:
    """Return arrivals under effects; the same array if none is at work.

    Parameters
    ----------
    arrivals
        Baseline, shape (futures, months, regions).
    effects
        In order; they multiply.
    levels
        Action or driver: level of each month, shape (futures, months), 0 for none,
        1 for full; a missing one is 0 throughout.
    """
    for effect in effects:
        level = levels.get(effect.on)
        if level is None or not np.any(level):
            continue
        arrivals = _one(arrivals, effect, level)
    return arrivals


def faded(level: Array, half_life: Array | None) -> Array:
    """Return levels that halve with time since they first rose above 0."""
    if half_life is None:
        return level
    on = np.cumsum(level > 0, axis=1) > 0
    age = np.maximum(np.cumsum(on, axis=1) - 0.5, 0.0)
    weakened: Array = level * 0.5 ** (age / half_life[:, None])
    return weakened


def _one(arrivals: Array, effect: Effect, level: Array) -> Array:
    strength = faded(level, effect.half_life)
    factor = (1.0 + effect.change[:, None]) ** strength
    kept = np.where(effect.where, arrivals * factor[:, :, None], arrivals)
    away = np.maximum(arrivals - kept, 0.0).sum(axis=2)
    others = np.where(effect.where, 0.0, arrivals)
    total = others.sum(axis=2)
    moved = effect.displaced[:, None] * away
    share = np.divide(moved, total, out=np.zeros_like(moved), where=total > 0)
    changed: Array = kept + others * share[:, :, None]
    return changed
