"""Scales that several charts share."""

from __future__ import annotations

from steelyard.tell.charts.scale import logarithmic, scaled


def test_divisor_by_largest() -> None:
    """The largest magnitude chooses the word."""
    assert scaled([3e6, -4e9]).title("USD") == "billion USD"
    assert scaled([2e4]).title("people") == "thousand people"
    assert scaled([900]).title("people") == "people"
    assert scaled([]).divisor == 1


def test_logarithmic_only_for_positive_values() -> None:
    """A scale through nothing or below it cannot be logarithmic."""
    assert logarithmic([1, 100])
    assert not logarithmic([0, 100])
    assert not logarithmic([-1, 100])
    assert not logarithmic([50, 100])
    assert not logarithmic([])
