"""Simple rules that the model has to beat."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.migration.baselines import drift, seasonal_naive

POINTS = np.random.default_rng(1).standard_normal((4000, 12, 1))


def test_a_pure_season_is_repeated() -> None:
    """Where each year is the last one, seasonal-naive is exact and without spread."""
    year = 1000 + 500 * np.sin(np.arange(12))
    values = np.tile(year, 5)[:, None]
    told = seasonal_naive(values, 12, POINTS)
    assert told.std(axis=0).max() < 1e-6
    assert told[0, :, 0] == pytest.approx(year)


def test_steady_growth_is_carried_on() -> None:
    """Where each month grows by one percent, drift goes on so."""
    values = 1000 * 1.01 ** np.arange(60.0)[:, None] - 5.0
    told = drift(values, 12, POINTS)
    assert told.mean(axis=0)[:, 0] == pytest.approx(
        1000 * 1.01 ** np.arange(60.0, 72.0) - 5.0, rel=1e-6
    )


def test_bands_are_those_of_the_past() -> None:
    """Drift's band grows with the root of time; seasonal-naive's stays."""
    walk = np.exp(
        8 + np.cumsum(np.random.default_rng(2).normal(0, 0.1, (240, 1)), axis=0)
    )
    spread = np.log(drift(walk, 12, POINTS)).std(axis=0)[:, 0]
    assert spread[0] == pytest.approx(0.1, rel=0.15)
    assert spread[8] / spread[0] == pytest.approx(3.0, rel=0.1)
    still = np.log(seasonal_naive(walk, 12, POINTS)).std(axis=0)[:, 0]
    assert still[11] == pytest.approx(still[0], rel=0.05)
