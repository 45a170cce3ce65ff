"""Bands over futures, as plain data."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVELS = (0.05, 1 / 6, 0.5, 5 / 6, 0.95)
"""5th percentile, middle two thirds, median, 95th."""


def band(values: Array) -> list[float]:
    """Return the five levels of values over futures, to six digits."""
    return [digits(v) for v in np.quantile(values, LEVELS)]


def bands(values: Array) -> list[list[float]]:
    """Return the five levels for each column of values, (futures, columns)."""
    return [band(column) for column in values.T]


def digits(value: float) -> float:
    """Round to six significant digits, so that files stay small."""
    return float(f"{value:.6g}")
