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
    value = _medians(of, y)
    again = np.empty((resamples, of.shape[1]))
    for i in range(resamples):
        pick = rng.integers(0, n, n)
        again[i] = _medians(of[pick], y[pick])
    low, high = interval(value, again)
    failed = int((~known).sum())
    floor = float(max(value[-1], again[:, -1].mean()))
    return Index(value[:-1], low[:-1], high[:-1], n, failed, floor)


def _medians(of: NDArray[np.intp], y: Array) -> Array:
    """Return the median distance over the classes of every column."""
    order = np.argsort(y, kind="stable")
    ordered = y[order]
    below = np.searchsorted(ordered, ordered, side="left") / len(y)
    upto = np.searchsorted(ordered, ordered, side="right") / len(y)
    found = np.empty(of.shape[1])
    for j in range(of.shape[1]):
        column = of[order, j]
        distances = [
            _distance(ordered[at], below[at], upto[at])
            for at in _members(column)
            if len(at) > 1
        ]
        found[j] = float(np.median(distances))
    return found


def _members(column: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return the positions of each class, in rising order."""
    order = np.argsort(column, kind="stable")
    cuts = np.flatnonzero(np.diff(column[order])) + 1
    return np.split(order, cuts)


def _distance(values: Array, below: Array, upto: Array) -> float:
    """Return the Kolmogorov-Smirnov distance of a class from the whole."""
    m = len(values)
    first = np.searchsorted(values, values, side="left") / m
    last = np.searchsorted(values, values, side="right") / m
    return float(max(np.abs(last - upto).max(), np.abs(first - below).max()))
