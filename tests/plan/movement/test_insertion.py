"""Sets of flights that seat a queue's people on a day."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from steelyard.plan.movement.insertion import bounded_cover, singles


def cover(
    price: list[float], seats: list[int], counts: list[int], top: int
) -> np.ndarray:
    best = np.empty(top + 2)
    seats_ = np.array(seats)
    pick = np.empty((singles(seats_, top), top + 1), np.int16)
    used = bounded_cover(np.array(price), seats_, np.array(counts), top, best, pick)
    assert used <= len(pick)
    return best[: top + 1]


def test_hundreds_of_flights_a_day() -> None:
    """As many flights are planned as there are, not as a table has rows."""
    best = cover([2.0], [1], [1000], 700)
    assert best == pytest.approx(2.0 * np.arange(701))


@pytest.mark.parametrize("seed", range(20))
def test_least_price_is_that_of_enumeration(seed: int) -> None:
    """Three missions of a few flights each, every number of people."""
    rng = np.random.default_rng(seed)
    price, seats = rng.uniform(0.5, 3.0, 3), rng.integers(1, 6, 3)
    counts = rng.integers(0, 4, 3)
    top = int(min(max((counts * seats).sum(), 1), 12))
    found = cover(price.tolist(), seats.tolist(), counts.tolist(), top)
    for people in range(top + 1):
        sets = itertools.product(*(range(c + 1) for c in counts))
        exact = min(
            (float(n @ price) for s in sets if (n := np.array(s)) @ seats >= people),
            default=np.inf,
        )
        assert found[people] == pytest.approx(exact)
