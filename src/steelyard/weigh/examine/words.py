"""Numbers and units in words."""

from __future__ import annotations

import math

from steelyard.weigh.card import money

_PLURAL = {"person": "people", "aircraft": "aircraft", "ratio": "", "fraction": ""}
_MOST = 30
"""Longest unit that is taken for a word."""


def amount(value: float, unit: str) -> str:
    """Write a value with its unit, to three figures.

    >>> amount(2_245_000, "USD/device"), amount(8696.2, "person"), amount(0.25, "ratio")
    ('$2.25 million/device', '8,700 people', '0.25')
    """
    head, slash, per = unit.partition("/")
    if head.split(" ")[0] == "USD":
        year = head.removeprefix("USD").strip()
        return money(value) + slash + per + (f" in prices {year}" if year else "")
    return f"{figures(value)} {plural(unit)}".strip()


def figures(value: float, digits: int = 3) -> str:
    """Write a number to some figures, without an exponent where that reads well."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    size = math.floor(math.log10(abs(value)))
    if not -4 <= size < 9:
        return f"{value:.{digits - 1}e}"
    places = max(digits - 1 - size, 0)
    text = f"{round(value, digits - 1 - size):,.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def plural(unit: str) -> str:
    """Return the plural of a unit that is a plain word; others as they are."""
    if unit in _PLURAL:
        return _PLURAL[unit]
    plain = unit.isalpha() and unit.islower() and 2 < len(unit) < _MOST
    return f"{unit}s" if plain and not unit.endswith("s") else unit
