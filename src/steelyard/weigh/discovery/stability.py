"""How often the same inputs are found when rows are left out at random.

References
----------
Bryant and Lempert (2010), section on reproducibility statistics: peel half samples
again and count which inputs are limited in the box then picked.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Mask
from steelyard.weigh.discovery.find import find

Array = NDArray[np.float64]

MOST_ROWS = 1_000
"""Rows in a resample at most: more would only make the same inputs come back."""


def reproducibility(
    inputs: Array,
    of_interest: Mask,
    rng: np.random.Generator,
    *,
    categorical: Collection[int] = (),
    coverage: float | None = None,
    most_limits: int = 3,
    resamples: int = 10,
    share: float = 0.5,
) -> dict[int, float]:
    """Return the share of resamples in which each column is limited.

    Parameters
    ----------
    coverage, most_limits
        How boxes are found, as in `find`.
    resamples, share
        How many times, and what share of the rows, drawn without replacement; at
        most `MOST_ROWS` of them.

    Returns
    -------
    Column to share, for columns limited in any resample.
    """
    count = np.zeros(inputs.shape[1])
    rows = len(of_interest)
    size = min(max(int(share * rows), 1), MOST_ROWS)
    for _ in range(resamples):
        pick = rng.choice(rows, size=size, replace=False)
        part, cases = inputs[pick], of_interest[pick]
        again, _ = find(
            part,
            cases,
            categorical=categorical,
            coverage=coverage,
            most_limits=most_limits,
        )
        for column in again.limits:
            count[column] += 1
    return {int(c): float(count[c] / resamples) for c in np.flatnonzero(count)}
