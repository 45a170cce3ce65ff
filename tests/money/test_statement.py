"""A page that adds up to the cent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.account import account
from steelyard.money.deflator import deflator
from steelyard.money.statement import at_percentile, statement

Costs = Callable[..., Any]


def test_it_adds_up(books: Casebook, costs: Costs) -> None:
    """Lines, sources and gap are the cost."""
    found, draws = costs(books, "guard")
    ledger = account(books, "guard", found, draws, deflator(books)).ledger
    page = statement(books, ledger, 70, 2025)
    assert sum(line.cents for line in page.lines) == page.cost
    assert sum(page.paid.values()) + page.gap == page.cost
    gap = next(line for line in page.lines if line.source == "gap")
    assert (gap.why, gap.payer, gap.use) == ("amount", "army", "2: A1.guards")


def test_the_future_at_a_percentile_of_the_gap(books: Casebook, costs: Costs) -> None:
    """With money of 0 to 9 of ten parts, the 70th percentile lacks the seventh."""
    found, draws = costs(books, "guard", n=10)
    draws["watch_money"] = np.arange(10) * 3e5
    ledger = account(books, "guard", found, draws, deflator(books)).ledger
    i = at_percentile(ledger, 70)
    assert ledger.gap()[i] == np.sort(ledger.gap())[6]
    assert statement(books, ledger, 100).gap == ledger.gap().max()


def test_a_year_outside_the_horizon(books: Casebook, costs: Costs) -> None:
    """It is named with the years that there are."""
    found, draws = costs(books, "guard")
    ledger = account(books, "guard", found, draws, deflator(books)).ledger
    with pytest.raises(ValueError, match="no FY2030; it has FY2025"):
        statement(books, ledger, 70, 2030)
    with pytest.raises(ValueError, match="percentile"):
        statement(books, ledger, 0)
