"""Purity, price and deaths."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.narcotics.downstream import downstream

ONE = np.ones(1)


def test_no_change_changes_nothing() -> None:
    """At present supply every multiple is exactly 1, and no link stays no number."""
    links = np.array([[0.4, np.nan]])
    found = downstream(np.ones((1, 2)), 0.5 * ONE, -1.5 * ONE, links, ONE)
    assert (found.purity == 1).all()
    assert (found.price == 1).all()
    assert found.deaths[0, 0] == 1
    assert np.isnan(found.deaths[0, 1])


def test_scarcity() -> None:
    """A tenth less supply: purity falls by its share, price and deaths by elasticity."""
    found = downstream(
        np.array([[0.9]]), 0.5 * ONE, -2.0 * ONE, np.array([[0.3]]), 0.95 * ONE
    )
    assert found.purity[0, 0] == pytest.approx(0.95)
    assert found.price[0, 0] == pytest.approx(0.9**-2)
    assert found.deaths[0, 0] == pytest.approx(0.9**0.3 * 0.95)


def test_no_supply_at_all_is_refused() -> None:
    """Elasticities say nothing of a supply of zero."""
    with pytest.raises(ValueError, match="above 0"):
        downstream(np.zeros((1, 1)), ONE, -ONE, np.ones((1, 1)), ONE)
