"""Effort over routes: grids, closed forms, and what must hold of any allocation."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.narcotics.effort import equalising, least_delivered
from steelyard.stress.narcotics.routes import Choice, follow

Array = np.ndarray


def rules(n: int = 1, **other: float) -> Choice:
    values = {
        "sharpness": 2.0, "loss": 3.0, "ceiling": 0.8, "response": 0.3,
        "replacement": 0.2,
    }  # fmt: skip
    return Choice(**{k: np.full(n, v) for k, v in (values | other).items()})


def delivered(share: Array, seizure: Array, effort: Array, choice: Choice) -> float:
    found = follow(share[None, None], seizure[None], effort[None], choice)
    base = (share * (1 - seizure)).sum()
    return float(found.delivered[0, 0] / base)


def test_beats_every_point_of_a_grid() -> None:
    """On two routes the search finds what a fine grid finds."""
    share, seizure, choice = np.array([0.7, 0.3]), np.array([0.1, 0.4]), rules()
    found = least_delivered(share[None], seizure[None], choice, 1.0)
    grid = [
        delivered(share, seizure, np.array([x, 1 - x]), choice)
        for x in np.linspace(0, 1, 2001)
    ]
    assert found.delivered[0] == pytest.approx(min(grid), abs=1e-6)
    assert found.effort[0].sum() <= 1.0 + 1e-9


def test_two_routes_alike_share_alike() -> None:
    """By symmetry, where moving goods is easy effort is even."""
    share, seizure = np.array([[0.5, 0.5]]), np.array([[0.1, 0.1]])
    found = least_delivered(share, seizure, rules(sharpness=8.0), 1.0)
    assert found.effort[0] == pytest.approx([0.5, 0.5], abs=1e-3)
    assert found.delivered[0] == pytest.approx(found.even[0], abs=1e-9)


def test_effort_never_does_harm_and_none_does_nothing() -> None:
    """Deliveries do not rise; with next to no effort they stay."""
    rng = np.random.default_rng(4)
    share = rng.dirichlet(np.ones(5), 6)
    seizure = rng.uniform(0.02, 0.4, (6, 5))
    found = least_delivered(share, seizure, rules(6), 1.5, starts=4)
    assert (found.delivered <= found.even + 1e-9).all()
    assert (found.delivered <= 1).all()
    tiny = least_delivered(share, seizure, rules(6), 1e-6, starts=2)
    assert tiny.delivered == pytest.approx(np.ones(6), abs=1e-5)


def test_more_effort_never_delivers_more() -> None:
    """The least falls with the budget."""
    share, seizure = np.array([[0.5, 0.3, 0.2]]), np.array([[0.05, 0.2, 0.1]])
    values = [
        least_delivered(share, seizure, rules(), b).delivered[0] for b in (0.2, 1, 3)
    ]
    assert values == sorted(values, reverse=True)


def test_equalising_spends_the_budget_and_levels_what_is_used() -> None:
    """Routes that get effort are worth the same; the others are worth less."""
    rng = np.random.default_rng(7)
    share = rng.dirichlet(np.ones(6), 40)
    seizure = rng.uniform(0.02, 0.3, (40, 6))
    choice = rules(40, loss=6.0)
    effort = equalising(share, seizure, choice, 0.7)
    assert effort.sum(axis=1) == pytest.approx(np.full(40, 0.7), abs=1e-6)
    caught = choice.ceiling[:, None] * (1 - seizure) * -np.expm1(-effort)
    worth = np.log(share) / choice.sharpness[:, None] - choice.loss[:, None] * caught
    top = worth.max(axis=1, keepdims=True)
    assert (np.abs(worth - top)[effort > 1e-9] < 1e-6).all()


def test_equalising_of_two_equal_routes_by_hand() -> None:
    """Equal routes get half each: nothing else is level."""
    share, seizure = np.array([[0.4, 0.4, 0.2]]), np.array([[0.1, 0.1, 0.1]])
    effort = equalising(share, seizure, rules(), 0.1)
    assert effort[0] == pytest.approx([0.05, 0.05, 0.0], abs=1e-9)


def test_equalising_is_the_min_max_of_worth() -> None:
    """No other split of the budget leaves the best route worth less."""
    share, seizure, choice = np.array([0.6, 0.4]), np.array([0.1, 0.3]), rules()
    budget = 0.8

    def top(effort: Array) -> float:
        caught = 0.8 * (1 - seizure) * -np.expm1(-effort)
        return float((np.log(share) / 2.0 - 3.0 * caught).max())

    best = top(equalising(share[None], seizure[None], choice, budget)[0])
    grid = [top(np.array([x, budget - x])) for x in np.linspace(0, budget, 4001)]
    assert best == pytest.approx(min(grid), abs=1e-3)


def test_costs_count() -> None:
    """Dear effort is bought less of."""
    share, seizure = np.array([[0.5, 0.5]]), np.array([[0.1, 0.1]])
    found = least_delivered(share, seizure, rules(), 1.0, np.array([1.0, 4.0]))
    assert found.effort[0] @ np.array([1.0, 4.0]) <= 1 + 1e-9
    assert found.effort[0][1] < found.effort[0][0]
