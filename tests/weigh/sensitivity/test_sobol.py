"""Sobol' indices against analytic answers."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.saltelli import design
from steelyard.weigh.sensitivity.sobol import sobol

Array = NDArray[np.float64]


def ishigami(u: Array, a: float = 7.0, b: float = 0.1) -> Array:
    """Ishigami and Homma (1990), on the unit cube."""
    x = np.pi * (2 * u - 1)
    value: Array = (
        np.sin(x[..., 0])
        + a * np.sin(x[..., 1]) ** 2
        + b * x[..., 2] ** 4 * np.sin(x[..., 0])
    )
    return value


A = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])


def g_function(u: Array) -> Array:
    """Sobol's G-function, Saltelli and Sobol' (1995)."""
    value: Array = ((np.abs(4 * u - 2) + A) / (1 + A)).prod(axis=-1)
    return value


def test_ishigami() -> None:
    """First and total order as published: 0.3139, 0.4424, 0; 0.5576, 0.4424, 0.2437."""
    rng = np.random.default_rng(1)
    found = sobol(ishigami(design(2**14, 3, rng)), rng)
    assert found.first.value == pytest.approx([0.3139, 0.4424, 0.0], abs=0.01)
    assert found.total.value == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)
    assert np.all(found.first.low <= np.array([0.3139, 0.4424, 0.0]) + 0.005)
    assert np.all(found.first.high >= np.array([0.3139, 0.4424, 0.0]) - 0.005)
    assert not found.first.above_chance()[2]
    assert found.total.above_chance().all()


def test_g_function() -> None:
    """Analytic: V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1."""
    part = 1 / (3 * (1 + A) ** 2)
    whole = np.prod(1 + part) - 1
    first = part / whole
    total = part * np.prod(1 + part) / (1 + part) / whole
    rng = np.random.default_rng(2)
    found = sobol(g_function(design(2**14, 6, rng)), rng)
    assert found.first.value == pytest.approx(first, abs=0.01)
    assert found.total.value == pytest.approx(total, abs=0.01)


def test_failed_runs_are_masked() -> None:
    """A failed run takes its base row out, is counted, and hardly moves the answer."""
    rng = np.random.default_rng(3)
    results = ishigami(design(2**12, 3, rng))
    results[::20, 2] = np.nan
    found = sobol(results, rng)
    assert found.total.value == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert found.first.failed == 5 * 205
    assert found.first.used + found.first.failed == results.size
    with pytest.raises(ValueError, match="base rows are whole"):
        sobol(np.full((64, 5), np.nan), rng)


def test_a_constant_depends_on_nothing() -> None:
    """A model that never moves has indices of 0, not of 0/0."""
    found = sobol(np.full((64, 5), 3.0), np.random.default_rng(0))
    assert not found.first.value.any()
    assert not found.total.value.any()


def test_design() -> None:
    """Row i + 1 of each base row differs from the first in input i only."""
    points = design(16, 3, np.random.default_rng(4))
    for i in range(3):
        differs = (points[:, i + 1] != points[:, 0]).all(axis=0)
        assert differs.tolist() == [j == i for j in range(3)]
    with pytest.raises(ValueError, match="power of two"):
        design(100, 3, np.random.default_rng(4))
    with pytest.raises(ValueError, match="at least one"):
        design(8, 0, np.random.default_rng(4))


def test_a_hundred_thousand_rows_are_quick() -> None:
    """10^5 results with intervals, in processor time."""
    rng = np.random.default_rng(5)
    results = g_function(design(2**14, 6, rng))
    start = time.process_time()
    sobol(results, rng)
    assert time.process_time() - start < 2
