"""Quantiles of times from counts in bins of equal relative width.

A bin spans 1/32 of an octave, so that a quantile read at a bin's middle is off
by at most 1.6 percent. Counts are whole numbers: sketches of chunks add up in any
order to the same.

References
----------
Masson, Rim, Lee: DDSketch: a fast and fully-mergeable quantile sketch with
relative-error guarantees. PVLDB 12(12), 2019.
https://doi.org/10.14778/3352063.3352135
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from steelyard.stress.people.engine.layout import (
    SKETCH_BINS,
    SKETCH_LOWEST,
    SKETCH_PER_OCTAVE,
)


def bin_edges() -> npt.NDArray[np.float64]:
    """Return the lower edges of all bins in hours, the first being 0."""
    k = np.arange(SKETCH_BINS - 1)
    octave, part = np.divmod(k, SKETCH_PER_OCTAVE)
    edges = 2.0 ** (octave + SKETCH_LOWEST) * (1 + part / SKETCH_PER_OCTAVE)
    return np.concatenate([[0.0], edges])


def quantile(counts: npt.NDArray[np.integer], q: float) -> float:
    """Return the `q` quantile in hours, NaN where nothing was counted."""
    total = int(counts.sum())
    if total == 0:
        return float("nan")
    edges = bin_edges()
    i = int(np.searchsorted(np.cumsum(counts), max(q * total, 1e-9)))
    if i == 0:
        return 0.0
    high = edges[i + 1] if i + 1 < len(edges) else edges[i]
    return float((edges[i] + high) / 2)
