"""Scales that several charts share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDE = 60.0
"""Ratio of largest to smallest value above which a logarithmic scale is used."""


@dataclass(frozen=True)
class Scaled:
    """What to divide by so that axis numbers stay short, and its word."""

    divisor: float
    word: str

    def title(self, unit: str) -> str:
        """Return an axis title with the unit."""
        return f"{self.word} {unit}".strip()


def scaled(values: Iterable[float]) -> Scaled:
    """Choose a divisor by the largest magnitude."""
    largest = max((abs(v) for v in values), default=0.0)
    for limit, word in ((1e9, "billion"), (1e6, "million"), (1e4, "thousand")):
        if largest >= limit:
            return Scaled(1e3 if word == "thousand" else limit, word)
    return Scaled(1.0, "")


def logarithmic(values: Iterable[float]) -> bool:
    """Tell whether a linear scale would squeeze the small values to nothing."""
    found = list(values)
    if not found or min(found) <= 0:
        return False
    return max(found) / min(found) > WIDE
