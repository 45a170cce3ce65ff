"""Sensing sites along a line."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.stress.airspace.coverage import place, spread


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=5, max_size=9),
    st.integers(0, 2),
    st.integers(0, 3),
)
def test_the_plan_is_optimal(weights: list[int], reach: int, sites: int) -> None:
    """Against trying all plans, none covers more, and the bound says so."""
    values = np.array(weights, dtype=float)
    at = np.arange(len(values))
    best = max(
        values[
            (np.abs(at[:, None] - np.array(c, dtype=int)[None, :]) <= reach).any(axis=1)
        ].sum()
        for c in combinations(range(len(values)), min(sites, len(values)))
    )
    plan = place(values, reach, sites)
    assert plan.covered == pytest.approx(best)
    assert plan.bound >= plan.covered
    assert plan.gap < 1e-6


def test_bad_problems_are_refused() -> None:
    """Negative weights, reach or sites are refused."""
    with pytest.raises(ValueError, match="at least 0"):
        place(np.array([1.0, -1.0]), 1, 1)


def test_spreading_by_density_is_what_the_optimiser_finds() -> None:
    """On cells with even regions, filling the densest first covers as much."""
    cells = np.concatenate([np.full(30, 3.0), np.full(20, 1.0), np.full(10, 2.0)])
    length = np.array([[30.0, 20.0, 10.0]])
    share = np.array([[90.0, 20.0, 20.0]]) / 130.0
    for sites in (2, 4, 8, 12, 20):
        plan = place(cells, 2, sites)
        covered = spread(np.array([[float(sites)]]), length, share, np.array([5.0]))
        assert (covered[0, 0] * share[0]).sum() * 130 >= plan.covered - 1e-6
        assert (covered[0, 0] * share[0]).sum() * 130 <= plan.covered + 10


@given(st.floats(0, 60), st.floats(0.1, 30))
def test_laws_of_spreading(sites: float, reach: float) -> None:
    """No more is covered than there are sites for; more sites cover no less."""
    length = np.array([[50.0, 20.0, 100.0]])
    share = np.array([[0.5, 0.4, 0.1]])
    here = spread(np.array([[sites]]), length, share, np.array([reach]))
    assert ((here >= 0) & (here <= 1)).all()
    assert (here[0, 0] * length[0]).sum() <= sites * reach + 1e-6
    more = spread(np.array([[sites + 1]]), length, share, np.array([reach]))
    assert (more >= here - 1e-12).all()
