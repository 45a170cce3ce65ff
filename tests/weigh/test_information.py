"""Value of information against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.stats import norm

from steelyard.weigh.information import (
    evpi,
    evppi,
    first_to_find_out,
    says,
    study,
    weightings,
)

Array = NDArray[np.float64]


def loss(mean: float, sd: float) -> float:
    """Unit normal loss: E max(0, X) - max(0, E X) for a normal X."""
    z = abs(mean) / sd
    return float(sd * (norm.pdf(z) - z * norm.sf(z)))


def case(n: int = 40_000) -> tuple[Array, Array]:
    """Two courses, worth 0 and X1 + X2, with X1 ~ N(0.5, 1), X2 ~ N(0, 2)."""
    rng = np.random.default_rng(1)
    x = np.column_stack([rng.normal(0.5, 1, n), rng.normal(0, 2, n), rng.random(n)])
    return np.stack([np.zeros(n), x[:, 0] + x[:, 1]]), x


def test_perfect_information() -> None:
    """EVPI of a choice against nothing is the unit normal loss."""
    values, _ = case()
    found = evpi(values)
    assert found.gain == pytest.approx(loss(0.5, np.sqrt(5)), abs=4 * found.error)
    assert found.changes == pytest.approx(norm.sf(0.5 / np.sqrt(5)), abs=0.01)


def test_one_input() -> None:
    """EVPPI of each input is the loss of its own part; noise is worth nothing."""
    values, x = case()
    one, two, none = (evppi(values, x[:, i]) for i in range(3))
    assert one.gain == pytest.approx(loss(0.5, 1), abs=0.02)
    assert two.gain == pytest.approx(loss(0.5, 2), abs=0.03)
    assert none.gain < 0.005
    assert two.changes == pytest.approx(norm.sf(0.25), abs=0.02)
    order = [w.input for w in first_to_find_out(values, x, ("a", "b", "c"))]
    assert order == ["b", "a", "c"]


def test_a_study() -> None:
    """EVSI of n noisy looks is the loss of what they leave known beforehand."""
    values, x = case()
    rng = np.random.default_rng(2)
    sd = np.sqrt(2**4 / (2**2 + 3**2 / 4))
    seen = study(x[:, 1], 3.0, 4, rng)
    assert evppi(values, seen).gain == pytest.approx(loss(0.5, sd), abs=0.03)
    exact = study(x[:, 1], 0.0, 1, rng)
    assert evppi(values, exact).gain == evppi(values, x[:, 1]).gain
    with pytest.raises(ValueError, match="observations"):
        study(x[:, 1], 1.0, 0, rng)


def test_few_values() -> None:
    """A coin that decides which course is better is worth half its stake."""
    coin = np.tile([0.0, 1.0], 50)
    values = np.stack([coin, 1 - coin])
    found = evppi(values, coin, "coin")
    assert found.gain == pytest.approx(0.5)
    assert found.changes == pytest.approx(0.5)
    assert says(found, "the coin").endswith("change the choice in 50 % of futures.")
    assert "no future" in says(evppi(values, np.zeros(100)), "it")


def test_weightings() -> None:
    """Tilted weights favour good or bad futures and have a mean of 1."""
    values, _ = case(1000)
    w = weightings(values)
    mean = values.mean(axis=0)
    assert mean @ w["milder"] > mean @ w["even"] > mean @ w["harsher"]
    assert all(x.mean() == pytest.approx(1) for x in w.values())
    tilted = evpi(values, w["harsher"])
    assert tilted.gain != evpi(values).gain


@given(
    arrays(float, (3, 12), elements=st.floats(-100, 100)),
    arrays(float, 12, elements=st.floats(-10, 10)),
)
def test_laws(values: Array, x: Array) -> None:
    """Knowing more is never worth less than nothing, nor more than knowing all."""
    part, whole = evppi(values, x), evpi(values)
    assert part.gain >= -1e-9
    assert whole.gain >= -1e-9
    assert 0 <= part.changes <= 1 + 1e-12
    with pytest.raises(ValueError, match="missing"):
        evpi(np.full((2, 3), np.nan))
