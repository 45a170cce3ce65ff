"""Monthly arrivals in many futures."""

from __future__ import annotations

import numpy as np

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


def test_paths_are_keyed() -> None:
    """Futures made in blocks, or for fewer months, are those made at once."""
    found = fit(record())
    whole = monthly_paths(found, 12, np.arange(60), 7)
    assert np.array_equal(whole[40:, :6], monthly_paths(found, 6, np.arange(40, 60), 7))
    assert not np.array_equal(whole, monthly_paths(found, 12, np.arange(60), 8))


def test_regions_move_together_and_bands_widen() -> None:
    """Common shocks of the record make regions' futures correlate; spread grows."""
    paths = monthly_paths(fit(record()), 24, np.arange(3000), 1)
    logs = np.log(paths + 1)
    assert np.corrcoef(logs[:, 11, 0], logs[:, 11, 2])[0, 1] > 0.6
    assert logs[:, 23, 1].std() > 1.5 * logs[:, 3, 1].std()


def test_the_band_of_a_walk_is_right() -> None:
    """Forecasts of a simulated world hold what comes about four times in five."""
    held = []
    for seed in range(40):
        made = record(months=132, seed=100 + seed)
        past = Monthly(made.months[:120], made.names, made.values[:120])
        paths = monthly_paths(fit(past), 12, np.arange(500), 1).sum(axis=2)
        low, high = np.quantile(paths, [0.1, 0.9], axis=0)
        held.append((made.total[120:] >= low) & (made.total[120:] <= high))
    assert 0.68 < np.mean(held) < 0.92
