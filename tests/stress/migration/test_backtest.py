"""Rolling-origin evaluation."""

from __future__ import annotations

import numpy as np

from steelyard.stress.migration.backtest import HORIZONS, backtest, enough
from steelyard.stress.series import Monthly, month_of


def made(months: int = 96) -> Monthly:
    rng = np.random.default_rng(9)
    wave = 0.5 * np.sin(2 * np.pi * np.arange(months) / 12)
    walk = np.cumsum(rng.normal(0, 0.1, (months, 2)), axis=0)
    values = np.exp(8 + walk + wave[:, None])
    return Monthly(
        tuple(month_of(24000 + k) for k in range(months)), ("a", "b"), values
    )


RECORD = made()


def test_a_seasonal_walk_is_told_better_than_by_the_rules() -> None:
    """Where the model is true, it beats both rules at one month ahead."""
    found = backtest(RECORD, RECORD.months[60], RECORD.months[-1], draws=100)
    scores = {s.id: s for s in found.scores}
    assert set(scores) == {
        f"arrivals.{w}.h{h}" for w in ("total", "region") for h in HORIZONS
    }
    assert scores["arrivals.region.h1"].beats
    assert scores["arrivals.total.h12"].count == 36 - 11
    assert len(found.forecasts[0].observed) == len(found.forecasts[0].bands) == 36


def test_what_comes_later_is_not_used() -> None:
    """Changing the last year does not change forecasts of the months before it."""
    values = RECORD.values.copy()
    values[-12:] *= 10
    first, last = RECORD.months[60], RECORD.months[-13]
    one = backtest(RECORD, first, last, draws=50)
    two = backtest(Monthly(RECORD.months, RECORD.names, values), first, last, draws=50)
    assert one.scores == two.scores


def test_three_years_are_needed() -> None:
    """A hold-out needs three years before it."""
    assert enough(RECORD, RECORD.months[36])
    assert not enough(RECORD, RECORD.months[35])
