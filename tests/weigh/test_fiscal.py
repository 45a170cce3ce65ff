"""Fiscal rules by rule, for page one."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.money.rules import RuleFinding, Verdict
from steelyard.weigh.fiscal import fiscal_breaches


def finding(rule: str, verdict: Verdict, share: float, amount: float) -> RuleFinding:
    return RuleFinding(
        rule=rule, verdict=verdict, share=share, amount=amount, says="it runs out"
    )


@pytest.fixture(scope="module")
def sr309() -> Casebook:
    return open_casebook("sr309")


def test_rules_gather_courses_by_how_often(sr309: Casebook) -> None:
    """Rules without a waiver come first, and in each the surest course."""
    rules = {
        "civil": [
            finding("economy-act", "depends", 1.0, 5.0),
            finding("antideficiency", "breached", 0.2, 0.0),
        ],
        "package-1": [
            finding("antideficiency", "breached", 0.9, 7.0),
            finding("purpose", "kept", 0.0, 0.0),
        ],
    }
    found = fiscal_breaches(sr309, rules)
    assert [(f.rule, f.verdict) for f in found] == [
        ("antideficiency", "breached"),
        ("economy-act", "depends"),
    ]
    assert [c.course for c in found[0].courses] == ["package-1", "civil"]
    assert found[0].cites == ("31 U.S.C. 1341",)
    assert found[1].waiver


def test_nothing_broken(sr309: Casebook, tiny: Casebook) -> None:
    """Rules that are kept are not named; nor is anything without a budget's rules."""
    kept = {"civil": [finding("antideficiency", "kept", 0.0, 0.0)]}
    assert fiscal_breaches(sr309, kept) == ()
    assert fiscal_breaches(tiny, {}) == ()
