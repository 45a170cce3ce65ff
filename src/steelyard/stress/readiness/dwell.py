"""Time at home: what a rotation needs, and what the pool gives.

References
----------
DoD Instruction 1235.12 and DTM 21-005 on mobilisation- and deployment-to-dwell;
each unit on a mission needs `ratio` more at home to relieve it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Dwell:
    """Dwell of one type of unit.

    Attributes
    ----------
    short
        Unit-days by which time at home falls short, shape (futures,).
    attained
        Time at home for each time away at the peak, shape (futures,); infinite
        where nothing is away.
    share_of_days
        Share of days on which it falls short, shape (futures,).
    """

    short: Array
    attained: Array
    share_of_days: Array


def dwell(on_mission: Array, free: Array, ratio: Array) -> Dwell:
    """Hold a rotation against the units that are free for it.

    Parameters
    ----------
    on_mission
        Units on the mission by day, shape (futures, days).
    free
        Units that can rotate through it, shape (futures,) or by day, (futures, days).
    ratio
        Time at home for each time away, shape (futures,).
    """
    by_day = free[:, None] if free.ndim == 1 else free
    lacking = on_mission * (1.0 + ratio)[:, None] - by_day
    # Where nobody is on the mission nobody lacks time at home for it.
    short = np.where(on_mission > 0, np.maximum(lacking, 0.0), 0.0)
    peak = on_mission.max(axis=1)
    attained = np.full(peak.shape, np.inf, dtype=np.float32)
    away = peak > 0
    highest = np.argmax(on_mission, axis=1)
    at = np.broadcast_to(by_day, on_mission.shape)[np.arange(len(peak)), highest]
    attained[away] = np.maximum(at[away] - peak[away], 0.0) / peak[away]
    return Dwell(
        short.sum(axis=1).astype(np.float32),
        attained,
        (short > 0).mean(axis=1).astype(np.float32),
    )
