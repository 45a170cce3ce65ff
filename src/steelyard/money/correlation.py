"""Quantities that err together: a one-factor Gaussian copula.

Sums of costs that are drawn independently are too narrow: what makes one rate
dearer often makes others dearer. Each group of quantities shares one factor; the
spread of each by itself stays exactly as it was.

References
----------
GAO-20-195G (2020), chapter 12: correlation between cost elements. Iman and Conover
(1982) and Clemen and Reilly (1999), Management Science 45, on copulas in risk
analysis.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def correlate(points: Array, common: Array, rho: float) -> Array:
    """Make uniform positions correlated.

    Parameters
    ----------
    points
        Independent positions in (0, 1), shape (futures, quantities).
    common
        The factor's position, shape (futures,).
    rho
        Correlation of any two of their normal scores, 0 to below 1.

    Returns
    -------
    Positions in (0, 1), each quantity uniform as before.
    """
    from scipy.special import ndtr, ndtri

    if not 0.0 <= rho < 1.0:
        raise ValueError(f"a correlation lies within 0 to below 1, got {rho:g}")
    if rho == 0.0:
        return points
    z = np.sqrt(rho) * ndtri(common)[:, None] + np.sqrt(1.0 - rho) * ndtri(points)
    together: Array = ndtr(z)
    return together
