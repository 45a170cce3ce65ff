"""Design search."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from steelyard.weigh.search import Lever, epsilon_constraint, search

LEVERS = [Lever("x", tuple(range(11))), Lever("y", tuple(range(11)))]


def evaluate(design: Mapping[str, float]) -> np.ndarray:
    """Two wishes that conflict in x; y is best at 4 for both."""
    miss = (design["y"] - 4) ** 2
    return np.array([design["x"] - miss, -design["x"] - miss])


def test_enumerates_where_it_can() -> None:
    """All 121 designs are run and the front is y = 4 for every x."""
    found = search(evaluate, LEVERS, 200, np.random.default_rng(1))
    assert found.complete
    assert len(found.designs) == 121
    best = [d for d, on in zip(found.designs, found.best, strict=True) if on]
    assert sorted((d["x"], d["y"]) for d in best) == [(x, 4) for x in range(11)]


def test_walks_to_the_front_within_a_budget() -> None:
    """With 60 of 121 runs the whole front is still found here, and it says so."""
    found = search(evaluate, LEVERS, 60, np.random.default_rng(1))
    assert not found.complete
    assert len(found.designs) <= 60
    best = {
        (d["x"], d["y"]) for d, on in zip(found.designs, found.best, strict=True) if on
    }
    assert best == {(x, 4) for x in range(11)}


def test_epsilon_constraint() -> None:
    """The first wish as large as can be while the second reaches -3."""
    found = search(evaluate, LEVERS, 200, np.random.default_rng(1))
    at = epsilon_constraint(found, 0, {1: -3.0})
    assert at is not None
    assert found.designs[at] == {"x": 3, "y": 4}
    assert epsilon_constraint(found, 0, {1: 1.0}) is None


def test_bad_input() -> None:
    """No lever, no budget, or levels that do not rise are refused."""
    rng = np.random.default_rng(1)
    with pytest.raises(ValueError, match="lever"):
        search(evaluate, [], 5, rng)
    with pytest.raises(ValueError, match="rise"):
        Lever("x", (1.0, 1.0))
