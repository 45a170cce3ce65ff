"""The model of monthly arrivals: fit and paths."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.migration.fit import fit
from steelyard.stress.migration.paths import monthly_paths
from steelyard.stress.series import Monthly, month_of


def record(months: int = 150, seed: int = 5, shock: float = 0.15) -> Monthly:
    """Three regions that walk about 1,000, 5,000 and 20,000, with a season."""
    rng = np.random.default_rng(seed)
    wave = 0.3 * np.sin(2 * np.pi * np.arange(months) / 12)
    common = rng.normal(0, shock, (months, 1))
    walk = np.cumsum(common + rng.normal(0, 0.05, (months, 3)), axis=0)
    level = np.log([1000.0, 5000.0, 20000.0]) + walk + wave[:, None]
    names = ("a", "b", "c")
    return Monthly(
        tuple(month_of(24000 + k) for k in range(months)), names, np.exp(level)
    )


def test_a_walk_has_no_momentum_and_little_pull() -> None:
    """Momentum and pull of a random walk are near zero."""
    found = fit(record())
    assert abs(found.momentum) < 0.2
    assert found.pull < 0.1
    assert found.spread == pytest.approx([0.16] * 3, rel=0.4)


def test_momentum_is_found() -> None:
    """Steps that go on by half are seen to."""
    rng = np.random.default_rng(6)
    step = np.zeros((200, 4))
    for t in range(1, 200):
        step[t] = 0.5 * step[t - 1] + rng.normal(0, 0.1, 4)
    values = np.exp(8 + np.cumsum(step, axis=0))
    months = tuple(month_of(24000 + k) for k in range(200))
    assert fit(Monthly(months, tuple("abcd"), values)).momentum == pytest.approx(
        0.5, abs=0.12
    )


def test_short_records_are_refused() -> None:
    """Less than three years is refused."""
    with pytest.raises(ValueError, match="36 months"):
        fit(record(months=35))


def test_zeros_are_taken() -> None:
    """A region that was at zero for a while gives finite forecasts."""
    made = record()
    values = made.values.copy()
    values[40:50, 0] = 0
    found = fit(Monthly(made.months, made.names, values))
    assert np.isfinite(monthly_paths(found, 12, np.arange(200), 1)).all()
