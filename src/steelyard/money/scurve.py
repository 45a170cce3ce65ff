"""The S-curve: cost by confidence, and how sure a point estimate is.

References
----------
GAO-20-195G (2020), chapter 12: cumulative distribution (S-curve), confidence level
of the point estimate, contingency up to a chosen level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Record

Array = NDArray[np.float64]

LEVELS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)


class SCurve(Record):
    """Percentiles of cost, and where the point estimate lies among them."""

    levels: tuple[int, ...]
    values: tuple[float, ...]
    point: float
    """Cost with every quantity at its value."""
    confidence: float
    """Share of futures that cost no more than the point estimate."""
    contingency: float
    """What must be added to the point estimate for the wanted level."""
    wanted: int


def s_curve(cost: Array, point: float, wanted: int = 80) -> SCurve:
    """Return the S-curve of a cost.

    Parameters
    ----------
    cost
        By future, shape (futures,).
    point
        The point estimate.
    wanted
        Level that the contingency is to reach, in percent.
    """
    if not 0 < wanted < 100:
        raise ValueError(f"a level lies between 0 and 100, got {wanted}")
    values = np.percentile(cost, LEVELS)
    return SCurve(
        levels=LEVELS,
        values=tuple(float(v) for v in values),
        point=point,
        confidence=float((cost <= point).mean()),
        contingency=float(np.percentile(cost, wanted)) - point,
        wanted=wanted,
    )
