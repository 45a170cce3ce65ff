"""Scores, ranks and where metrics disagree."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.weigh.outcomes import Outcomes, Scale
from steelyard.weigh.robustness.scores import rank, score

Array = NDArray[np.float64]
NAN = float("nan")


def outcomes(values: Array, threshold: float = NAN) -> Outcomes:
    scale = Scale("cost", "Cost", "USD", "less_is_better")
    names = tuple("abcdef"[: values.shape[0]])
    level = np.full((values.shape[1], 1), threshold)
    return Outcomes(names, (scale,), values[:, :, None], level)


def test_metrics_disagree() -> None:
    """A gamble has the best mean and best future, the safe course the best worst."""
    found = score(outcomes(np.array([[0.0, 8.0], [5.0, 5.0]]), 6.0), "cost")
    first = found.firsts()
    assert first["laplace"] == ["a"]
    assert first["maximax"] == ["a"]
    assert first["maximin"] == ["b"]
    assert first["satisficing"] == ["b"]
    assert found.spread() == {"a": (1.0, 2.0), "b": (1.0, 2.0)}
    names = [m.id for m in found.metrics]
    tau = found.agreement()
    assert tau[names.index("laplace"), names.index("maximin")] == -1
    assert tau[names.index("laplace"), names.index("maximax")] == 1
    shown = found.shown[:, names.index("maximin")]
    assert shown.tolist() == [8.0, 5.0]


def test_no_threshold_no_satisficing() -> None:
    """Without a threshold the share is not computed, rather than guessed."""
    found = score(outcomes(np.array([[0.0, 8.0], [5.0, 5.0]])), "cost")
    assert "satisficing" not in {m.id for m in found.metrics}


def test_failed_futures_are_left_out_for_all_and_counted() -> None:
    """A future that one course failed in counts for none but as a missed threshold."""
    found = score(outcomes(np.array([[1.0, NAN, 3.0], [2.0, 0.0, 2.0]]), 2.5), "cost")
    assert (found.futures, found.left_out) == (2, 1)
    names = [m.id for m in found.metrics]
    assert found.shown[:, names.index("laplace")].tolist() == [2.0, 2.0]
    assert found.shown[:, names.index("satisficing")] == pytest.approx([1 / 3, 1.0])
    with pytest.raises(ValueError, match="no future"):
        score(outcomes(np.array([[NAN], [1.0]])), "cost")


def test_same_course_twice_ties_everywhere() -> None:
    """A course against itself shares every rank and has no regret."""
    values = np.array([[1.0, 4.0, 9.0]] * 2)
    found = score(outcomes(values, 5.0), "cost")
    assert (found.ranks == 1.5).all()
    assert np.isnan(found.agreement()).all()


def test_rank_shares_ties() -> None:
    """The largest is 1, ties share the mean of their ranks."""
    assert rank(np.array([3.0, 5.0, 3.0, 1.0])).tolist() == [2.5, 1.0, 2.5, 4.0]
