"""Numbers as agencies write them; nothing is guessed."""

from __future__ import annotations

import math
import re

_COUNT = re.compile(r"^\d+$")
_GROUPED = re.compile(r"^\d{1,3}(,\d{3})+$")
_AMOUNT = re.compile(r"^\d+(\.\d*)?([eE][-+]?\d+)?$|^\.\d+([eE][-+]?\d+)?$")


def count(text: str, *, grouped: bool = False) -> int:
    """Read a whole number of at least 0.

    Parameters
    ----------
    text
        What stands in the field.
    grouped
        Whether thousands may be set apart by commas.

    Raises
    ------
    ValueError
        If it is anything else; the text says what.
    """
    if _COUNT.match(text):
        return int(text)
    if _GROUPED.match(text):
        if grouped:
            return int(text.replace(",", ""))
        raise ValueError(f"'{text}' has a thousands separator")
    raise ValueError(_why(text, "a whole number"))


def amount(text: str) -> float:
    """Read a decimal number of at least 0.

    Raises
    ------
    ValueError
        If it is anything else; the text says what.
    """
    if _AMOUNT.match(text):
        value = float(text)
        if math.isfinite(value):
            return value
    if "," in text:
        raise ValueError(f"'{text}' has a thousands separator")
    raise ValueError(_why(text, "a number"))


def _why(text: str, wanted: str) -> str:
    if not text:
        return f"blank where {wanted} is needed"
    if text.startswith("-"):
        return f"'{text}' is negative"
    return f"'{text}' is not {wanted}"
