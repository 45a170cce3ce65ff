"""Numbers and units in words."""

from __future__ import annotations

import pytest

from steelyard.weigh.examine.words import amount, figures, plural


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2_245_000, "USD/device", "$2.25 million/device"),
        (4.078e9, "USD of 2025", "$4.08 billion in prices of 2025"),
        (8696.2, "person", "8,700 people"),
        (60.99, "mile", "61 miles"),
        (0.2512, "ratio", "0.251"),
        (12, "aircraft", "12 aircraft"),
        (157.2, "USD/bed/day", "$157/bed/day"),
    ],
)
def test_amount(value: float, unit: str, text: str) -> None:
    """Values read with their unit, to three figures."""
    assert amount(value, unit) == text


def test_figures_and_plural() -> None:
    """Tiny and huge numbers keep an exponent; composite units stay."""
    assert figures(0.0) == "0"
    assert figures(1.5e-7) == "1.50e-07"
    assert figures(-0.05) == "-0.05"
    assert plural("person*day") == "person*day"
    assert plural("days") == "days"
