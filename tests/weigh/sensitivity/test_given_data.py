"""PAWN, delta and the tornado on given samples."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.delta import delta
from steelyard.weigh.sensitivity.index import classes
from steelyard.weigh.sensitivity.pawn import pawn
from steelyard.weigh.sensitivity.tornado import tornado

Array = NDArray[np.float64]


def linear(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Y = X1 + 0.5 X2 + 0 X3, standard normal inputs."""
    x = rng.standard_normal((n, 3))
    return x, x[:, 0] + 0.5 * x[:, 1]


def delta_of_normals(share: float) -> float:
    """Delta of one of two summed normals, by quadrature.

    `share` is the input's part of the variance of the sum.
    """
    from scipy.integrate import quad
    from scipy.stats import norm

    rest = np.sqrt(1 - share)

    def apart(z: float) -> float:
        shift = np.sqrt(share) * z
        grid = np.linspace(-8, 8, 4001)
        gap = np.abs(norm.pdf(grid) - norm.pdf(grid, shift, rest))
        return float(np.trapezoid(gap, grid) / 2 * norm.pdf(z))

    return float(quad(apart, -6, 6, epsabs=1e-6)[0])


def test_delta_of_a_linear_model() -> None:
    """Delta agrees with its integral for two normals, and is nil for a third."""
    rng = np.random.default_rng(1)
    x, y = linear(20_000, rng)
    found = delta(x, y, rng)
    assert found.value[0] == pytest.approx(delta_of_normals(0.8), abs=0.03)
    assert found.value[1] == pytest.approx(delta_of_normals(0.2), abs=0.03)
    assert found.value[2] < 0.03


def test_delta_ignores_a_rising_function() -> None:
    """The exponential of the outcome has the same delta."""
    x, y = linear(2000, np.random.default_rng(1))
    one = delta(x, y, np.random.default_rng(2))
    two = delta(x, np.exp(3 * y), np.random.default_rng(2))
    assert np.array_equal(one.value, two.value)


def ks_of_normals(share: float) -> float:
    """Median over classes of the distance that PAWN estimates, by quadrature."""
    from scipy.stats import norm

    grid = np.linspace(-8, 8, 4001)
    z = norm.ppf((np.arange(2000) + 0.5) / 2000)
    rest = np.sqrt(1 - share)
    sheets = norm.cdf(grid[:, None], np.sqrt(share) * z, rest)
    slices = sheets.reshape(len(grid), 10, 200).mean(axis=2)
    return float(np.median(np.abs(slices - norm.cdf(grid)[:, None]).max(axis=0)))


def test_pawn_of_a_linear_model() -> None:
    """PAWN agrees with its integral; an input without effect stays at chance."""
    rng = np.random.default_rng(3)
    x, y = linear(20_000, rng)
    found = pawn(x, y, rng)
    assert found.value[0] == pytest.approx(ks_of_normals(0.8), abs=0.03)
    assert found.value[1] == pytest.approx(ks_of_normals(0.2), abs=0.03)
    assert found.value[2] < 0.05
    assert found.above_chance()[:2].all()


def test_discrete_missing_and_failed() -> None:
    """Few values are each a class, missing ones too, and failed rows are counted."""
    rng = np.random.default_rng(4)
    x = np.column_stack([rng.integers(0, 3, 4000).astype(float), rng.random(4000)])
    y = x[:, 0] + 0.1 * rng.random(4000)
    x[:100, 1] = np.nan
    y[100:200] = np.nan
    for method in (pawn, delta):
        found = method(x, y, rng)
        assert (found.used, found.failed) == (3900, 100)
        assert found.value[0] > 0.3
        assert found.value[0] > 4 * found.value[1]
    with pytest.raises(ValueError, match="too few"):
        pawn(x[:20], y[:20], rng)
    with pytest.raises(ValueError, match="too few"):
        delta(x[:20], y[:20], rng)


def test_classes() -> None:
    """Many values make classes of like size."""
    found = classes(np.arange(100.0), 4)
    assert np.bincount(found).tolist() == [25, 25, 25, 25]
    assert classes(np.array([5.0, np.nan, 7.0, 5.0]), 4).tolist() == [0, 2, 1, 0]


def test_tornado() -> None:
    """Bars run from the input's low to its high sixth, widest first."""
    rng = np.random.default_rng(5)
    u = (rng.permuted(np.tile(np.arange(6000.0), (3, 1)), axis=1).T + 0.5) / 6000
    bars = tornado(u, 6 * u[:, 1] - 3 * u[:, 0], ("a", "b", "c"))
    assert [b.input for b in bars][:2] == ["b", "a"]
    assert bars[0].width == pytest.approx(6 * 5 / 6, abs=0.2)
    assert bars[1].width == pytest.approx(-3 * 5 / 6, abs=0.35)
    assert bars[0].sure
    assert bars[0].at_low == pytest.approx(1 / 12, abs=1e-3)
    assert abs(bars[2].width) < 2 * bars[2].error
    assert tornado(np.ones((5, 1)), np.ones(5), ("x",)) == []
    with pytest.raises(ValueError, match="tail"):
        tornado(u, u[:, 0], ("a", "b", "c"), tail=0.7)
