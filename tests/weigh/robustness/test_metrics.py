"""Robustness metrics against the values that their authors publish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from steelyard.weigh.robustness.metric import Metric
from steelyard.weigh.robustness.metrics import (
    LAPLACE,
    MAXIMAX,
    MAXIMIN,
    MEAN_VARIANCE,
    METRICS,
    MINIMAX_REGRET,
    SATISFICING,
    SKEWNESS,
    UNDESIRABLE,
    hurwicz,
    percentile_regret,
)

Array = NDArray[np.float64]

F = np.array([[0.99, 1.0, 0.5], [0.69, 0.6, 0.6]])
"""Two courses in three futures, of McPhail's own reference implementation."""

SKEWED = np.array([[0.99, 1.0, 0.5], [0.69, 0.6, 0.61]])

PUBLISHED = [
    (MAXIMIN, F, [0.5, 0.6], [-1.0, -0.69]),
    (MAXIMAX, F, [1.0, 0.69], [-0.5, -0.6]),
    (hurwicz(0.75), F, [0.625, 0.6225], [-0.875, -0.6675]),
    (LAPLACE, F, [0.83, 0.63], [-0.83, -0.63]),
    (MINIMAX_REGRET, F, [-0.1, -0.4], [-0.4, -0.1]),
    (percentile_regret(0.5), F, [0.0, -0.3], [-0.3, 0.0]),
    (UNDESIRABLE, F, [-0.245, 0.0], [-0.005, -0.045]),
    (SKEWNESS, SKEWED, [0.96, -0.777777777777779], [-0.96, 0.777777777777779]),
]


@pytest.mark.parametrize(
    ("metric", "values", "more", "less"), PUBLISHED, ids=[m[0].id for m in PUBLISHED]
)
def test_published_values(
    metric: Metric, values: Array, more: list[float], less: list[float]
) -> None:
    """Both directions give the values of the authors' own tests."""
    assert metric(values, 1.0) == pytest.approx(more)
    assert metric(values, -1.0) == pytest.approx(less)


def test_share_that_meets_a_threshold() -> None:
    """Starr's criterion as published: meeting the threshold exactly is enough."""
    values = np.array([[0.5, 0.99, 1.0], [0.6, 0.65, 0.69]])
    assert SATISFICING(values, 1.0, 0.65) == pytest.approx([2 / 3, 2 / 3])
    assert SATISFICING(values, -1.0, 0.65) == pytest.approx([1 / 3, 2 / 3])
    with pytest.raises(ValueError, match="needs a threshold"):
        SATISFICING(values, 1.0)


def test_mean_less_deviation_by_hand() -> None:
    """1 and 3 have mean 2 and deviation 1: 1 if more is better, -3 if less is."""
    values = np.array([[1.0, 3.0]])
    assert MEAN_VARIANCE(values, 1.0) == pytest.approx([1.0])
    assert MEAN_VARIANCE(values, -1.0) == pytest.approx([-3.0])


def test_weights_move_the_expected_value_only() -> None:
    """Weights of futures count in the expected value and not in Laplace's."""
    values = np.array([[0.0, 4.0]])
    weights = np.array([3.0, 1.0])
    assert METRICS["expected"](values, 1.0, None, weights) == pytest.approx([1.0])
    assert LAPLACE(values, 1.0, None, weights) == pytest.approx([2.0])


def test_shown_as_people_read_it() -> None:
    """Costs show as costs and regrets as sizes."""
    costs = np.array([[5.0, 7.0], [6.0, 6.0]])
    found = MAXIMIN(costs, -1.0)
    assert MAXIMIN.shown(found, -1.0) == pytest.approx([7.0, 6.0])
    found = MINIMAX_REGRET(costs, -1.0)
    assert MINIMAX_REGRET.shown(found, -1.0) == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_bad_input_is_refused(metric: Metric) -> None:
    """Missing values and measures without a direction raise."""
    with pytest.raises(ValueError, match="missing"):
        metric(np.array([[np.nan, 1.0]]), 1.0, 0.0)
    with pytest.raises(ValueError, match="no robustness"):
        metric(F, 0.0, 0.0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        hurwicz(1.5)


outcomes = arrays(
    float,
    st.tuples(st.integers(2, 5), st.integers(2, 9)),
    elements=st.integers(-50, 50).map(float),
)


@given(outcomes, st.integers(-20, 20), st.sampled_from([0.5, 2.0, 4.0]))
def test_laws_of_units(values: Array, shift: int, scale: float) -> None:
    """A change of unit carries through; regret does not see a common shift."""
    moved = values * scale + shift
    for metric in METRICS.values():
        plain = metric(values, 1.0, 3.0)
        changed = metric(moved, 1.0, 3.0 * scale + shift)
        if metric.unit != "measure":
            expected = plain
        elif metric.size:
            expected = plain * scale
        else:
            expected = plain * scale + shift
        assert changed == pytest.approx(expected, abs=1e-9), metric.id


@given(outcomes)
def test_turning_the_measure_round(values: Array) -> None:
    """Less of a cost is the same as more of its negative."""
    for metric in METRICS.values():
        assert metric(values, -1.0, 3.0) == pytest.approx(metric(-values, 1.0, -3.0))


@given(outcomes, st.randoms(use_true_random=False))
def test_order_of_futures_does_not_matter(values: Array, random: object) -> None:
    """Shuffled futures give the same robustness."""
    turned = values[:, ::-1]
    for metric in METRICS.values():
        assert metric(turned, 1.0, 3.0) == pytest.approx(metric(values, 1.0, 3.0))
