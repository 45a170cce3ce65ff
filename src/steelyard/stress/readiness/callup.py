"""Limits of people and days on calling up the reserve components.

References
----------
10 U.S.C. 12302 (partial mobilisation), 12304 (selected reserve), 12304b
(preplanned missions), 12406; 32 U.S.C. 502(f).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Called:
    """People called up against a limit.

    Attributes
    ----------
    over_people
        People beyond the limit on the worst day, shape (futures,).
    over_days
        Days beyond the limit in the longest unbroken stretch, shape (futures,).
    """

    over_people: Array
    over_days: Array


def call_up(people: Array, most: Array | None, longest: Array | None) -> Called:
    """Hold people on duty against a law's limits.

    Parameters
    ----------
    people
        On duty by day, shape (futures, days). A stretch within the horizon is a
        lower bound of a member's own stretch only if members are not relieved.
    most, longest
        Most people and most days, shape (futures,); None where the law sets none.
    """
    none = np.zeros(people.shape[0], dtype=np.float32)
    over_people = none
    if most is not None:
        over_people = np.maximum(people.max(axis=1) - most, 0.0).astype(np.float32)
    over_days = none
    if longest is not None:
        over_days = np.maximum(_stretch(people > 0) - longest, 0.0).astype(np.float32)
    return Called(over_people, over_days)


def _stretch(on: NDArray[np.bool_]) -> Array:
    """Return the longest run of days on duty, shape (futures,)."""
    run = np.zeros(on.shape[0], dtype=np.float32)
    longest = run.copy()
    for day in range(on.shape[1]):
        run = np.where(on[:, day], run + 1.0, 0.0).astype(np.float32)
        longest = np.maximum(longest, run)
    return longest
