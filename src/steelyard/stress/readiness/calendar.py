"""Calendars of units that are free: collective training, and reliefs elsewhere.

References
----------
32 U.S.C. 502(a): drill and at least 15 days of training a year for the Guard;
CBO (2021), The U.S. Military's Force Structure: A Primer, on units in rotation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def training_share(months: Sequence[int], when: Collection[int], share: Array) -> Array:
    """Return the share of free units that train on each day.

    Parameters
    ----------
    months
        Calendar month, 1 to 12, of each day.
    when
        Months of the training.
    share
        Share on a day of those months, shape (futures,).

    Returns
    -------
    Shape (futures, days).
    """
    at = np.isin(np.asarray(months), list(when))
    found: Array = (share[:, None] * at[None, :]).astype(np.float32)
    return found


def in_relief(
    units: Array, tour: Array, overlap: Array, first: Array, days: int
) -> Array:
    """Return the units that are away twice on each day, at a relief.

    From the first relief on, and each tour after it, the units that come and those
    that go are both away for the overlap.

    Parameters
    ----------
    units, tour, overlap, first
        Units relieved, days between reliefs, days of overlap, days to the first
        relief; shape (futures,) each.
    days
        Days wanted.

    Returns
    -------
    Units beyond those away at all times, shape (futures, days).

    Raises
    ------
    ValueError
        If reliefs come more often than once a day.
    """
    if (tour < 1).any():
        raise ValueError("a tour lasts a day or more")
    since = np.arange(days, dtype=np.float32)[None, :] - first[:, None]
    both = (since >= 0) & (np.mod(since, tour[:, None]) < overlap[:, None])
    away: Array = (units[:, None] * both).astype(np.float32)
    return away
