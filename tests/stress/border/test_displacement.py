"""Displacement between regions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.border.displacement import (
    displaced,
    fit_displacement,
    judge_displacement,
)

YEARS = tuple(range(2000, 2020))
NAMES = tuple("abcde")


def world(elasticity: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Agents that wander, and encounters whose shares answer a year later."""
    rng = np.random.default_rng(seed)
    logs = np.cumsum(rng.normal(0, 0.3, (20, 5)), axis=0)
    answer = np.zeros((20, 5))
    for t in range(1, 20):
        before = logs[t - 1] - logs[t - 2] if t > 1 else 0.0
        answer[t] = answer[t - 1] + elasticity * before + rng.normal(0, 0.05, 5)
    return 1000 * np.exp(logs), 20_000 * np.exp(answer)


@pytest.mark.parametrize("truth", [-0.5, 0.0, 0.4])
def test_a_known_elasticity_is_found(truth: float) -> None:
    """The fit gives back the rule that made the record, within its error."""
    found = fit_displacement(YEARS, NAMES, *world(truth))
    assert found.elasticity == pytest.approx(truth, abs=3 * found.error)
    assert found.error < 0.1


def test_a_true_rule_beats_last_years_shares() -> None:
    """Where agents repel, knowing them tells next year's shares better."""
    agents, encounters = world(-0.8)
    score = judge_displacement(
        YEARS, NAMES, agents, encounters, (2000, 2014), (2015, 2019)
    )
    assert score.beats
    assert score.count == 25


def test_later_years_are_not_fitted() -> None:
    """Changing judged years leaves the fitted elasticity."""
    agents, encounters = world(-0.5)
    other = encounters.copy()
    other[15:] *= np.array([1, 2, 3, 4, 5])
    notes = {
        judge_displacement(YEARS, NAMES, agents, e, (2000, 2014), (2015, 2019)).note
        for e in (encounters, other)
    }
    assert len(notes) == 1


@given(st.floats(-2, 2), st.lists(st.floats(0.5, 2), min_size=3, max_size=3))
def test_displacement_keeps_the_sum(elasticity: float, change: list[float]) -> None:
    """People move among regions, none is made or lost."""
    attempts = np.array([[[100.0, 50.0, 10.0]]])
    before = np.array([[[10.0, 20.0, 5.0]]])
    moved = displaced(
        attempts, before, before * np.array(change), np.array([elasticity])
    )
    assert moved.sum() == pytest.approx(160.0)


def test_no_change_moves_nobody() -> None:
    """With the same people on the line attempts are the same to the bit."""
    attempts = np.random.default_rng(1).random((4, 3, 5))
    people = np.ones((4, 1, 5))
    assert np.array_equal(
        displaced(attempts, people, people, np.full(4, -0.7)), attempts
    )


def test_agents_repel_if_the_elasticity_is_negative() -> None:
    """More people in one region send attempts to the others in their proportions."""
    attempts = np.array([[[100.0, 50.0, 10.0]]])
    after = np.array([[[2.0, 1.0, 1.0]]])
    moved = displaced(attempts, np.ones((1, 1, 3)), after, np.array([-1.0]))[0, 0]
    assert moved[0] < 100
    assert moved[1] / moved[2] == pytest.approx(5.0)


def test_short_records_are_refused() -> None:
    """Fewer than five years are refused."""
    agents, encounters = world(0.0)
    with pytest.raises(ValueError, match="five years"):
        fit_displacement(YEARS[:4], NAMES, agents[:4], encounters[:4])
