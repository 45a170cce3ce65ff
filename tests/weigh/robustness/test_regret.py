"""Regret."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from steelyard.weigh.robustness.regret import regret, worst_futures

Array = NDArray[np.float64]


def test_regret_by_hand() -> None:
    """Each course is compared with the best of the same future."""
    costs = np.array([[3.0, 10.0], [5.0, 4.0]])
    assert regret(costs, -1.0).tolist() == [[0.0, 6.0], [2.0, 0.0]]
    assert regret(costs, 1.0).tolist() == [[2.0, 0.0], [0.0, 6.0]]
    assert worst_futures(costs, -1.0, 1).tolist() == [[1], [0]]


def test_zero_baseline_is_no_trouble() -> None:
    """Nothing is divided, so a best outcome of zero is fine."""
    assert regret(np.array([[0.0], [7.0]]), -1.0).tolist() == [[0.0], [7.0]]


def test_a_failed_course_is_not_the_best() -> None:
    """A course that failed has no regret and gives none to others."""
    values = np.array([[np.nan, 1.0], [5.0, 3.0]])
    found = regret(values, 1.0)
    assert np.isnan(found[0, 0])
    assert found[1].tolist() == [0.0, 0.0]
    with pytest.raises(ValueError, match="no regret"):
        regret(values, 0.0)


@given(
    arrays(
        float,
        st.tuples(st.integers(1, 5), st.integers(1, 6)),
        elements=st.floats(-1e6, 1e6),
    )
)
def test_laws(values: Array) -> None:
    """Regret is never below 0, and some course of each future has none."""
    found = regret(values, 1.0)
    assert (found >= 0).all()
    assert (found.min(axis=0) == 0).all()


@given(arrays(float, 8, elements=st.floats(-1e6, 1e6)))
def test_a_course_against_itself(values: Array) -> None:
    """The same course twice has exactly no regret."""
    assert not regret(np.stack([values, values]), -1.0).any()
