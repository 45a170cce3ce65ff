"""PRIM on boxes that were planted."""

from __future__ import annotations

import time

import numpy as np
import pytest

from steelyard.weigh.discovery.box import Limit, holds, measure_box
from steelyard.weigh.discovery.prim import paste, peel

PLANTED = {1: Limit(low=0.6), 3: Limit(high=0.5)}


def test_recovers_a_planted_box() -> None:
    """Limits on two of five inputs are found, and no other input is limited."""
    rng = np.random.default_rng(1)
    x = rng.random((5000, 5))
    y = holds(PLANTED, x)
    box = peel(x, y).pick()
    assert set(box.limits) == {1, 3}
    assert box.limits[1].low == pytest.approx(0.6, abs=0.03)
    assert box.limits[3].high == pytest.approx(0.5, abs=0.03)
    assert box.coverage > 0.95
    assert box.density > 0.95


def test_planted_box_under_noise() -> None:
    """With a tenth of the labels turned the box is still found."""
    rng = np.random.default_rng(2)
    x = rng.random((10_000, 6))
    y = holds(PLANTED, x) ^ (rng.random(10_000) < 0.1)
    box = peel(x, y).pick()
    assert {1, 3} <= set(box.limits)
    assert box.limits[1].low == pytest.approx(0.6, abs=0.05)
    assert box.limits[3].high == pytest.approx(0.5, abs=0.05)
    assert box.density > 0.8


def test_boxes_count_what_they_say() -> None:
    """Every box of the path holds exactly the rows that its limits let in."""
    rng = np.random.default_rng(3)
    x = np.round(rng.random((800, 4)), 1)
    x[rng.random((800, 4)) < 0.1] = np.nan
    x[:, 2] = rng.integers(0, 4, 800)
    y = (x[:, 0] > 0.5) & (x[:, 2] != 1)
    path = peel(x, y, categorical=[2])
    assert len(path.boxes) > 5
    for box in path.boxes:
        again = measure_box(box.limits, x, y)
        assert (again.inside, again.hits) == (box.inside, box.hits)
    density = [b.density for b in path.boxes]
    assert density == sorted(density)


def test_categories_without_an_order() -> None:
    """Failures in categories 0 and 3 keep exactly these two."""
    rng = np.random.default_rng(4)
    x = np.column_stack([rng.integers(0, 5, 3000).astype(float), rng.random(3000)])
    y = np.isin(x[:, 0], [0, 3]) & (x[:, 1] < 0.7)
    box = peel(x, y, categorical=[0]).pick()
    assert box.limits[0].kept == frozenset({0.0, 3.0})
    assert box.limits[1].high == pytest.approx(0.7, abs=0.03)


def test_missing_inputs() -> None:
    """Where missing values never fail they are cut off; where they do they stay."""
    rng = np.random.default_rng(5)
    x = rng.random((4000, 2))
    x[:1000, 0] = np.nan
    known = ~np.isnan(x[:, 0])
    cut = peel(x, known & (x[:, 1] > 0.5)).pick()
    assert not cut.limits[0].missing
    kept = peel(x, ~known | (x[:, 0] > 0.5)).pick()
    assert kept.limits[0].missing
    assert kept.limits[0].low == pytest.approx(0.5, abs=0.03)


def test_two_values_are_cut_in_one() -> None:
    """An input of two values can be cut, and nothing is cut out of one value."""
    x = np.column_stack([np.tile([0.0, 1.0], 200), np.ones(400)])
    box = peel(x, x[:, 0] == 1).pick()
    assert set(box.limits) == {0}
    assert (box.coverage, box.density) == (1.0, 1.0)


def test_pick_by_coverage_and_limits() -> None:
    """A reader may ask for coverage, or for fewer limits."""
    rng = np.random.default_rng(6)
    x = rng.random((3000, 5))
    y = (x[:, 0] + x[:, 1] + x[:, 2]) > 2
    path = peel(x, y)
    assert path.pick(coverage=0.8).coverage >= 0.8
    assert path.pick(coverage=0.2).density >= path.pick(coverage=0.8).density
    assert len(path.pick(most_limits=1).limits) <= 1


def test_pasting_undoes_a_cut_too_far() -> None:
    """A box cut inside the true one grows back towards it."""
    rng = np.random.default_rng(7)
    x = rng.random((4000, 2))
    y = (x[:, 0] > 0.5) | (rng.random(4000) < 0.05)
    tight = measure_box({0: Limit(low=0.45, high=0.7)}, x, y)
    wide = paste(tight, x, y)
    assert wide.density > tight.density
    assert wide.limits[0].high > 0.9
    assert wide.coverage > tight.coverage


def test_bad_input() -> None:
    """Shapes and shares that make no sense are refused."""
    with pytest.raises(ValueError, match="inputs"):
        peel(np.ones((3, 2)), np.ones(4, dtype=bool))
    with pytest.raises(ValueError, match="alpha"):
        peel(np.ones((3, 2)), np.ones(3, dtype=bool), alpha=0)


def test_a_hundred_thousand_rows_take_about_a_second() -> None:
    """10^5 rows of 10 inputs, in processor time with room for a slow machine."""
    rng = np.random.default_rng(8)
    x = rng.random((100_000, 10))
    y = holds(PLANTED, x)
    start = time.process_time()
    peel(x, y)
    assert time.process_time() - start < 4
