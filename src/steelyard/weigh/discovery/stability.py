"""How often the same inputs are found when rows are left out at random.

References
----------
Bryant and Lempert (2010), section on reproducibility statistics: peel half samples
again and count which inputs are limited in a box of like coverage.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Mask
from steelyard.weigh.discovery.prim import peel
from steelyard.weigh.discovery.quasi_p import drop_chance

Array = NDArray[np.float64]


def reproducibility(
    box: Box,
    inputs: Array,
    of_interest: Mask,
    rng: np.random.Generator,
    *,
    categorical: Collection[int] = (),
    resamples: int = 10,
    share: float = 0.5,
) -> dict[int, float]:
    """Return the share of resamples in which each column is limited.

    Parameters
    ----------
    box
        The box whose coverage is aimed at.
    resamples, share
        How many times, and what share of the rows, drawn without replacement.

    Returns
    -------
    Column to share, for columns limited in the box or in any resample.
    """
    count = np.zeros(inputs.shape[1])
    rows = len(of_interest)
    for _ in range(resamples):
        pick = rng.choice(rows, size=max(int(share * rows), 1), replace=False)
        part, cases = inputs[pick], of_interest[pick]
        path = peel(part, cases, categorical=categorical)
        again = drop_chance(path.pick(coverage=box.coverage), part, cases)
        for column in again.limits:
            count[column] += 1
    named = {*box.limits, *(int(c) for c in np.flatnonzero(count))}
    return {c: float(count[c] / resamples) for c in sorted(named)}
