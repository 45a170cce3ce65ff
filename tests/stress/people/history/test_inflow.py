"""Arrivals a day times the stay."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.stress.people.history import outcomes


def test_peak_is_arrivals_a_day_times_days(welcome: Casebook) -> None:
    """10,087 people in 93 days who stay 45 days each."""
    (found,) = outcomes(welcome, ["guantanamo-1991"])
    assert found.rows[0].told == pytest.approx(10_087 / 93 * 45)
    assert found.scores[0].baselines == {
        "nobody_leaves": pytest.approx(abs(10_087 / 12_500 - 1))
    }
