"""Futures: stable, balanced, and of the right distribution."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import (
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Quantity,
    Triangular,
    Uniform,
)
from steelyard.study.futures import inverse, place, sample

U = (np.arange(20_000) + 0.5) / 20_000


@pytest.mark.parametrize(
    ("distribution", "exact"),
    [
        (Uniform(kind="uniform", low=2, high=5), stats.uniform(2, 3)),
        (
            Triangular(kind="triangular", low=1, mode=2, high=5),
            stats.triang(0.25, 1, 4),
        ),
        (Normal(kind="normal", mean=3, sd=2), stats.norm(3, 2)),
        (
            Normal(kind="normal", mean=3, sd=2, low=2, high=6),
            stats.truncnorm(-0.5, 1.5, 3, 2),
        ),
        (
            Lognormal(kind="lognormal", median=10, p90=30),
            stats.lognorm(np.log(3) / stats.norm.ppf(0.9), scale=10),
        ),
    ],
)
def test_quantiles_agree_with_scipy(
    distribution: Distribution, exact: stats.rv_continuous
) -> None:
    """Our quantile functions are those of the textbook distributions."""
    np.testing.assert_allclose(inverse(distribution, U), exact.ppf(U), rtol=1e-9)


def test_discrete() -> None:
    """Shares of the values are the weights."""
    drawn = inverse(Discrete(kind="discrete", values=(1, 5), weights=(0.3, 0.7)), U)
    assert np.mean(drawn == 5) == pytest.approx(0.7, abs=1e-3)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ranges_are_kept(low: float, width: float) -> None:
    """A draw never leaves its range."""
    high = low + width
    q = Quantity(value=low, unit="m", range=(low, high), basis="assumed", source=("a",))
    drawn = place(q, U[::100])
    assert drawn.min() >= low
    assert drawn.max() <= high


def test_sample_is_stable_and_nested(tiny: Casebook) -> None:
    """Same seed, same futures; more futures keep the first; another seed differs."""
    a, b, c = sample(tiny, 100, 7), sample(tiny, 300, 7), sample(tiny, 100, 8)
    np.testing.assert_array_equal(a.points, b.points[:100])
    assert not np.array_equal(a.points, c.points)
    assert a.names[-1] == "replay"
    assert "flood_level" not in a.names


def test_each_block_is_stratified(tiny: Casebook) -> None:
    """Of the 256 futures of a block each of 256 strata holds one, in each quantity."""
    points = sample(tiny, 512, 3).points
    for block in (points[:256], points[256:]):
        for column in block.T:
            assert sorted((column * 256).astype(int)) == list(range(256))


def test_quantities_are_independent(tiny: Casebook) -> None:
    """No two quantities are correlated beyond chance."""
    points = sample(tiny, 4096, 5).points
    rho = np.corrcoef(points.T) - np.eye(points.shape[1])
    assert np.abs(rho).max() < 4.5 / np.sqrt(4096)


def test_a_new_quantity_moves_no_other(tiny: Casebook) -> None:
    """Draws follow the quantity's id, not its place among the others."""
    extra = Quantity(
        value=1, unit="day", range=(0, 2), basis="assumed", source=("leaflet",)
    )
    more = replace(tiny, quantities={"aaa": extra, **tiny.quantities})
    old, new = sample(tiny, 300, 1), sample(more, 300, 1)
    for name in old.names:
        np.testing.assert_array_equal(
            old.points[:, old.names.index(name)], new.points[:, new.names.index(name)]
        )


def test_seed_zero_is_a_seed(tiny: Casebook) -> None:
    """Seed 0 is honoured, and bad counts are refused."""
    np.testing.assert_array_equal(sample(tiny, 4, 0).points, sample(tiny, 4, 0).points)
    for futures, seed in ((0, 1), (1, -1)):
        with pytest.raises(ValueError, match="at least"):
            sample(tiny, futures, seed)


def test_draws(tiny: Casebook) -> None:
    """Every quantity has a value in every future; certain ones are constant."""
    draws = sample(tiny, 50, 1).draws(tiny.quantities)
    assert set(draws) == set(tiny.quantities)
    assert np.ptp(draws["flood_level"]) == 0
    assert draws["guards"].min() >= 20
