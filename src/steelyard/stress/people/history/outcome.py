"""What a back-test gives: what was told, what came, and the scores."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.scores import Score

Array = NDArray[np.float64]

BAND = (0.1, 0.9)
"""Quantiles that a band runs between: it should hold four values in five."""
DRAWS = 64
"""Draws of what a case does not know, one simulation each."""


@dataclass(frozen=True)
class Picture:
    """A population as it was told and as it came.

    Attributes
    ----------
    days
        Ordinals of the days that were told.
    low, middle, high
        Band and median in persons, one per day.
    known, came
        (ordinal, persons) of the counts up to the window's end, and after it.
    until
        Ordinal of the window's last day.
    """

    days: tuple[int, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    known: tuple[tuple[int, float], ...]
    came: tuple[tuple[int, float], ...]
    until: int

    @classmethod
    def of(
        cls,
        days: list[int],
        draws: Array,
        known: list[tuple[int, float]],
        came: list[tuple[int, float]],
        until: int,
    ) -> Picture:
        """Reduce draws, shape (draws, days), to a band."""
        low, middle, high = np.quantile(draws, [BAND[0], 0.5, BAND[1]], axis=0)
        bands = (tuple(float(v) for v in line) for line in (low, middle, high))
        return cls(tuple(days), *bands, tuple(known), tuple(came), until)


@dataclass(frozen=True)
class Row:
    """One thing that was told, beside what came."""

    says: str
    told: float
    low: float
    high: float
    came: float
    unit: str
    """`persons`, `days`, or `date` for ordinals of days."""

    @property
    def held(self) -> bool:
        """Whether the band holds what came."""
        return self.low <= self.came <= self.high


@dataclass(frozen=True)
class Outcome:
    """One back-test.

    Attributes
    ----------
    inputs
        What was calibrated or read from the window, in words and numbers.
    rows
        Single values that were told.
    """

    id: str
    title: str
    window: tuple[str, str]
    inputs: dict[str, float]
    scores: tuple[Score, ...]
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    notes: tuple[str, ...] = field(default=())


def day(text: str) -> int:
    """Return the ordinal of an ISO date."""
    return dt.date.fromisoformat(text).toordinal()


def iso(ordinal: float) -> str:
    """Return the ISO date of an ordinal."""
    return dt.date.fromordinal(round(ordinal)).isoformat()
