"""The design for Sobol' indices: two samples, and one mixed for each input.

References
----------
Saltelli et al. (2010), Variance based sensitivity analysis of model output,
Computer Physics Communications 181, 259-270. Points by `scipy.stats.qmc.Sobol`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def design(base: int, inputs: int, rng: np.random.Generator) -> Array:
    """Return the rows at which to run a model.

    Parameters
    ----------
    base
        Rows in each sample; a power of two.
    inputs
        How many inputs, D.

    Returns
    -------
    Points in the unit cube, shape (base, inputs + 2, inputs): for each base row
    the point of A, the points of A with one input from B, and the point of B. Run
    the model on `points.reshape(-1, inputs)` and give results to `sobol` as
    `results.reshape(base, inputs + 2)`.

    Raises
    ------
    ValueError
        If `base` is not a power of two, or there is no input.
    """
    from scipy.stats import qmc

    if base < 2 or base & (base - 1):
        raise ValueError(f"base must be a power of two, got {base}")
    if inputs < 1:
        raise ValueError("there must be at least one input")
    points = qmc.Sobol(2 * inputs, scramble=True, rng=rng).random(base)
    a, b = points[:, :inputs], points[:, inputs:]
    rows = np.repeat(a[:, None, :], inputs + 2, axis=1)
    for i in range(inputs):
        rows[:, i + 1, i] = b[:, i]
    rows[:, -1, :] = b
    return rows
