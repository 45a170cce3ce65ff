"""The cost of a course over futures: amount x rate x days, in dated money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis
from steelyard.casebook.schema.actions import Use
from steelyard.casebook.schema.courses import Course, Part
from steelyard.casebook.units import factor
from steelyard.money.adjust import adjust
from steelyard.money.deflator import Deflator
from steelyard.stress.escalation.called import whole_parts

Array = NDArray[np.float64]

AMOUNT_UNIT = {
    "person_days": ("person", "person_day"),
    "bed_days": ("bed", "bed_day"),
    "flight_hours": ("hour/day", "hour"),
}
"""Use kind: the unit that amounts are counted in, and that of their total."""


@dataclass(frozen=True)
class Activity:
    """How much of a part is at work.

    Attributes
    ----------
    days
        Full-scale days by future and fiscal year, shape (futures, years).
    started
        Whether it starts at all, shape (futures,), 0 or 1.
    peak
        Highest level reached, shape (futures,), 0 to 1.
    """

    days: Array
    started: Array
    peak: Array


@dataclass(frozen=True)
class Line:
    """One use of one part of a course, over futures.

    Attributes
    ----------
    part, use
        Position of the part in the course, and the use.
    action
        Id of the action.
    cost
        Money of the currency year by future and fiscal year,
        shape (futures, years).
    amount
        Person-days, bed-days or hours by future, shape (futures,); zeros for
        kinds that have no such total.
    peak
        Persons or beds at the highest level, shape (futures,).
    basis
        The weakest basis among the quantities that made it.
    quantities
        Ids of those quantities.
    """

    part: int
    action: str
    use: Use
    cost: Array
    amount: Array
    peak: Array
    basis: Basis
    quantities: tuple[str, ...]


def lines(
    casebook: Casebook,
    parts: Sequence[Part],
    activity: Sequence[Activity],
    draws: Mapping[str, Array],
    prices: Deflator,
) -> list[Line]:
    """Cost every use of every part of a course.

    Parameters
    ----------
    casebook
        Supplies actions and quantities.
    parts, activity
        The parts of the course and how much of each is at work.
    draws
        Quantity id to its value in each future, in its own unit; (futures,).
    prices
        Brings money to the currency year.

    Returns
    -------
    One line for each use, in the order of the parts.
    """
    return [
        _line(casebook, i, part, active, use, draws, prices)
        for i, (part, active) in enumerate(zip(parts, activity, strict=True))
        for use in casebook.actions[part.action].uses
    ]


def _scale(part: Part, draws: Mapping[str, Array], futures: int) -> Array:
    if isinstance(part.scale, str):
        return draws[part.scale]
    return np.full(futures, part.scale)


def _line(
    casebook: Casebook,
    position: int,
    part: Part,
    active: Activity,
    use: Use,
    draws: Mapping[str, Array],
    prices: Deflator,
) -> Line:
    amount_q = casebook.quantities[use.amount]
    rate_q = casebook.quantities[use.rate]
    per = " * day" if use.recurring else ""
    to_money = factor(f"({_unit(amount_q.unit)}) * ({_unit(rate_q.unit)}){per}", "USD")
    for quantity in (amount_q, rate_q):
        if quantity.price_year is not None:
            to_money *= prices.factor(quantity.price_year)
    at_scale = draws[use.amount] * _scale(part, draws, active.started.shape[0])
    at_scale, price = adjust(casebook, part.action, use, at_scale, draws)
    if use.recurring:
        spread = active.days
    else:
        first = np.zeros_like(active.days)
        begins = np.argmax(active.days > 0, axis=1)
        first[np.arange(first.shape[0]), begins] = active.started
        spread = first
    cost = (at_scale * draws[use.rate] * price * to_money)[:, None] * spread
    amount, peak = _totals(use, amount_q.unit, at_scale, active)
    names = (use.amount, use.rate, *_timing(part))
    bases = [casebook.quantities[n].basis for n in names]
    weakest = max(bases, key=BASES.index)
    return Line(position, part.action, use, cost, amount, peak, weakest, tuple(names))


def _totals(
    use: Use, unit: str, at_scale: Array, active: Activity
) -> tuple[Array, Array]:
    kind = AMOUNT_UNIT.get(use.kind)
    if kind is None or not use.recurring:
        return np.zeros_like(at_scale), np.zeros_like(at_scale)
    standing = at_scale * factor(unit, kind[0])
    return standing * active.days.sum(axis=1), standing * active.peak


def course_quantities(casebook: Casebook, course: Course) -> tuple[str, ...]:
    """Return the ids of all quantities that a course's cost rests on."""
    names: dict[str, None] = {}
    for part in whole_parts(casebook, course):
        names |= dict.fromkeys(_timing(part))
        for use in casebook.actions[part.action].uses:
            names |= {use.amount: None, use.rate: None}
    return tuple(names)


def _timing(part: Part) -> list[str]:
    names = [part.scale] if isinstance(part.scale, str) else []
    names += [part.ramp] if part.ramp else []
    if part.trigger:
        trigger = part.trigger
        keys = (trigger.above, trigger.below, trigger.lead, trigger.hold)
        names += [key for key in keys if key]
    return names


def _unit(unit: str) -> str:
    return "dimensionless" if unit in {"ratio", "fraction", "share", "count"} else unit
