"""Who pays: the section, its sheets, and page one's fiscal law."""

from __future__ import annotations

import re
from typing import Any

from steelyard.money.backtest import BackTest
from steelyard.money.cents import usd
from steelyard.tell.material import Material
from steelyard.tell.sections import front, ledger
from steelyard.tell.sections.fiscal import fiscal
from steelyard.tell.sections.ledger_sheets import plainly


def test_without_accounts_it_says_so(material: Material) -> None:
    """A casebook without a budget's accounts gets a plain sentence, and no breach."""
    assert "no appropriation accounts" in ledger.render(material)
    assert fiscal(material) is None


def test_the_sheets_hold_the_books(money: Material) -> None:
    """Every account's dollars and cents, the gap and the cost stand on the sheet."""
    found = money.exhibit("ledger")
    assert found is not None
    text = str(ledger.render(money))
    assert money.casebook.budget is not None
    for course, page in found["courses"].items():
        start = text.index(f'id="ledger-{course}"')
        sheet = text[start : text.index("</details>\n", start)]
        for item in page["years"]:
            for id_, cents in item["statement"]["paid"].items():
                assert usd(cents) in sheet
                assert money.casebook.budget.accounts[id_].authority in (
                    sheet.replace("&#39;", "'").replace("&amp;", "&")
                )
            assert usd(item["statement"]["cost"]) in sheet
        assert "C-17A" in sheet, "what it does to aircraft stands on the same sheet"
    assert {"ledger-accounts", "ledger-years", "s-curves"} <= set(money.plates.found)
    assert re.search(r"European Deterrence Initiative to counterdrug", text)
    assert "Operation Jump Start" in text


def test_figures_open_their_trace(money: Material) -> None:
    """The gap's trace names the accounts' quantities and the model."""
    ledger.render(money)
    figure = money.notes.found["ledger.detention-airlift.gap.all"].figure
    kinds = {s.kind for s in figure.trace}
    assert {"quantity", "table", "model"} <= kinds
    assert "om_free" in {s.id for s in figure.trace}
    assert "stand with the cost" in figure.note


def test_page_one_names_what_is_broken(money: Material) -> None:
    """The act, its citation, the course and the amount."""
    said = fiscal(money)
    assert said is not None
    named = {b.rule.rule: b for b in said.broken}
    groups = dict(named["antideficiency"].groups)
    assert ("detention-airlift", groups["in every future"][0][1]) in groups[
        "in every future"
    ]
    text = str(front.render(money))
    assert "Breaches of fiscal law" in text
    assert "31 U.S.C. 1341" in text
    assert 'href="#ledger-detention-airlift"' in text


def page(at: dict[str, float], lines: list[dict[str, Any]], gap: int) -> dict[str, Any]:
    return {"at": at, "books": {"gap": gap, "percentile": 70.0, "lines": lines}}


def test_the_gap_in_words() -> None:
    """Half, seven and eight in ten of the futures, and why."""
    line = {"why": "amount", "cents": 2_000_000_00}
    text = plainly(page({"50": 0.0, "70": 2e6, "80": 3e6}, [line], 2_000_000_00))
    assert text == (
        "Not covered: nothing in 50 of 100 futures, at most $2.00 million in 70 and "
        "at most $3.00 million in 80. At the 70th percentile: $2.00 million because "
        "the accounts for it run out."
    )
    none = plainly(page({"50": 0.0, "70": 0.0, "80": 0.0}, [], 0))
    assert none.startswith("In at least 80 of 100 futures every use has an account")


def test_errors_stand_as_they_are() -> None:
    """An error is not rounded away, a bound is told, and untested says so."""
    test = BackTest(
        operation="o",
        title="O",
        reported=100.0,
        bound="at_least",
        predicted=326.0,
        low=300.0,
        high=350.0,
        error=2.26,
        inside=None,
        rates=(),
        left_out=(),
    )
    assert ledger.error(test) == "+226% against a cost that is at least"
    gone = test.model_copy(update={"error": None, "note": "no rate"})
    assert ledger.error(gone) == "not predicted: no rate"
