"""Shares of seizures a year or two ahead."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.narcotics.forecast import fit_shares, judge, log_ratios, to_shares
from steelyard.stress.narcotics.record import Seizures


def record(values: np.ndarray) -> Seizures:
    years = tuple(range(2019, 2019 + len(values)))
    return Seizures(years, ("p", "l"), ("a", "b"), values, (), ())


def test_shares_and_ratios_are_inverse() -> None:
    """Log ratios go back to the shares that they came from."""
    shares = np.array([[0.7, 0.2], [0.3, 0.8]])
    assert to_shares(log_ratios(shares)) == pytest.approx(shares)


def test_a_walk_takes_the_last_year_and_noise_the_mean() -> None:
    """The weight of the last year follows how the record moved."""
    walk = np.exp(np.linspace(0, 3, 8))[:, None, None] * np.array(
        [[[1.0, 1.0], [0, 0]]]
    )
    walk += np.array([[[0.0, 0.0], [5.0, 5.0]]])
    assert fit_shares(record(walk)).weight == 1.0
    rng = np.random.default_rng(1)
    noise = rng.lognormal(3, 0.5, (60, 2, 2))
    assert fit_shares(record(noise)).weight <= 0.3


def test_bands_widen() -> None:
    """Two years ahead the band is wider than one."""
    noise = np.random.default_rng(2).lognormal(3, 0.3, (6, 2, 2))
    fit = fit_shares(record(noise))
    one, two = fit.draw(1, 2000, 1), fit.draw(2, 2000, 1)
    assert two[:, 0, 0].std() > one[:, 0, 0].std()
    assert one.sum(axis=1) == pytest.approx(np.ones((2000, 2)))


def test_later_years_are_not_used() -> None:
    """The hold-out does not move the fit: only errors change with it."""
    values = np.random.default_rng(3).lognormal(3, 0.3, (7, 2, 2))
    scores = judge(record(values), (2019, 2023), (2024, 2025))
    assert [s.id for s in scores] == ["drugs.a", "drugs.b", "drugs.all"]
    assert scores[-1].count == 8
    other = values.copy()
    other[5:] = 1.0
    again = judge(record(other), (2019, 2023), (2024, 2025))
    assert again[0].note == scores[0].note
    assert again[0].error != scores[0].error


def test_three_years_are_needed() -> None:
    """Two years are refused."""
    with pytest.raises(ValueError, match="three years"):
        fit_shares(record(np.ones((2, 2, 2))))
