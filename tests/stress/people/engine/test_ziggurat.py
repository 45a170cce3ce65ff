"""Exponential and normal draws against their laws."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from scipy import stats

from steelyard.stress.people.engine.philox import philox
from steelyard.stress.people.engine.ziggurat import (
    EXP_F,
    EXP_X,
    NOR_F,
    NOR_X,
    exponential,
    normal,
    normal_tail,
)


@numba.njit
def draws(n: int, which: int, seed: int):  # type: ignore[no-untyped-def]
    out = np.empty(n)
    for i in range(n):
        z = np.uint64(3)
        key = (np.uint64(seed), np.uint64(i), z, z, z << np.uint64(20))
        w0, w1, _, w3 = philox(key, np.uint64(0))
        if which == 0:
            out[i] = exponential(key, np.int64(0), w0, w1, w3)
        elif which == 1:
            out[i] = normal(key, np.int64(0), w0, w1, w3)
        else:
            out[i] = normal_tail(key, np.int64(0))
    return out


LAWS = [(0, stats.expon()), (1, stats.norm()), (2, stats.truncnorm(NOR_X[1], np.inf))]


@pytest.mark.parametrize(("which", "law"), LAWS, ids=["exponential", "normal", "tail"])
def test_law(which: int, law: object) -> None:
    """Draws follow the law: Kolmogorov-Smirnov over seeds, pooled by Fisher."""
    values = [
        stats.kstest(draws(200_000, which, seed), law.cdf).pvalue  # type: ignore[attr-defined]
        for seed in range(10)
    ]
    assert stats.combine_pvalues(values).pvalue > 1e-4


@pytest.mark.parametrize(("which", "law"), LAWS[:2], ids=["exponential", "normal"])
def test_tails_and_moments(which: int, law: object) -> None:
    """The far tail is as heavy as it should be, and four moments are right."""
    x = draws(4_000_000, which, 99)
    n = len(x)
    for point in (law.ppf(0.999), law.ppf(0.9999), law.ppf(1 - 1e-5)):  # type: ignore[attr-defined]
        p = law.sf(point)  # type: ignore[attr-defined]
        assert stats.binomtest(int((x > point).sum()), n, p).pvalue > 1e-4
    for k in (1, 2, 3, 4):
        mean, wide = law.moment(k), law.moment(2 * k)  # type: ignore[attr-defined]
        error = np.sqrt((wide - mean**2) / n)
        assert abs((x**k).mean() - mean) / error < 4.5


@pytest.mark.parametrize(("x", "f"), [(EXP_X, EXP_F), (NOR_X, NOR_F)])
def test_layers_have_equal_area(x: np.ndarray, f: np.ndarray) -> None:
    """All layers of the ziggurat have the same area, the base included."""
    areas = x[1:-1] * np.diff(f[1:])
    assert areas == pytest.approx(x[0] * f[1], rel=1e-9)
    assert f[-1] == 1
