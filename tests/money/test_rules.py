"""Rules of purpose, time and amount, held against books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.account import account
from steelyard.money.deflator import deflator
from steelyard.money.rules import RuleFinding, hold

Costs = Callable[..., Any]


@pytest.fixture
def findings(costs: Costs) -> Callable[..., dict[str, RuleFinding]]:
    """Hold a course's books against the rules, by rule id."""

    def of(
        casebook: Casebook, course: str, options: tuple[str, ...] = ()
    ) -> dict[str, RuleFinding]:
        found, draws = costs(casebook, course)
        prices = deflator(casebook)
        done = account(casebook, course, found, draws, prices, options=options)
        return {f.rule: f for f in hold(casebook, done, found, draws, prices)}

    return of


def test_money_that_runs_out(books: Casebook, findings: Costs) -> None:
    """The amount beyond the accounts is named, with its use and citation."""
    found = findings(books, "guard")["no-deficit"]
    assert found.verdict == "breached"
    assert found.amount == pytest.approx(2_036_800)
    assert found.share == 1.0
    assert found.uses == ("A1.guards",)
    assert found.cites == ("finance law 1",)


def test_a_use_without_a_purpose(books: Casebook, findings: Costs) -> None:
    """Barriers, for which no account is made, break the rule of purpose."""
    found = findings(books, "civil")
    assert found["objects"].verdict == "breached"
    assert found["objects"].uses == ("A3.barriers",)
    assert found["years"].verdict == "kept"


def test_a_ceiling(books: Casebook, findings: Costs) -> None:
    """30,000 for barriers are 10,000 above the cap."""
    found = findings(books, "civil")["cap"]
    assert found.verdict == "breached"
    assert found.amount == pytest.approx(10_000)
    assert findings(books, "guard")["cap"].verdict == "not_concerned"


def test_a_duty_to_pay_back_depends_on_its_waiver(
    books: Casebook, findings: Costs
) -> None:
    """Guards that the town should pay: it depends; nothing is due once it pays."""
    found = findings(books, "guard")["town-pays"]
    assert found.verdict == "depends"
    assert found.amount == pytest.approx(3_036_800)
    assert "unless it is training" in found.says
    after = findings(books, "guard", ("payback",))["town-pays"]
    assert after.amount == pytest.approx(3_036_800 - 226_250)


def test_transfers_against_their_authority(books: Casebook, findings: Costs) -> None:
    """Without a transfer the rule is not concerned; one within it keeps it."""
    assert findings(books, "guard")["moves"].verdict == "not_concerned"
    assert findings(books, "guard", ("shifting",))["moves"].verdict == "kept"
