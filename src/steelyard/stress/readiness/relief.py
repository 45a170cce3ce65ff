"""What eases the burden: a substitute after its lead, or another unit type."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def replaced(level: Array, share: Array, lead: Array) -> tuple[Array, Array]:
    """Let a substitute take over a share once its lead has passed.

    Parameters
    ----------
    level
        People or hours by day, shape (futures, days).
    share
        Share that the substitute can do, shape (futures,).
    lead
        Days from the first day until it does, shape (futures,).

    Returns
    -------
    What stays and what is taken over, each of the shape of `level`.
    """
    day = np.arange(level.shape[1], dtype=np.float32)
    ready = day[None, :] >= lead[:, None]
    taken = level * share[:, None] * ready
    return level - taken, taken


def mixed(
    giving: Array, taking: Array, share: Array, ratio: Array
) -> tuple[Array, Array]:
    """Move a share of units from one type to another.

    Parameters
    ----------
    giving, taking
        Units on the mission by day, shape (futures, days).
    share
        Share of the giving type's people that is moved, shape (futures,).
    ratio
        People in a unit that gives over people in one that takes, (futures,).

    Returns
    -------
    Both types' units on the mission after it.
    """
    moved = giving * share[:, None]
    return giving - moved, taking + moved * ratio[:, None]
