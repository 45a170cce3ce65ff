"""Whole arrivals by day and hour."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from steelyard.stress.migration.daily import Days, daily, hour_shares, scatter
from steelyard.stress.streams import keys

DAYS = Days.between("2025-02-01", "2025-08-01", "2025-01")
KEY = keys(1, "days", np.arange(400))
ONE = np.ones(400)


def means(value: float) -> np.ndarray:
    """Months whose mean is `value` on each day, one region."""
    length = DAYS.length.sum(axis=1)
    return np.broadcast_to(value * length[None, :, None], (400, len(length), 1))


def test_days_know_their_month_and_weekend() -> None:
    """Days index months after the first; weekends and lengths are the calendar's."""
    assert DAYS.month[0] == 1
    assert DAYS.month[-1] == 6
    assert len(DAYS.month) == 181
    assert DAYS.weekend[:3].tolist() == [True, True, False]
    assert DAYS.length[1].tolist() == [20, 8]
    with pytest.raises(ValueError, match="need paths"):
        Days.between("2025-02-01", "2025-03-01", "2025-03")


@pytest.mark.parametrize("mean", [0.3, 2.0, 7.5, 9.0, 60.0, 900.0])
def test_counts_have_the_stated_mean_and_spread(mean: float) -> None:
    """Mean and variance are those of the negative binomial law."""
    counts = daily(means(mean), DAYS, ONE, 0.3 * ONE, KEY)
    assert counts.mean() == pytest.approx(mean, rel=0.02)
    assert counts.var() == pytest.approx(mean + 0.09 * mean**2, rel=0.04)


def test_small_counts_have_the_exact_law() -> None:
    """At small means the share of each count is the law's."""
    counts = daily(means(3.0), DAYS, ONE, 0.3 * ONE, KEY)
    size = 1 / 0.09
    for k in range(6):
        exact = nbinom.pmf(k, size, size / (size + 3.0))
        assert (counts == k).mean() == pytest.approx(exact, abs=0.006)


def test_counts_never_fall_when_means_rise() -> None:
    """More arrivals mean at least as many on each day, and the same mean the same."""
    base = daily(means(20.0), DAYS, ONE, 0.2 * ONE, KEY)
    assert np.array_equal(base, daily(means(20.0), DAYS, ONE, 0.2 * ONE, KEY))
    more = daily(means(22.0), DAYS, ONE, 0.2 * ONE, KEY)
    assert (more >= base).all()
    assert daily(means(0.0), DAYS, ONE, 0.2 * ONE, KEY).max() == 0


def test_blocks_are_parts_of_the_whole() -> None:
    """Futures made by themselves are those made with others."""
    whole = daily(means(50.0), DAYS, ONE, 0.2 * ONE, KEY)
    part = slice(100, 150)
    made = daily(means(50.0)[part], DAYS, ONE[part], 0.2 * ONE[part], KEY[part])
    assert np.array_equal(whole[part], made)
    for workers in (2, 3, 7):
        split = daily(means(50.0), DAYS, ONE, 0.2 * ONE, KEY, workers)
        assert np.array_equal(whole, split)


def test_weekends_keep_the_months_sum() -> None:
    """A quieter weekend moves arrivals to weekdays and keeps the month's mean."""
    counts = daily(means(500.0), DAYS, 0.5 * ONE, 0.0 * ONE + 0.01, KEY)
    free, busy = counts[:, DAYS.weekend], counts[:, ~DAYS.weekend]
    assert free.mean() / busy.mean() == pytest.approx(0.5, rel=0.01)
    march = counts[:, DAYS.month == 2].sum(axis=1).mean()
    assert march == pytest.approx(500 * 31, rel=0.01)


def test_hours_add_up_and_one_more_moves_nobody() -> None:
    """Hours add up to days; one more arrival adds one person to one hour."""
    shares = hour_shares(np.full(400, 6.0), np.full(400, 0.8))
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares[0].argmax() == 6
    counts = daily(means(30.0), DAYS, ONE, 0.2 * ONE, KEY)[:, :, 0]
    hours = scatter(counts, shares, KEY)
    assert np.array_equal(hours.sum(axis=2), counts)
    more = scatter(counts + 1, shares, KEY)
    assert (more >= hours).all()
    assert (more - hours).sum(axis=2).max() == 1
    assert hours.sum(axis=(0, 1)) / hours.sum() == pytest.approx(shares[0], abs=0.002)


def test_too_few_months_are_refused() -> None:
    """Days beyond the monthly paths are refused."""
    with pytest.raises(ValueError, match="months of days"):
        daily(means(1.0)[:, :3], DAYS, ONE, ONE, KEY)
