"""Numbers of a network: written out, or quantities by id, in hours and persons."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from pydantic import AfterValidator

from steelyard.casebook.quantity import Id, Quantity
from steelyard.casebook.units import factor

_SPAN = re.compile(r"^(-?\d+(?:\.\d+)?) ?(min|minutes?|h|hours?|d|days?|weeks?)$")
_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_.-]*$")
_HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}


def _known_span(text: str) -> str:
    if _SPAN.match(text) or _ID.match(text):
        return text
    raise ValueError(f"'{text}' is not a time: write '72 h', '20 days' or a quantity")


Span: TypeAlias = Annotated[str, AfterValidator(_known_span)]
"""A length of time: `45 min`, `72 h`, `20 days`, or the id of a quantity."""

Amount: TypeAlias = float | Id
"""A plain number, or the id of a quantity."""


def span_hours(text: str) -> float | None:
    """Return a written length of time in hours, None for the id of a quantity."""
    match = _SPAN.match(text)
    return float(match[1]) * _HOURS[match[2][0]] if match else None


@dataclass(frozen=True)
class Values:
    """What the quantities that a network names are worth.

    Parameters
    ----------
    quantities
        The casebook's quantities by id.
    drawn
        Values of one future, in the unit of each quantity; they replace its own.
    """

    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    drawn: Mapping[str, float] = field(default_factory=dict)

    def _raw(self, name: str) -> tuple[float, str]:
        quantity = self.quantities.get(name)
        if quantity is None:
            raise KeyError(name)
        return self.drawn.get(name, quantity.value), quantity.unit

    def hours(self, span: str) -> float:
        """Return a length of time in hours.

        Raises
        ------
        KeyError
            If it names a quantity that is not known.
        ValueError
            If the quantity is not a time.
        """
        written = span_hours(span)
        if written is not None:
            return written
        value, unit = self._raw(span)
        return value * factor(unit, "hour")

    def number(self, amount: float | str) -> float:
        """Return an amount; shares given in percent become ratios."""
        if not isinstance(amount, str):
            return float(amount)
        value, unit = self._raw(amount)
        return value * (0.01 if unit in {"percent", "pct", "%"} else 1.0)

    def count(self, amount: float | str) -> int:
        """Return an amount as a whole number, rounded to the nearest."""
        return math.floor(self.number(amount) + 0.5)

    def per_hour(self, amount: float | str) -> float:
        """Return a rate of persons; a plain number is persons a day."""
        if not isinstance(amount, str):
            return float(amount) / 24.0
        value, unit = self._raw(amount)
        for target in ("person/hour", "1/hour"):
            try:
                return value * factor(unit, target)
            except ValueError:
                continue
        raise ValueError(f"'{amount}' is in {unit}, not in persons per time")


def share(values: Values, amount: float | str) -> float | None:
    """Return an amount, None where it names a quantity that is not at hand."""
    try:
        return values.number(amount)
    except KeyError:
        return None
