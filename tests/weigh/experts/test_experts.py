"""Elicitation, pooling and the classical model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.experts import ExpertsFile, Judgement
from steelyard.weigh.experts.cooke import calibration, divergence, performance
from steelyard.weigh.experts.idea import forms, to_ask
from steelyard.weigh.experts.pool import mixture, pool
from steelyard.weigh.experts.quantiles import intrinsic_range, standardised


def judgement(
    expert: str, low: float, best: float, high: float, **more: object
) -> Judgement:
    given_ = {
        "expert": expert,
        "question": "how many",
        "low": low,
        "best": best,
        "high": high,
        "confidence": 0.9,
        "when": "2025-01-31",
        "method": "idea",
        "quantity": "guards",
    }
    return Judgement.model_validate(given_ | more)


def test_published_calibration_score() -> None:
    """Shares of 0.5, 0.38, 0 and 0.12 of 8 answers: I = 1.19, score 0.00027.

    TU Delft, MORE lecture notes, structured expert judgement: expert E, with the
    shares rounded as they are there.
    """
    shares = np.array([0.5, 0.38, 0.0, 0.12])
    assert divergence(shares) == pytest.approx(1.19, abs=0.005)
    assert calibration(shares, 8) == pytest.approx(0.00027, abs=0.00001)


def test_perfect_shares_score_one() -> None:
    """Shares as stated have no divergence and the score of 1."""
    assert calibration(np.array([0.05, 0.45, 0.45, 0.05]), 20) == 1.0


def test_performance_by_hand() -> None:
    """A calibrated expert gets the weight; an overconfident one none."""
    answers = np.arange(20.0) + 100
    spot = np.array([1] + [2] * 9 + [3] * 9 + [4])
    offset = np.select([spot == 1, spot == 2, spot == 3], [11.0, 5.0, -5.0], -11.0)
    good = np.stack([answers + offset + d for d in (-10, 0, 10)], axis=1)
    sure = np.stack([answers + 50 + d for d in (-1, 0, 1)], axis=1)
    found = performance(np.stack([good, sure]), answers, ("good", "sure"))
    assert found.calibration[0] == pytest.approx(1.0)
    assert found.calibration[1] < 1e-10
    assert found.information[1] > found.information[0]
    assert found.weights.tolist() == [1.0, 0.0]


def test_information_by_hand() -> None:
    """Quantiles at the background's own 5, 50 and 95 % carry no information.

    Of a range of 0 to 90 with a tenth more at either end, -9 to 99.
    """
    q = np.array([[[0.0, 45.0, 90.0]]])
    low, high = intrinsic_range(q[0])
    assert (low, high) == pytest.approx((-9.0, 99.0))
    widths = np.array([9.0, 45.0, 45.0, 9.0]) / 108
    p = np.array([0.05, 0.45, 0.45, 0.05])
    found = performance(q, np.array([45.0]), ("a",))
    assert found.information[0] == pytest.approx(float((p * np.log(p / widths)).sum()))


def test_no_seed_is_refused_and_none_passing_is_even() -> None:
    """Without seeds nothing is scored; if nobody passes the cutoff weights are even."""
    with pytest.raises(ValueError, match="no seed"):
        performance(np.empty((2, 0, 3)), np.empty(0), ("a", "b"))
    with pytest.raises(ValueError, match="rise"):
        performance(np.zeros((1, 1, 3)), np.zeros(1), ("a",))
    off = np.tile([1.0, 2.0, 3.0], (2, 12, 1))
    assert performance(off, np.full(12, 9.0), ("a", "b")).weights.tolist() == [0.5, 0.5]


def test_stretched_to_a_common_level() -> None:
    """An interval of 60 % confidence is stretched by 90/60 about the best value."""
    found = standardised(judgement("a", 8, 10, 14, confidence=0.6))
    assert found == pytest.approx((7.0, 10.0, 16.0))
    with pytest.raises(ValueError, match="level"):
        standardised(judgement("a", 8, 10, 14), 1.5)


def test_equal_weights_without_seeds() -> None:
    """The pool is as wide as the experts are apart, and each answer is kept."""
    file = ExpertsFile(
        judgements=(judgement("a", 0, 5, 10), judgement("b", 90, 95, 100))
    )
    (found,), scores = pool(file)
    assert scores is None
    assert found.how == "equal"
    assert found.weights.tolist() == [0.5, 0.5]
    assert found.low < 5
    assert found.high > 95
    assert 10 <= found.middle <= 90
    assert found.quantiles[0].tolist() == pytest.approx([0, 5, 10])


def test_classical_weights_with_seeds() -> None:
    """With enough seed questions the calibrated expert carries the pool."""
    seeds = []
    for i in range(10):
        truth = 10.0 * (i + 1)
        wide = (truth - 6, truth + (1 if i % 2 else -1), truth + 6)
        for expert, (low, best, high) in {
            "good": wide,
            "sure": (truth + 50, truth + 51, truth + 52),
        }.items():
            seeds.append(
                judgement(
                    expert,
                    low,
                    best,
                    high,
                    question=f"q{i}",
                    seed_answer=truth,
                    quantity=None,
                )
            )
    asked = (judgement("good", 0, 5, 10), judgement("sure", 90, 95, 100))
    (found,), scores = pool(ExpertsFile(judgements=(*seeds, *asked)))
    assert scores is not None
    assert found.how == "classical"
    assert found.weights.tolist() == [1.0, 0.0]
    assert found.middle == pytest.approx(5.0)


@given(
    st.lists(
        st.tuples(st.floats(-50, 50), st.floats(0.1, 20), st.floats(0.1, 20)),
        min_size=1,
        max_size=4,
    )
)
def test_a_pool_lies_among_its_experts(
    answers: list[tuple[float, float, float]],
) -> None:
    """Pooled quantiles rise and lie between those of the experts."""
    q = np.array([[m - a, m, m + b] for m, a, b in answers])
    found = mixture(q, np.full(len(q), 1 / len(q)), (0.05, 0.5, 0.95))
    assert (np.diff(found) >= 0).all()
    assert (found >= q.min(axis=0) - 1e-6).all()
    assert (found <= q.max(axis=0) + 1e-6).all()


def test_forms(tiny: Casebook) -> None:
    """A form asks for what is assumed, in four steps, without an anchor."""
    assert to_ask(tiny) == ["guards", "barrier_cost"]
    text = forms(tiny)
    assert "## guards on duty (person)" in text
    assert text.index("lowest") < text.index("highest") < text.index("best estimate")
    assert "40" not in text
    assert "day_rate" in forms(tiny, ["day_rate"])
    with pytest.raises(ValueError, match="no quantity"):
        forms(tiny, ["ghosts"])
