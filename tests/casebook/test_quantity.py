"""Quantities refuse what makes no sense."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from steelyard.casebook.quantity import Quantity

GOOD: dict[str, Any] = {
    "value": 2.0,
    "unit": "person",
    "basis": "measured",
    "source": ["a"],
}


def test_plain_quantity() -> None:
    """A certain number needs no range."""
    assert not Quantity(**GOOD).uncertain


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"range": [3, 4]}, "outside its range"),
        ({"range": [4, 1]}, "range must rise"),
        ({"basis": "assumed"}, "needs a range"),
        ({"source": []}, "at least 1"),
        ({"value": float("nan")}, "finite"),
        ({"basis": "guess"}, "measured"),
        ({"colour": 1}, "Extra inputs"),
        (
            {
                "range": [1, 3],
                "distribution": {"kind": "uniform", "low": 1, "high": 3},
            },
            "not both",
        ),
        ({"distribution": {"kind": "uniform", "low": 3, "high": 1}}, "below high"),
        (
            {"distribution": {"kind": "triangular", "low": 1, "mode": 5, "high": 3}},
            "must hold",
        ),
        (
            {"distribution": {"kind": "discrete", "values": [1, 2], "weights": [1, 1]}},
            "add up to 1",
        ),
        ({"distribution": {"kind": "lognormal", "median": 3, "p90": 2}}, "below p90"),
    ],
)
def test_bad_quantity(change: dict[str, Any], said: str) -> None:
    """Each impossible combination is named."""
    with pytest.raises(ValidationError, match=said):
        Quantity(**{**GOOD, **change})
