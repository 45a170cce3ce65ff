"""Whether each limit of a box could be chance.

References
----------
Bryant and Lempert (2010), Technological Forecasting and Social Change 77, appendix:
a one-sided binomial test of the box against the box without that limit. "Quasi",
because the limit was chosen on the same data that test it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Mask, without

Array = NDArray[np.float64]


def quasi_p(box: Box, inputs: Array, of_interest: Mask) -> dict[int, float]:
    """Return the quasi-p value of each limited column.

    Parameters
    ----------
    inputs, of_interest
        What the box was found on, (rows, inputs) and (rows,).
    """
    from scipy.stats import binom

    found = {}
    for column in box.limits:
        freed = without(box, [column], inputs, of_interest)
        p = float(binom.sf(box.hits - 1, box.inside, freed.density))
        found[column] = p
    return found


def drop_chance(box: Box, inputs: Array, of_interest: Mask, level: float = 0.05) -> Box:
    """Take off limits that could be chance, the weakest first."""
    while box.limits:
        p = quasi_p(box, inputs, of_interest)
        weakest = max(p, key=lambda c: p[c])
        if p[weakest] <= level:
            break
        box = without(box, [weakest], inputs, of_interest)
    return box
