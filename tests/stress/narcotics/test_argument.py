"""What decides a statement."""

from __future__ import annotations

import numpy as np
from scipy.stats import ks_2samp

from steelyard.stress.narcotics.argument import argue, crossings_fall_more

RNG = np.random.default_rng(1)
DRAWS = {"a": RNG.random(2000), "b": RNG.random(2000), "c": np.ones(2000)}


def test_the_deciding_quantity_is_found() -> None:
    """A statement that rests on one quantity names it first and no other."""
    found = argue(DRAWS["a"] > 0.7, DRAWS)
    assert 0.25 < found.share < 0.35
    assert found.deciders[0].quantity == "a"
    assert found.deciders[0].decides
    assert found.deciders[0].when_true > found.deciders[0].when_false
    assert not found.deciders[1].decides


def test_distance_is_kolmogorov_smirnov() -> None:
    """The distance is that of the two-sample test, ties included."""
    holds = DRAWS["b"] + RNG.normal(0, 0.5, 2000) > 0.5
    tied = {"b": np.round(DRAWS["b"], 1)}
    (found,) = argue(holds, tied).deciders
    expected = ks_2samp(tied["b"][holds], tied["b"][~holds]).statistic
    assert abs(found.distance - expected) < 1e-12


def test_a_statement_that_always_holds_has_no_deciders() -> None:
    """Where nothing varies, nothing decides."""
    assert argue(np.ones(2000, dtype=bool), DRAWS).share == 1
    assert argue(np.ones(2000, dtype=bool), DRAWS).deciders == ()


def test_crossings_against_supply() -> None:
    """The statement compares two multiples of the baseline."""
    assert crossings_fall_more(np.array([0.5, 1.0]), np.array([0.9, 1.0])).tolist() == [
        True,
        False,
    ]
