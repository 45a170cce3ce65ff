"""The copula."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from steelyard.money.correlation import correlate


def test_margins_and_correlation() -> None:
    """Each stays uniform; normal scores of any two correlate as asked."""
    rng = np.random.default_rng(1)
    got = correlate(rng.random((40_000, 3)), rng.random(40_000), 0.4)
    assert got.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.01)
    assert got.var(axis=0) == pytest.approx([1 / 12] * 3, abs=0.002)
    rho = np.corrcoef(ndtri(got), rowvar=False)
    assert rho[np.triu_indices(3, 1)] == pytest.approx([0.4] * 3, abs=0.02)


def test_none_is_none() -> None:
    """Without correlation nothing moves; one is refused."""
    points = np.array([[0.1, 0.9]])
    assert correlate(points, np.array([0.3]), 0.0) is points
    with pytest.raises(ValueError, match="correlation"):
        correlate(points, np.array([0.3]), 1.0)


def test_sums_grow_wider() -> None:
    """A sum of correlated costs spreads more than one of independent costs."""
    rng = np.random.default_rng(2)
    points, common = rng.random((20_000, 5)), rng.random(20_000)
    alone = points.sum(axis=1).std()
    together = correlate(points, common, 0.3).sum(axis=1).std()
    assert together == pytest.approx(alone * np.sqrt(1 + 4 * 0.3), rel=0.05)
