"""The season of arrivals."""

from __future__ import annotations

import numpy as np

from steelyard.stress.migration.season import seasonal

CALENDAR = np.arange(120) % 12


def test_a_plain_season_is_found() -> None:
    """A season that repeats without noise comes back whole, and adds up to zero."""
    wave = np.sin(2 * np.pi * np.arange(12) / 12)
    logs = np.stack([wave[CALENDAR] + 0.01 * np.arange(120), 2 * wave[CALENDAR]], 1)
    found = seasonal(logs, CALENDAR)
    assert np.abs(found[:, 0] - wave).max() < 0.02
    assert np.abs(found[:, 1] - 2 * wave).max() < 0.02
    assert np.abs(found.sum(axis=0)).max() < 1e-12


def test_noise_is_no_season() -> None:
    """A walk without season gets a season much smaller than its own means."""
    rng = np.random.default_rng(3)
    sizes = [
        seasonal(np.cumsum(rng.normal(0, 0.2, (120, 3)), axis=0), CALENDAR).std()
        for _ in range(20)
    ]
    assert np.mean(sizes) < 0.08


def test_one_jump_does_not_make_a_season() -> None:
    """A fall in one month of one year hardly moves the season."""
    rng = np.random.default_rng(4)
    logs = np.cumsum(rng.normal(0, 0.1, (120, 3)), axis=0)
    jumped = logs.copy()
    jumped[65:] -= 3.0
    change = seasonal(jumped, CALENDAR) - seasonal(logs, CALENDAR)
    assert np.abs(change).max() < 0.05
