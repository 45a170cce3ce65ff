"""Rules made ready to run."""

from __future__ import annotations

import pytest

from steelyard.casebook.schema.law import Rule
from steelyard.law.clauses import compile_rule, cycle, in_order


def rule(id_: str, then: str, when: list[dict[str, object]], **more: object) -> Rule:
    """A rule with as little as possible."""
    data = {"id": id_, "then": then, "when": when, "says": "s", "cites": [], **more}
    return Rule.model_validate({**data, "verified": "definition"})


def test_lists_of_the_same_kind_intersect() -> None:
    """Two lists of actors leave those that stand in both."""
    when = [{"actor": ["a", "b"]}, {"actor": ["b", "c"]}, {"fact": "f"}]
    clause = compile_rule(rule("R", "bar x", when))
    assert clause.actors == {"b"}
    assert clause.facts == {"f"}
    assert clause.places is None


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2019-12-31", False),
        ("2020-01-01", True),
        ("2021-06-30", True),
        ("2021-07-01", False),
    ],
)
def test_both_ends_of_the_dates_count(day: str, there: bool) -> None:
    """A rule is law from its first to its last day."""
    dates = {"from": "2020-01-01", "until": "2021-06-30"}
    clause = compile_rule(rule("R", "bar x", [{"fact": "f"}], **dates))
    assert clause.in_force(day) is there


def test_atoms_are_derived_before_they_are_used() -> None:
    """Order follows dependence, not the order of the file."""
    rules = [
        rule("B", "bar x", [{"holds": "two"}]),
        rule("D2", "define two", [{"holds": "one"}]),
        rule("D1", "define one", [{"fact": "f"}]),
    ]
    clauses = [compile_rule(r) for r in rules]
    assert [c.id for c in in_order(clauses)] == ["D1", "D2", "B"]


def test_a_ring_is_named() -> None:
    """Atoms that rest on one another are found, through unless as well."""
    rules = [
        rule("D1", "define one", [{"fact": "f"}], unless=["two"]),
        rule("D2", "define two", [{"holds": "one"}]),
    ]
    clauses = [compile_rule(r) for r in rules]
    assert set(cycle(clauses)) == {"one", "two"}
    assert cycle(clauses[:1]) == ()
