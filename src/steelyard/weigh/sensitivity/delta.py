"""Borgonovo's delta: how far fixing an input moves the density of the outcome.

The index does not change when the outcome is passed through a rising function, so
the outcome is turned into ranks: its density is then flat, and only that of each
class has to be estimated, by a histogram smoothed with a reflected Gaussian kernel.

References
----------
Borgonovo (2007), A new uncertainty importance measure, Reliability Engineering &
System Safety 92. Plischke, Borgonovo and Smith (2013), European Journal of
Operational Research 226, for estimating it from given data and the bootstrap
correction of its bias.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.index import Index, classes, interval

Array = NDArray[np.float64]

BINS = 100


def delta(
    inputs: Array,
    outcome: Array,
    rng: np.random.Generator,
    *,
    slices: int = 16,
    resamples: int = 20,
) -> Index:
    """Return delta indices, 0 (independent) to 1 (determines the outcome).

    Parameters
    ----------
    inputs
        Shape (rows, inputs); NaN where missing.
    outcome
        Shape (rows,); NaN where a run failed.

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
    # Ties in the outcome are spread at random over the ranks that they share.
    rank = np.empty(n, dtype=np.intp)
    rank[np.lexsort((rng.random(n), y))] = np.arange(n)
    bins = rank * BINS // n
    of = np.column_stack(
        [*(classes(c, slices) for c in x.T), classes(rng.random(n), slices)]
    )
    plain = _deltas(of, bins)
    again = np.empty((resamples, of.shape[1]))
    for i in range(resamples):
        pick = rng.integers(0, n, n)
        again[i] = _deltas(of[pick], bins[pick])
    value = np.maximum(2 * plain - again.mean(axis=0), 0.0)
    low, high = interval(value, again)
    failed = int((~known).sum())
    return Index(value[:-1], low[:-1], high[:-1], n, failed, float(value[-1]))


def _deltas(of: NDArray[np.intp], bins: NDArray[np.intp]) -> Array:
    """Return delta for every column of classes, before its bias is corrected."""
    n = len(bins)
    found = np.empty(of.shape[1])
    for j in range(of.shape[1]):
        count = int(of[:, j].max()) + 1
        table = np.bincount(of[:, j] * BINS + bins, minlength=count * BINS)
        rows = table.reshape(count, BINS)
        rows = rows[rows.sum(axis=1) > 0]
        sizes = rows.sum(axis=1)
        shift = np.array([np.abs(_density(r) - 1).mean() / 2 for r in rows])
        found[j] = float(sizes @ shift) / n
    return found


def _density(counts: NDArray[np.intp]) -> Array:
    """Return the density on the unit interval of counts in equal bins.

    Gaussian kernel by Silverman's rule, reflected at both ends.
    """
    size = counts.sum()
    share = counts / size
    mean = share @ _MIDDLES
    spread = float(np.sqrt(share @ (_MIDDLES - mean) ** 2))
    width = max(0.9 * spread * float(size) ** -0.2, 0.5 / BINS)
    smoothed: Array = share @ _kernel(round(width, 3)) * BINS
    return smoothed


@lru_cache(maxsize=256)
def _kernel(width: float) -> Array:
    kernel = np.exp(-0.5 * (_GAPS / width) ** 2).sum(axis=0)
    spread: Array = kernel / kernel.sum(axis=1, keepdims=True)
    return spread


_MIDDLES = (np.arange(BINS) + 0.5) / BINS
_GAPS = np.stack(
    [
        _MIDDLES[:, None] - _MIDDLES,
        _MIDDLES[:, None] + _MIDDLES,
        2 - _MIDDLES[:, None] - _MIDDLES,
    ]
)
"""Distances of bins, straight and mirrored at either end."""
