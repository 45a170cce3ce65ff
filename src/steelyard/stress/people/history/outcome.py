"""What a back-test gives: what was told, what came, and the scores."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Basis
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
    rolling
        Whether each day is told anew from what came before it, one step ahead.
    """

    days: tuple[int, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    known: tuple[tuple[int, float], ...]
    came: tuple[tuple[int, float], ...]
    until: int
    rolling: bool = False

    @classmethod
    def of(
        cls,
        days: Array,
        bands: tuple[Array, Array, Array],
        known: list[tuple[int, float]],
        came: list[tuple[int, float]],
        until: int,
    ) -> Picture:
        """Make a picture of days, and the low, middle and high lines over them."""
        low, middle, high = (tuple(float(v) for v in line) for line in bands)
        at = tuple(int(d) for d in days)
        return cls(at, low, middle, high, tuple(known), tuple(came), until)


def spread(draws: Array) -> tuple[Array, Array, Array]:
    """Reduce draws, shape (draws, days), to low, middle and high lines."""
    low, middle, high = np.quantile(draws, [BAND[0], 0.5, BAND[1]], axis=0)
    return low, middle, high


@dataclass(frozen=True)
class Row:
    """One thing that was told, beside what came."""

    says: str
    told: float
    low: float
    high: float
    came: float
    unit: str
    """`persons`, `flights`, `days`, or `date` for ordinals of days."""

    @property
    def held(self) -> bool:
        """Whether the band holds what came."""
        return self.low <= self.came <= self.high


@dataclass(frozen=True)
class Held:
    """A bar, and whether the error stayed below it."""

    id: str
    error: float
    below: float
    says: str

    @property
    def met(self) -> bool:
        """Whether the error is below the bar."""
        return self.error < self.below


@dataclass(frozen=True)
class Reckoned:
    """A lift as one variant reckons its busiest day, beside what came.

    Attributes
    ----------
    afterwards
        What in it was known only afterwards; empty if nothing was.
    aircraft, origin, bases
        People a day that each of them alone would allow, by the closed form.
    binds
        Which of the three allows least.
    closed_form, programme
        People on that day; the programme plans whole flights of whole aircraft.
    low, high
        Band of the closed form over draws of all ranges.
    flights
        Of the programme on that day.
    came, came_on, came_flights
        People who came, the ordinal of that day, and flights, None if not counted.
    told_mean, came_mean
        People a day over all judged days.
    problems
        What an independent check found wrong with the programme's plan.
    basis, quantities
        The weakest that a quantity in it rests on, and all that it reads, by id.
    """

    id: str
    title: str
    afterwards: str
    aircraft: float
    origin: float
    bases: float
    binds: str
    closed_form: float
    programme: float
    low: float
    high: float
    flights: int
    came: float
    came_on: int
    came_mean: float
    told_mean: float
    came_flights: float | None
    basis: Basis
    quantities: tuple[str, ...]
    problems: tuple[str, ...] = ()

    @property
    def error(self) -> float:
        """Programme over what came, less one: above 0 where too many were told."""
        return self.programme / self.came - 1.0

    @property
    def error_mean(self) -> float:
        """The same of people a day over all judged days."""
        return self.told_mean / self.came_mean - 1.0

    @property
    def error_flights(self) -> float | None:
        """The same of flights; None if they were not counted."""
        return self.flights / self.came_flights - 1.0 if self.came_flights else None

    def as_json(self) -> dict[str, Any]:
        """Return plain data: the fields, and the errors beside."""
        errors = {
            "error": self.error,
            "error_mean": self.error_mean,
            "error_flights": self.error_flights,
        }
        return {**asdict(self), **errors, "came_on": iso(self.came_on)}


@dataclass(frozen=True)
class Outcome:
    """One back-test.

    Attributes
    ----------
    inputs
        What was calibrated or read from the window, in words and numbers.
    rows
        Single values that were told.
    bars
        Errors that were asked for beforehand.
    lifts
        Variants of a lift, reckoned; empty for other kinds.
    shown
        The variant in the picture.
    """

    id: str
    title: str
    window: tuple[str, str]
    inputs: dict[str, float]
    scores: tuple[Score, ...]
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    notes: tuple[str, ...] = field(default=())
    bars: tuple[Held, ...] = ()
    lifts: tuple[Reckoned, ...] = ()
    shown: str = ""


def day(text: str) -> int:
    """Return the ordinal of an ISO date."""
    return dt.date.fromisoformat(text).toordinal()


def iso(ordinal: float) -> str:
    """Return the ISO date of an ordinal."""
    return dt.date.fromordinal(round(ordinal)).isoformat()
