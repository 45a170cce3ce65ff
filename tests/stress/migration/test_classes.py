"""Shares of classes."""

from __future__ import annotations

import numpy as np

from steelyard.stress.migration.classes import class_paths, fit_classes
from steelyard.stress.series import Monthly, month_of

MONTHS = tuple(month_of(24000 + k) for k in range(40))


def test_steady_shares_stay() -> None:
    """Shares that never moved do not move, and add up to one."""
    values = np.tile([600.0, 300.0, 100.0], (40, 1))
    paths = class_paths(
        fit_classes(Monthly(MONTHS, ("a", "b", "c"), values)), 12, np.arange(20), 1
    )
    assert np.abs(paths - [0.6, 0.3, 0.1]).max() < 0.01
    assert np.abs(paths.sum(axis=2) - 1).max() < 1e-12


def test_moving_shares_spread() -> None:
    """Shares that moved spread with time; a zero in the record is taken."""
    rng = np.random.default_rng(2)
    values = rng.lognormal(5, 0.3, (40, 3))
    values[5, 2] = 0
    paths = class_paths(
        fit_classes(Monthly(MONTHS, ("a", "b", "c"), values)), 24, np.arange(500), 1
    )
    assert np.isfinite(paths).all()
    assert paths[:, 23, 0].std() > paths[:, 0, 0].std()
