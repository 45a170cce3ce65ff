"""Hold a recomputed value against a reference."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from typing import Any

from steelyard.casebook.schema.claims import Relation, Stated, Test

ABOUT = 0.05
"""Relative slack of `about` where a test gives no tolerance of its own."""


def holds(test: Test, value: float, stated: Stated | None) -> bool:
    """Tell whether a test holds for a recomputed value.

    Bounds are loosened by the test's relative tolerance, in favour of the
    claim: `more_than 100` with tolerance 0.01 holds from just above 99.
    """
    low, high = reference(test, stated)
    slack = test.tolerance or (ABOUT if test.relation == "about" else 0.0)
    return compare(test.relation, value, low, high, slack)


def reference(test: Test, stated: Stated | None) -> tuple[float, float]:
    """Return the reference of a test: its own value, or the stated one."""
    if test.value is not None:
        return test.value, test.value if test.high is None else test.high
    if stated is None:
        raise ValueError("a test without a value needs a stated one")
    return stated.value, stated.value if stated.high is None else stated.high


def compare(
    relation: Relation, value: float, low: float, high: float, slack: float
) -> bool:
    """Compare `value` with a reference from `low` to `high`."""
    below = abs(low) * slack
    above = abs(high) * slack
    match relation:
        case "equal" | "about" | "between":
            close = math.isclose(value, low, rel_tol=1e-9) and low == high
            return close or low - below <= value <= high + above
        case "at_least":
            return value >= low - below
        case "more_than":
            return value > low - below
        case "at_most":
            return value <= high + above
        case "less_than":
            return value < high + above


class _Plain(string.Formatter):
    """Fills in plain names only: no attributes, no items, no conversions."""

    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Any:
        if not field_name.isidentifier() or field_name not in kwargs:
            raise ValueError(f"no column '{field_name}'")
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return "not known"
        if len(format_spec) > 12:
            raise ValueError("a format that is too long")
        return str(super().format_field(value, format_spec))


def fill(text: str, row: Mapping[str, Any]) -> str:
    """Fill `{column}` and `{column:,.0f}` into a sentence.

    Raises
    ------
    ValueError
        If a name is no column of the row or the format does not fit.
    """
    try:
        return _Plain().vformat(text, (), row)
    except (IndexError, KeyError, TypeError) as error:
        raise ValueError(f"cannot fill in '{text[:40]}': {error}") from None
