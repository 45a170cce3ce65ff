"""SR309's money: sound books, the report's options, back-tests as they come."""

from __future__ import annotations

import pytest

from steelyard.casebook.check_budget import check_budget
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.money.account import account
from steelyard.money.backtest import backtests
from steelyard.money.deflator import deflator
from steelyard.money.options import compare_options
from steelyard.money.statement import statement
from steelyard.study.costed import Costed, costed


@pytest.fixture(scope="module")
def sr309() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def two(sr309: Casebook) -> Costed:
    return costed(sr309, ["nothing", "active-standing"], 128, 1)


def test_sound_books(sr309: Casebook) -> None:
    """Its budget has no problem, nor has the blank one."""
    assert check_budget(sr309) == []
    assert check_budget(open_casebook("blank")) == []


def test_every_use_of_every_course_has_a_payer_with_an_account(
    sr309: Casebook,
) -> None:
    """No use is without a purpose once the acts of 2025 are known."""
    assert sr309.budget is not None
    payers = {a.payer for a in sr309.budget.accounts.values()}
    for course in sr309.courses.values():
        for part in course.parts:
            for use in sr309.actions[part.action].uses:
                assert use.payer in payers, f"{part.action}.{use.id}"


def test_the_question_of_the_issue(sr309: Casebook, two: Costed) -> None:
    """Which account pays in FY2026, under what authority, what is left unfunded."""
    found = two.lines["active-standing"]
    ledger = account(sr309, "active-standing", found, two.draws, two.prices).ledger
    page = statement(sr309, ledger, 70, 2026)
    assert {"om_fy26", "ice_custody_fy26", "state_guard_fy26"} <= set(page.paid)
    assert not {"om_fy25", "edi", "counterdrug"} & set(page.paid)
    assert all(line.authority for line in page.lines if line.source != "gap")
    assert page.cost == sum(page.paid.values()) + page.gap


def test_counterdrug_money_pays_no_presence(sr309: Casebook, two: Costed) -> None:
    """SR309's shift into counterdrug closes less than the same into O&M."""
    options = {
        o.option: o for o in compare_options(sr309, two.lines, two.draws, two.prices)
    }
    active = {k: o.buys[1] for k, o in options.items()}
    assert active["edi"].closed == 0, "forces on the line are not its objects"
    assert active["edi-om"].closed > 0
    assert options["edi"].needs
    assert options["edi"].takes[0].middle > 1


def test_back_tests_run_and_leave_their_family_out(sr309: Casebook) -> None:
    """Each names its rates; none is from the operation's own family."""
    tests = {t.operation: t for t in backtests(sr309, deflator(sr309))}
    wanted = {
        "jump-start-and-phalanx",
        "border-2018-2020",
        "surge-2025-with-guantanamo",
        "allies-welcome",
    }
    assert wanted <= set(tests)
    for test in tests.values():
        assert test.predicted is not None
        assert test.rates
        assert not set(test.rates) & set(test.left_out)
    assert "active_day" not in tests["border-2018-2020"].rates
    assert "surge-2025" not in tests["surge-2025-with-guantanamo"].rates
