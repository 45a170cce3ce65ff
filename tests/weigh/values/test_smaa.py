"""SMAA on cases that can be solved by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from steelyard.weigh.values.dominance import dominance
from steelyard.weigh.values.smaa import smaa
from steelyard.weigh.values.weights import Preference, sample_weights

Array = NDArray[np.float64]


def test_two_measures() -> None:
    """Values (1, 0), (0, 1), (0.6, 0.6): first for w1 > 0.6, w1 < 0.4, between."""
    values = np.array([[[1.0, 0.0]], [[0.0, 1.0]], [[0.6, 0.6]]])
    weights = sample_weights(("x", "y"), 200_000, np.random.default_rng(1))
    found = smaa(values, weights, ("a", "b", "c"), ("x", "y"))
    assert found.ranks[:, 0] == pytest.approx([0.4, 0.4, 0.2], abs=0.005)
    assert found.ranks[:, 1] == pytest.approx([0.1, 0.1, 0.8], abs=0.005)
    assert found.central[0] == pytest.approx([0.8, 0.2], abs=0.005)
    assert found.central[2] == pytest.approx([0.5, 0.5], abs=0.005)
    assert found.confidence.tolist() == [1.0, 1.0, 1.0]
    assert found.pairwise[0, 1] == pytest.approx(0.5, abs=0.005)
    assert found.pairwise[2, 0] == pytest.approx(0.6, abs=0.005)


def test_three_measures_by_symmetry() -> None:
    """Each of three courses best on one measure: a third each, central 11/18."""
    values = np.eye(3)[:, None, :]
    weights = sample_weights(tuple("xyz"), 200_000, np.random.default_rng(2))
    found = smaa(values, weights, tuple("abc"), tuple("xyz"))
    assert found.ranks == pytest.approx(np.full((3, 3), 1 / 3), abs=0.005)
    expected = np.full((3, 3), 7 / 36) + np.eye(3) * (11 / 18 - 7 / 36)
    assert found.central == pytest.approx(expected, abs=0.005)


def test_uncertain_outcomes() -> None:
    """A course ahead in 70 of 100 futures has a confidence factor of 0.7."""
    values = np.zeros((2, 100, 1))
    values[0, :70] = 1
    values[1, 70:] = 1
    found = smaa(values, np.ones((1000, 1)), ("a", "b"), ("x",))
    assert found.ranks[:, 0] == pytest.approx([0.7, 0.3])
    assert found.confidence == pytest.approx([0.7, 0.3])


def test_ties_share_ranks() -> None:
    """The same course twice shares first and second."""
    values = np.ones((2, 3, 2))
    weights = sample_weights(("x", "y"), 100, np.random.default_rng(3))
    found = smaa(values, weights, ("a", "b"), ("x", "y"))
    assert found.ranks == pytest.approx(np.full((2, 2), 0.5))


@settings(max_examples=30)
@given(arrays(float, (4, 3), elements=st.integers(0, 6).map(lambda i: i / 6)))
def test_laws(values: Array) -> None:
    """Shares add up both ways, and a dominated course never ranks first alone."""
    weights = sample_weights(tuple("xyz"), 400, np.random.default_rng(4))
    found = smaa(values[:, None, :], weights, tuple("abcd"), tuple("xyz"))
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(4))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(4))
    over = dominance(values)
    for i, j in np.argwhere(over):
        assert found.ranks[j, 0] <= found.ranks[i, 0] + 1e-12
        assert found.pairwise[j, i] == 0
    strictly = (values[:, None, :] > values[None, :, :]).all(axis=2).any(axis=0)
    assert not found.ranks[strictly, 0].any()


def test_order_of_weights_gives_rank_order_centroids() -> None:
    """With x over y over z stated the mean weights are 11/18, 5/18, 2/18.

    Barron and Barrett (1996), Management Science 42: rank order centroid weights.
    """
    stated = Preference(order=(("x",), ("y",), ("z",)))
    weights = sample_weights(tuple("xyz"), 50_000, np.random.default_rng(5), stated)
    assert weights.mean(axis=0) == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.01)
    assert (np.diff(weights, axis=1) <= 1e-12).all()


def test_bounds() -> None:
    """Bounds hold; of two weights, one between 0.2 and 0.4 is even over that range."""
    stated = Preference(bounds={"x": (0.2, 0.4)})
    weights = sample_weights(("x", "y"), 50_000, np.random.default_rng(6), stated)
    assert weights[:, 0].min() >= 0.2 - 1e-12
    assert weights[:, 0].max() <= 0.4 + 1e-12
    assert weights[:, 0].mean() == pytest.approx(0.3, abs=0.005)
    assert weights.sum(axis=1) == pytest.approx(np.ones(50_000))


def test_statements_that_cannot_all_hold() -> None:
    """Contradictions and unknown measures are refused."""
    rng = np.random.default_rng(7)
    low = Preference(bounds={"x": (0.0, 0.2), "y": (0.0, 0.2)})
    with pytest.raises(ValueError, match="no weights"):
        sample_weights(("x", "y"), 10, rng, low)
    with pytest.raises(ValueError, match="no measure"):
        sample_weights(("x", "y"), 10, rng, Preference(order=(("q",), ("x",))))
    with pytest.raises(ValueError, match="within 0 and 1"):
        sample_weights(("x", "y"), 10, rng, Preference(bounds={"x": (0.5, 0.2)}))
    one = Preference(order=(("x",), ("y",)), bounds={"x": (0.5, 0.5)})
    assert sample_weights(("x", "y"), 3, rng, one)[0] == pytest.approx([0.5, 0.5])
    with pytest.raises(ValueError, match="missing"):
        smaa(np.full((1, 1, 1), np.nan), np.ones((1, 1)), ("a",), ("x",))
