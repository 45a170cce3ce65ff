"""PAWN: how far fixing an input moves the distribution of the outcome.

Works on any sample, with dependent or discrete inputs and with failed runs.

References
----------
Pianosi and Wagener (2018), Distribution-based sensitivity analysis from a generic
input-output sample, Environmental Modelling & Software 108, 197-207: the median over
classes of the Kolmogorov-Smirnov distance, and a dummy input for what chance gives.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.index import Index, classes, interval

Array = NDArray[np.float64]

STEPS = 1000
"""Steps at which distributions are compared: distances are off by 0.001 at most."""


def pawn(
    inputs: Array,
    outcome: Array,
    rng: np.random.Generator,
    *,
    slices: int = 10,
    resamples: int = 20,
) -> Index:
    """Return PAWN indices, 0 (no influence) to 1.

    Parameters
    ----------
    inputs
        Shape (rows, inputs); NaN where missing.
    outcome
        Shape (rows,); NaN where a run failed.
    slices
        Classes that each input is cut into.

    Raises
    ------
    ValueError
        If fewer than 5 rows a class have an outcome.
    """
    known = ~np.isnan(outcome)
    x, y = inputs[known], outcome[known]
    n = len(y)
    if n < 5 * slices:
        raise ValueError(f"{n} rows are too few for {slices} classes")
    of = np.column_stack(
        [*(classes(c, slices) for c in x.T), classes(rng.random(n), slices)]
    )
    grid = np.unique(
        y if n <= STEPS else np.quantile(y, np.arange(1, STEPS + 1) / STEPS)
    )
    step = np.searchsorted(grid, y, side="left")
    value = _medians(of, step, np.ones(n))
    drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples).astype(float)
    again = np.stack([_medians(of, step, counts) for counts in drawn])
    low, high = interval(value, again)
    failed = int((~known).sum())
    floor = float(max(value[-1], again[:, -1].mean()))
    return Index(value[:-1], low[:-1], high[:-1], n, failed, floor)


def _medians(of: NDArray[np.intp], step: NDArray[np.intp], weights: Array) -> Array:
    """Return the median distance over the classes of every column.

    Parameters
    ----------
    of
        Class of each row by column.
    step
        Step of the outcome's distribution that each row belongs to.
    weights
        How often each row counts.
    """
    count = int(step.max()) + 1
    whole = np.cumsum(np.bincount(step, weights, count)) / weights.sum()
    found = np.empty(of.shape[1])
    for j in range(of.shape[1]):
        some = int(of[:, j].max()) + 1
        table = np.bincount(of[:, j] * count + step, weights, some * count)
        sheets = np.cumsum(table.reshape(some, count), axis=1)
        sheets = sheets[sheets[:, -1] > 1]
        gaps = sheets / sheets[:, -1:] - whole
        found[j] = float(np.median(np.abs(gaps).max(axis=1)))
    return found
