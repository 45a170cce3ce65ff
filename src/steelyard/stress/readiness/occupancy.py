"""Units that are taken: on the mission, and after it until they are reset."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Whole = NDArray[np.int64]


def occupied(level: Array, reset: Whole, days: int) -> Array:
    """Return what is taken on each day, after the last of `level` too.

    A unit that leaves the mission stays taken for its reset: on a day, as much is
    taken as was on the mission at most within the reset before it.

    Parameters
    ----------
    level
        Units on the mission, shape (futures, days of the horizon).
    reset
        Days of reset, whole, shape (futures,).
    days
        Days wanted, at least those of the horizon.

    Returns
    -------
    Shape (futures, days).
    """
    from scipy.ndimage import maximum_filter1d

    futures, known = level.shape
    if days < known:
        raise ValueError(f"{days} days are wanted, the mission has {known}")
    full = np.zeros((futures, days), dtype=np.float32)
    full[:, :known] = level
    for length in np.unique(reset):
        if length <= 0:
            continue
        rows = np.flatnonzero(reset == length)
        window = int(length) + 1
        # The filter looks both ways; the shift makes it look back only.
        full[rows] = maximum_filter1d(
            full[rows],
            size=window,
            axis=1,
            mode="constant",
            cval=0.0,
            origin=(window - 1) // 2,
        )
    return full
