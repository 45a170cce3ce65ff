"""Accounts as they are opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.deflator import deflator
from steelyard.money.pots import open_pots
from steelyard.money.prices import ThenYear


def test_amounts_are_dollars_of_the_first_year(make: Callable[..., Casebook]) -> None:
    """Money of 2024 grows to the account's year; a resolution keeps its dollars."""
    casebook = make(("value: 0.0", "value: 0.1"))
    draws = {id_: np.full(1, q.value) for id_, q in casebook.quantities.items()}
    then = ThenYear(deflator(casebook), draws["growth"])
    pots, _ = open_pots(casebook, draws, then)
    assert pots["watch"].left[0] == pytest.approx(110_000_000)


def test_a_continuing_resolution_keeps_the_dollars_of_before(
    make: Callable[..., Casebook],
) -> None:
    """No growth of prices is granted."""
    casebook = make(
        ("value: 0.0", "value: 0.1"),
        ("authority: the watch act", "status: continuing_resolution"),
    )
    draws = {id_: np.full(1, q.value) for id_, q in casebook.quantities.items()}
    then = ThenYear(deflator(casebook), draws["growth"])
    pots, entries = open_pots(casebook, draws, then)
    assert pots["watch"].left[0] == 100_000_000
    assert [e.kind for e in entries] == ["appropriation"] * 3


def test_share_of_a_year_after_enactment(make: Callable[..., Casebook]) -> None:
    """An act of 1 April leaves 183 of 365 days."""
    casebook = make(("authority: the watch act", 'enacted: "2025-04-01"'))
    draws = {id_: np.full(1, q.value) for id_, q in casebook.quantities.items()}
    pots, _ = open_pots(casebook, draws, ThenYear(deflator(casebook), np.zeros(1)))
    start, end = date(2024, 10, 1), date(2025, 10, 1)
    assert pots["watch"].share(2025, start, end) == pytest.approx(183 / 365)
    assert pots["relief"].share(2025, start, end) == 1.0
