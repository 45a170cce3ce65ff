"""Holding values against references, and filling in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.audit.compare import compare, fill
from steelyard.casebook.schema.claims import Relation

REALS = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(
    ("relation", "value", "low", "high", "slack", "holds"),
    [
        ("equal", 100.0, 100.0, 100.0, 0.0, True),
        ("equal", 101.0, 100.0, 100.0, 0.0, False),
        ("equal", 101.0, 100.0, 100.0, 0.01, True),
        ("about", 104.0, 100.0, 100.0, 0.05, True),
        ("more_than", 100.0, 100.0, 100.0, 0.0, False),
        ("at_least", 100.0, 100.0, 100.0, 0.0, True),
        ("less_than", 100.0, 100.0, 100.0, 0.0, False),
        ("at_most", 100.0, 100.0, 100.0, 0.0, True),
        ("between", 150.0, 100.0, 200.0, 0.0, True),
        ("between", 201.0, 100.0, 200.0, 0.0, False),
    ],
)
def test_relations(
    relation: Relation, value: float, low: float, high: float, slack: float, holds: bool
) -> None:
    """Each relation means what it says, at its edges too."""
    assert compare(relation, value, low, high, slack) is holds


@given(REALS, REALS, st.floats(0, 0.5))
def test_slack_never_makes_a_test_stricter(value: float, low: float, s: float) -> None:
    """What holds without tolerance holds with it."""
    relations: tuple[Relation, ...] = (
        "equal", "at_least", "more_than", "at_most", "less_than", "between",
    )  # fmt: skip
    for relation in relations:
        if compare(relation, value, low, low, 0.0):
            assert compare(relation, value, low, low, s)


@given(REALS, REALS)
def test_opposites(value: float, reference: float) -> None:
    """More than is the opposite of at most."""
    more = compare("more_than", value, reference, reference, 0.0)
    assert more is not compare("at_most", value, reference, reference, 0.0)


def test_fill() -> None:
    """Names and plain formats are filled in; missing values are said so."""
    assert fill("{a:,.1f} of {b}", {"a": 1234.56, "b": None}) == "1,234.6 of not known"


@pytest.mark.parametrize(
    "text", ["{a.__class__}", "{a[0]}", "{0}", "{c}", "{a:>9999999999999}", "{a:q}"]
)
def test_fill_takes_no_tricks(text: str) -> None:
    """Attributes, items, positions and huge widths are refused."""
    with pytest.raises(ValueError):  # noqa: PT011
        fill(text, {"a": 1.0, "b": 2})
