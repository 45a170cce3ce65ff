"""Units."""

from __future__ import annotations

import pytest

from steelyard.casebook.units import dimension, factor, same_dimension


def test_money_times_people_times_days_is_money() -> None:
    """The units of a cost multiply to money."""
    product = dimension("USD/person/day") * dimension("person") * dimension("day")
    assert product == dimension("USD")


@pytest.mark.parametrize(
    ("unit", "to", "expected"),
    [
        ("mile", "km", 1.609344),
        ("year", "day", 365.25),
        ("percent", "ratio", 0.01),
        ("person/week", "person/day", 1 / 7),
        ("acre", "m^2", 4046.8726),
    ],
)
def test_factor(unit: str, to: str, expected: float) -> None:
    """Conversions agree with published factors."""
    assert factor(unit, to) == pytest.approx(expected, rel=1e-6)


def test_unknown_and_incompatible_units() -> None:
    """Neither is guessed."""
    with pytest.raises(ValueError, match="'dollars' is not a unit"):
        dimension("dollars")
    with pytest.raises(ValueError, match="cannot convert"):
        factor("mile", "day")
    assert not same_dimension("person", "bed")
