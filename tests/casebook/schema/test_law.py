"""Records of `law.yaml`: what they accept and what they refuse."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from steelyard.casebook.schema.law import Cell, Condition, Exclusion, Proposition, Rule

RULE = {
    "id": "R-1",
    "then": "authority 10usc284",
    "when": [{"fact": "asked"}],
    "says": "Help when asked.",
    "cites": ["code"],
    "verified": "memory",
}


def test_a_rule_knows_what_it_gives() -> None:
    """`then` is split into a kind and a name."""
    rule = Rule.model_validate({**RULE, "from": "2020-01-01"})
    assert (rule.kind, rule.head, rule.begins) == (
        "authority",
        "10usc284",
        "2020-01-01",
    )
    assert rule.system == "domestic"


@pytest.mark.parametrize(
    "change",
    [
        {"then": "permit x"},
        {"then": "bar"},
        {"when": []},
        {"from": "2020-02-30"},
        {"until": "tomorrow"},
        {"system": "martian"},
        {"verified": "certain"},
        {"colour": "red"},
    ],
)
def test_a_rule_refuses_what_it_cannot_mean(change: dict[str, object]) -> None:
    """Unknown kinds, keys, dates and an empty `when` are errors."""
    with pytest.raises(ValidationError):
        Rule.model_validate({**RULE, **change})


@pytest.mark.parametrize("key", ["actor", "place", "activity"])
def test_a_condition_lists_words(key: str) -> None:
    """Lists say any of; the one key that is set has a name."""
    condition = Condition.model_validate({key: ["a", "b"]})
    assert condition.key == key


@pytest.mark.parametrize(
    "data",
    [{}, {"fact": "a", "no_fact": "b"}, {"actor": []}, {"reading": "CP-X"}],
)
def test_a_condition_has_exactly_one_key(data: dict[str, object]) -> None:
    """None, two, an empty list, or half a reading are errors."""
    with pytest.raises(ValidationError):
        Condition.model_validate(data)


def test_a_proposition_needs_two_readings() -> None:
    """One reading is no contest."""
    holder = {"who": "x", "cites": ["c"], "weight": "binding", "verified": "found"}
    reading = {"id": "yes", "says": "Yes.", "holders": [holder]}
    data = {"id": "P", "question": "Q?", "consequence": "c", "standing": "s"}
    with pytest.raises(ValidationError, match="at least 2"):
        Proposition.model_validate({**data, "readings": [reading]})
    no_holder = {**reading, "id": "no", "holders": []}
    with pytest.raises(ValidationError, match="at least 1"):
        Proposition.model_validate({**data, "readings": [reading, no_holder]})


def test_an_exclusion_is_a_pair() -> None:
    """Exactly two readings."""
    assert Exclusion(pair=("A=x", "B=y"), says="s").pair == ("A=x", "B=y")
    with pytest.raises(ValidationError):
        Exclusion.model_validate({"pair": ["A=x"], "says": "s"})


def test_a_cell_is_an_act_with_a_reason() -> None:
    """The act is read out; the reason may not be left out."""
    data = {
        "id": "C",
        "actor": "a",
        "activity": "b",
        "place": "c",
        "domestic": "lawful",
        "international": "lawful",
    }
    cell = Cell.model_validate({**data, "because": "So."})
    assert cell.act.facts == ()
    with pytest.raises(ValidationError, match="because"):
        Cell.model_validate(data)
