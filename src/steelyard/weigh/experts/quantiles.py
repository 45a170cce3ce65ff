"""From four-step answers to quantiles on a common level.

References
----------
Hemming, Burgman, Hanea, McBride and Wintle (2018), A practical guide to structured
expert elicitation using the IDEA protocol, Methods in Ecology and Evolution 9,
169-180: low, high, best and confidence; intervals are stretched linearly about the
best value to a common level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.experts import Judgement

Array = NDArray[np.float64]

LEVELS = (0.05, 0.5, 0.95)
"""Quantiles that answers are brought to; the best value is read as the median."""


def standardised(
    judgement: Judgement, level: float = 0.9
) -> tuple[float, float, float]:
    """Return low, best and high with the chance `level` of lying between.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level:g}")
    stretch = level / judgement.confidence
    best = judgement.best
    return (
        best - (best - judgement.low) * stretch,
        best,
        best + (judgement.high - best) * stretch,
    )


def intrinsic_range(
    quantiles: Array, answer: float | None = None, overshoot: float = 0.1
) -> tuple[float, float]:
    """Return the range that a question is thought of in.

    The smallest interval with all quantiles and the answer, if known, and a tenth
    of its length more at either end.

    Parameters
    ----------
    quantiles
        Shape (experts, 3).
    """
    low, high = float(quantiles.min()), float(quantiles.max())
    if answer is not None:
        low, high = min(low, answer), max(high, answer)
    more = overshoot * (high - low) if high > low else max(abs(high), 1.0) * overshoot
    return low - more, high + more
