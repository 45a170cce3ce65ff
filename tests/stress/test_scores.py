"""Scores of forecasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from steelyard.stress.scores import Score, Tally, covered, crps


def test_crps_of_a_normal_forecast() -> None:
    """The estimate from draws is the closed form for a standard normal forecast."""
    draws = np.random.default_rng(1).standard_normal((40_000, 3))
    seen = np.array([-1.5, 0.0, 0.7])
    density = np.exp(-(seen**2) / 2) / np.sqrt(2 * np.pi)
    exact = seen * (2 * ndtr(seen) - 1) + 2 * density - 1 / np.sqrt(np.pi)
    assert crps(draws, seen) == pytest.approx(exact, abs=0.01)


@given(
    st.lists(st.floats(-100, 100), min_size=2, max_size=12),
    st.floats(-100, 100),
)
def test_crps_by_pairs(draws: list[float], seen: float) -> None:
    """The ranked form equals the mean over all pairs of draws."""
    x = np.array(draws)
    n = len(x)
    pairs = np.abs(x[:, None] - x[None, :]).sum() / (n * (n - 1))
    plain = np.abs(x - seen).mean() - pairs / 2
    assert crps(x[:, None], np.array([seen]))[0] == pytest.approx(plain, abs=1e-9)


def test_one_draw_is_the_absolute_error() -> None:
    """A forecast without a spread is scored by its distance."""
    assert crps(np.array([[3.0]]), np.array([5.0]))[0] == 2.0


def test_coverage() -> None:
    """A draw's own law holds it as often as the band says."""
    rng = np.random.default_rng(2)
    held = covered(rng.standard_normal((400, 4000)), rng.standard_normal(4000))
    assert abs(held.mean() - 0.8) < 0.02


def test_score_names_its_best_rule() -> None:
    """A score beats its rules only if it is below the least of them."""
    score = Score("a", "b", 2.0, {"x": 3.0, "y": 2.5}, 0.8, 4)
    assert score.best_baseline == "y"
    assert score.beats
    assert not Score("a", "b", 2.5, {"x": 3.0, "y": 2.5}, None, 4).beats
    assert set(score.as_json()) >= {"id", "measure", "error", "baselines", "coverage80"}


def test_tally_adds_up() -> None:
    """A tally's score is the mean over all that was added."""
    tally = Tally()
    for value in (1.0, 3.0):
        tally.add(np.zeros((2, 1)), {"r": np.full((2, 1), value)}, np.array([value]))
    score = tally.score("a", "b")
    assert (score.error, score.baselines, score.count) == (2.0, {"r": 0.0}, 2)


def test_a_margin_is_held_against_its_error() -> None:
    """A steady gain is many standard errors, a gain of noise few; overlap widens it."""
    rng = np.random.default_rng(3)
    tally, noisy = Tally(), Tally()
    walk = np.convolve(rng.standard_normal(211), np.ones(12) / 12, "valid")
    for k in range(200):
        seen = np.zeros(1)
        tally.add(
            np.full((2, 1), 1.0), {"r": np.full((2, 1), 2 + 0.1 * rng.random())}, seen
        )
        noisy.add(np.full((2, 1), 5.0), {"r": np.full((2, 1), 5 + walk[k])}, seen)
    steady = tally.score("a", "b").margin_t
    assert steady is not None
    assert steady > 50
    plain = noisy.score("a", "b").margin_t
    overlap = noisy.score("a", "b", ahead=12).margin_t
    assert plain is not None
    assert overlap is not None
    assert abs(overlap) < abs(plain)
    few = Tally()
    few.add(np.zeros((2, 1)), {"r": np.ones((2, 1))}, np.zeros(1))
    assert few.score("a", "b").margin_t is None
