"""Where a course fails, tested, checked and told."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.weigh.discovery.box import Limit, holds, measure_box, without
from steelyard.weigh.discovery.cart import leaves
from steelyard.weigh.discovery.discover import as_failed, discover, mask_of, worst_share
from steelyard.weigh.discovery.find import find
from steelyard.weigh.discovery.quasi_p import drop_chance, quasi_p
from steelyard.weigh.discovery.sentence import sentence
from steelyard.weigh.discovery.stability import reproducibility

NAMES = ("a", "b", "c", "d", "e")
PLANTED = {1: Limit(low=0.6), 3: Limit(high=0.5)}


def cases(rows: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(11)
    x = rng.random((rows, 5))
    return x, holds(PLANTED, x)


def test_finds_tests_checks() -> None:
    """The planted limits are sure, stable, and the tree finds the same inputs."""
    x, y = cases()
    found = discover(x, y.astype(float), NAMES, np.random.default_rng(1))
    assert found is not None
    assert set(found.box.limits) == {1, 3}
    assert max(found.quasi_p.values()) < 1e-10
    assert found.stability[1] == 1.0
    assert found.stability[3] == 1.0
    assert set(found.tree.limits) == {1, 3}
    assert found.tree.density > 0.9


def test_few_limits_among_many_inputs() -> None:
    """Two inputs of thirty decide: only they are limited, and close to the truth."""
    rng = np.random.default_rng(12)
    x = rng.random((1000, 30))
    y = holds(PLANTED, x) ^ (rng.random(1000) < 0.05)
    box, path = find(x, y)
    assert set(box.limits) == {1, 3}
    assert box.limits[1].low == pytest.approx(0.6, abs=0.06)
    assert box.limits[3].high == pytest.approx(0.5, abs=0.06)
    assert all(set(b.limits) <= {1, 3} for b in path.boxes)
    assert len(find(x, y, most_limits=1)[0].limits) == 1


def test_failed_runs_are_left_out_and_counted() -> None:
    """Rows without an outcome change nothing but the count of unknown."""
    x, y = cases()
    failed = y.astype(float)
    failed[::10] = np.nan
    found = discover(x, failed, NAMES, np.random.default_rng(1), resamples=2)
    assert found is not None
    assert found.unknown == 300
    assert set(found.box.limits) == {1, 3}
    assert mask_of(failed).sum() == 300 + np.nansum(failed)


def test_nothing_to_tell_apart() -> None:
    """Failing nowhere or everywhere has no box."""
    x, _ = cases(100)
    rng = np.random.default_rng(1)
    assert discover(x, np.zeros(100), NAMES, rng) is None
    assert discover(x, np.ones(100), NAMES, rng) is None


def test_a_limit_by_chance_is_dropped() -> None:
    """A limit on an input that does not matter has a large quasi-p value."""
    x, y = cases()
    box = measure_box({**PLANTED, 0: Limit(low=0.1)}, x, y)
    p = quasi_p(box, x, y)
    assert p[0] > 0.05
    assert p[1] < 1e-10
    assert set(drop_chance(box, x, y).limits) == {1, 3}
    assert set(without(box, [0, 1], x, y).limits) == {3}


def test_quasi_p_by_hand() -> None:
    """Two of two inside, half overall: a quarter."""
    x = np.array([[0.0], [0.0], [1.0], [1.0]])
    box = measure_box({0: Limit(low=0.5)}, x, np.array([False, False, True, True]))
    y = np.array([False, False, True, True])
    assert quasi_p(box, x, y)[0] == pytest.approx(0.25)


def test_noise_is_not_stable() -> None:
    """Where outcomes are chance no input comes back in most half samples."""
    rng = np.random.default_rng(5)
    x, y = rng.random((400, 5)), rng.random(400) < 0.3
    assert max(reproducibility(x, y, rng).values(), default=0.0) < 1.0


def test_thresholds_and_worst_shares() -> None:
    """Failing is missing a threshold; without one, the worst share."""
    costs = np.array([1.0, 2.0, 3.0, 4.0, np.nan])
    assert as_failed(costs, -1.0, 2.0)[:4].tolist() == [0, 0, 1, 1]
    assert np.isnan(as_failed(costs, -1.0, 2.0)[4])
    assert worst_share(costs, -1.0, 0.25)[:4].tolist() == [0, 0, 0, 1]


def test_tree_with_categories_and_missing() -> None:
    """The tree splits categories by share and sends missing values one way."""
    rng = np.random.default_rng(6)
    x = np.column_stack([rng.integers(0, 5, 2000).astype(float), rng.random(2000)])
    y = np.isin(x[:, 0], [1, 4])
    x[:50, 1] = np.nan
    best = leaves(x, y, categorical=[0])[0]
    assert best.limits[0].kept == frozenset({1.0, 4.0})
    assert (best.density, best.coverage) == (1.0, 1.0)
    assert sum(b.inside for b in leaves(x, y, categorical=[0])) == 2000


def test_sentence() -> None:
    """A box reads as one sentence with its numbers."""
    x, y = cases()
    box = measure_box({1: Limit(low=0.6), 3: Limit(0.1, 0.5)}, x, y)
    text = sentence(
        box, NAMES, {"b": "the price"}, lambda n, v: f"{v:g} USD", what="costs too much"
    )
    assert text.startswith("It costs too much in 100 % of the futures in which ")
    assert "the price is above 0.6 USD and d is 0.1 USD to 0.5 USD" in text
    assert f"hold {100 * box.coverage:.0f} % of all such futures" in text
    blank = sentence(measure_box({}, x, y), NAMES, {}, lambda n, v: "")
    assert "no input tells them apart" in blank
    kinds = measure_box({0: Limit(kept=frozenset({0.0, 1.0}))}, np.round(x), y)
    told = sentence(
        kinds, NAMES, {}, lambda n, v: "", labels={"a": {0.0: "wet", 1.0: "dry"}}
    )
    assert "a is wet or dry" in told
