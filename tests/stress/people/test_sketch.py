"""Sketches of times."""

from __future__ import annotations

import math

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.stress.people.engine.layout import SKETCH_BINS
from steelyard.stress.people.engine.tally import sketch_bin
from steelyard.stress.people.sketch import bin_edges, quantile


@numba.njit
def bins(values):  # type: ignore[no-untyped-def]
    out = np.empty(len(values), np.int64)
    for i in range(len(values)):
        out[i] = sketch_bin(values[i])
    return out


@settings(deadline=None)
@given(st.floats(0, 1e7))
def test_bin_holds_its_times(hours: float) -> None:
    """A time falls into the bin whose edges enclose it."""
    i = int(bins(np.array([hours]))[0])
    edges = bin_edges()
    assert 0 <= i < SKETCH_BINS
    assert edges[i] <= hours
    assert i == SKETCH_BINS - 1 or hours < edges[i + 1]


@pytest.mark.parametrize("q", [0.05, 0.5, 0.95, 0.999])
def test_quantile_within_its_error(q: float) -> None:
    """A quantile is off by at most 1.6 percent."""
    x = np.random.default_rng(1).lognormal(1, 2, 100_000)
    counts = np.bincount(bins(x), minlength=SKETCH_BINS)
    assert quantile(counts, q) == pytest.approx(np.quantile(x, q), rel=0.017)


def test_nothing_counted() -> None:
    """A quantile of nothing is not a number; of zeros it is zero."""
    counts = np.zeros(SKETCH_BINS, np.int64)
    assert math.isnan(quantile(counts, 0.5))
    counts[0] = 3
    assert quantile(counts, 0.99) == 0.0
