"""Paying a course out of accounts, against sums done by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.casebook.model import Casebook
from steelyard.money.account import account
from steelyard.money.deflator import deflator

Costs = Callable[..., Any]

GUARDS = 40 * 200 * 365 * 104 / 100  # 3,036,800
WARDENS = 5 * 150 * 365  # 273,750


def test_accounts_pay_and_the_rest_is_a_gap(books: Casebook, costs: Costs) -> None:
    """One million pays for guards; what is beyond it has no appropriation."""
    found, draws = costs(books, "guard")
    ledger = account(books, "guard", found, draws, deflator(books)).ledger
    assert ledger.paid()["watch"].tolist() == [100_000_000] * 3
    assert ledger.paid()["relief"].tolist() == [round(WARDENS * 100)] * 3
    assert ledger.gap(2025, "amount").tolist() == [303_680_000 - 100_000_000] * 3
    assert ledger.cost().tolist() == [303_680_000 + 27_375_000] * 3
    assert ledger.left()["relief"].tolist() == [50_000_000 - 27_375_000] * 3


def test_no_account_for_the_purpose(books: Casebook, costs: Costs) -> None:
    """Nothing pays for barriers: the gap says that the purpose is missing."""
    found, draws = costs(books, "civil")
    ledger = account(books, "civil", found, draws, deflator(books)).ledger
    assert ledger.gap(reason="purpose").tolist() == [3_000_000] * 3


def test_an_account_of_another_year_pays_nothing(
    make: Callable[..., Casebook], costs: Costs
) -> None:
    """Money of FY2026 does not pay in FY2025; the gap says that time is missing."""
    late = make(
        (
            "years: [2025, 2025]\n    amount: watch",
            "years: [2026, 2026]\n    amount: watch",
        )
    )
    found, draws = costs(late, "guard")
    ledger = account(late, "guard", found, draws, deflator(late)).ledger
    assert "watch" not in ledger.paid()
    assert ledger.gap(reason="time").tolist() == [303_680_000] * 3


def test_a_request_pays_nothing(make: Callable[..., Casebook], costs: Costs) -> None:
    """No obligation ahead of an appropriation."""
    asked = make(("authority: the watch act", "status: requested"))
    found, draws = costs(asked, "guard")
    ledger = account(asked, "guard", found, draws, deflator(asked)).ledger
    assert "watch" not in ledger.paid()


def test_money_enacted_within_the_year_pays_only_what_falls_after(
    make: Callable[..., Casebook], costs: Costs
) -> None:
    """An act of 1 April pays at most the second half of the year's cost."""
    spring = make(
        ("authority: the watch act", 'enacted: "2025-04-01"'),
        ("value: 1000000", "value: 9000000"),
    )
    found, draws = costs(spring, "guard")
    prices = deflator(spring)
    ledger = account(spring, "guard", found, draws, prices).ledger
    half = int(303_680_000 * 183 / 365)
    assert ledger.paid()["watch"].tolist() == [half] * 3
    before = account(spring, "guard", found, draws, prices, as_of=date(2025, 1, 1))
    assert "watch" not in before.ledger.paid()


def test_a_continuing_resolution_begins_nothing_new(
    make: Callable[..., Casebook], costs: Costs
) -> None:
    """Without new starts, guards that did not stand before are not paid."""
    frozen = make(("authority: the watch act", "new_starts: false"))
    found, draws = costs(frozen, "guard")
    ledger = account(frozen, "guard", found, draws, deflator(frozen)).ledger
    assert "watch" not in ledger.paid()
    assert ledger.paid()["relief"][0] > 0, "wardens go on"


def test_apportioned_money_is_that_of_the_days(
    make: Callable[..., Casebook], costs: Costs
) -> None:
    """A fund of two years whose second lies beyond the horizon gives one half."""
    half = make(
        (
            "amount: relief_money\nmovements",
            "amount: relief_money\n    apportioned: true\nmovements",
        )
    )
    found, draws = costs(half, "nothing")
    ledger = account(half, "nothing", found, draws, deflator(half)).ledger
    opened = next(e for e in ledger.entries if e.debit == "account:relief")
    assert opened.cents.tolist() == [25_000_000] * 3


def test_a_transfer_fills_the_gap(books: Casebook, costs: Costs) -> None:
    """1.5 million come over; the gap falls by as much."""
    found, draws = costs(books, "guard")
    done = account(books, "guard", found, draws, deflator(books), options=["shifting"])
    assert done.moved[0].moved.tolist() == [150_000_000] * 3
    assert done.ledger.gap().tolist() == [53_680_000] * 3
    assert done.ledger.left()["spare"].tolist() == [350_000_000] * 3


def test_a_reimbursement_pays_first(books: Casebook, costs: Costs) -> None:
    """The agency that asked pays for guards as far as its money goes."""
    found, draws = costs(books, "guard")
    done = account(books, "guard", found, draws, deflator(books), options=["payback"])
    back = list(done.ledger.select("reimbursement"))
    assert [e.debit for e in back] == ["use:1|A1|guards"]
    assert back[0].cents.tolist() == [50_000_000 - 27_375_000] * 3


def test_an_unknown_option_is_named(books: Casebook, costs: Costs) -> None:
    """The error lists what there is."""
    found, draws = costs(books, "guard")
    with pytest.raises(ValueError, match=r"no option or movement 'gift'.*shifting"):
        account(books, "guard", found, draws, deflator(books), options=["gift"])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    amounts=st.lists(st.floats(0, 1e8, allow_nan=False), min_size=5, max_size=5),
    options=st.lists(st.sampled_from(["shifting", "more", "payback"]), unique=True),
    course=st.sampled_from(["nothing", "civil", "guard", "reserve"]),
)
def test_the_books_always_balance(
    books: Casebook, costs: Costs, amounts: list[float], options: list[str], course: str
) -> None:
    """Whatever the money and the movements: debits are credits, to the cent."""
    found, draws = costs(books, course)
    names = ("watch_money", "spare_money", "relief_money", "shift_money", "guards")
    for name, amount in zip(names, amounts, strict=True):
        draws[name] = np.array([amount, amount / 3, amount / 7])
    ledger = account(
        books, course, found, draws, deflator(books), options=options
    ).ledger
    balances = ledger.balances()
    assert sum(balances.values()).tolist() == [0, 0, 0]
    paid = sum(ledger.paid().values(), ledger.gap())
    assert paid.tolist() == ledger.cost().tolist()
    assert all((b >= 0).all() for b in ledger.left().values())
