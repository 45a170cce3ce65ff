"""NSGA-III by Optuna, where it is installed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from steelyard.weigh import evolve
from steelyard.weigh.search import Lever, search

LEVERS = [Lever("x", tuple(range(11))), Lever("y", tuple(range(11)))]


def evaluate(design: Mapping[str, float]) -> np.ndarray:
    """Two wishes that conflict in x; y is best at 4 for both."""
    miss = (design["y"] - 4) ** 2
    return np.array([design["x"] - miss, -design["x"] - miss])


def test_finds_most_of_the_front_and_repeats() -> None:
    """With 60 of 121 runs most of the front of 11 is found; the seed decides all."""
    pytest.importorskip("optuna")
    one, two = (
        search(evaluate, LEVERS, 60, np.random.default_rng(1), "nsga3")
        for _ in range(2)
    )
    assert one.method == "nsga3"
    assert one.designs == two.designs
    assert len(one.designs) == 60
    true = {(x, 4) for x in range(11)}
    best = {(d["x"], d["y"]) for d, on in zip(one.designs, one.best, strict=True) if on}
    assert len(best & true) >= 6


def test_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Optuna the request is refused with what to install."""
    monkeypatch.setattr(evolve, "available", lambda: False)
    with pytest.raises(ValueError, match=r"steelyard\[search\]"):
        search(evaluate, LEVERS, 60, np.random.default_rng(1), "nsga3")
