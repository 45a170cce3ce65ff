"""Rates that past operations imply, and which of them stand apart from one another.

A rate taken from an operation must not be used to predict that operation, nor to
check an estimate that already rests on it: it would agree with itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.objects import Objects
from steelyard.casebook.schema.operations import Operation, Spent
from steelyard.casebook.units import factor
from steelyard.money.deflator import Deflator

TOTAL_UNIT = {"person_days": "person", "bed_days": "bed", "flight_hours": "hour/day"}
"""Use kind: the unit that standing amounts are counted in."""


@dataclass(frozen=True)
class Rate:
    """Money of the currency year for one unit and day.

    Attributes
    ----------
    kind, statuses
        What it pays for; statuses only for person-days.
    families
        Families of operations that it was computed from.
    low, middle, high
        The range that its makers give, or the value thrice.
    fits
        Uses that it is like, if an operation says so.
    """

    name: str
    kind: str
    statuses: frozenset[str]
    families: frozenset[str]
    low: float
    middle: float
    high: float
    fits: tuple[Objects, ...] | None = None


def total_of(casebook: Casebook, spent: Spent) -> float:
    """Return person-days, bed-days or hours of one thing that was used."""
    amount = casebook.quantities[spent.amount]
    days = casebook.quantities[spent.days]
    unit = TOTAL_UNIT.get(spent.kind, amount.unit)
    standing = amount.value * factor(amount.unit, unit)
    return standing * days.value * factor(days.unit, "day")


def cost_of(casebook: Casebook, operation: Operation, prices: Deflator) -> float:
    """Return what an operation cost, in prices of the currency year."""
    return _money(casebook.quantities[operation.cost], prices)[1]


def price_of(casebook: Casebook, rate: str, prices: Deflator) -> float:
    """Return the price of one thing, in money of the currency year."""
    return _money(casebook.quantities[rate], prices)[1]


def _money(q: Quantity, prices: Deflator) -> tuple[float, float, float]:
    scale = factor(q.unit.split("/", 1)[0], "USD")
    if q.price_year is not None:
        scale *= prices.factor(q.price_year)
    low, high = bounds(q)
    low = q.value if low == float("-inf") else low
    high = q.value if high == float("inf") else high
    return low * scale, q.value * scale, high * scale


def implied(casebook: Casebook, prices: Deflator) -> list[Rate]:
    """Return one rate for each past operation that used one kind of thing."""
    found = []
    for operation in casebook.budget.operations if casebook.budget else ():
        kinds = {s.kind for s in operation.used}
        total = sum(total_of(casebook, s) for s in operation.used)
        if len(kinds) != 1 or total <= 0 or not operation.analogy:
            continue
        cost = cost_of(casebook, operation, prices)
        found.append(
            Rate(
                operation.id,
                kinds.pop(),
                frozenset(s.status for s in operation.used if s.status),
                frozenset({operation.family}),
                cost / total,
                cost / total,
                cost / total,
                operation.fits,
            )
        )
    return found


def planned(casebook: Casebook, prices: Deflator) -> list[Rate]:
    """Return the rates by the day that the actions of the casebook use."""
    budget = casebook.budget
    family = {o.id: o.family for o in budget.operations} if budget else {}
    derived = budget.derived if budget else {}
    statuses: dict[tuple[str, str], set[str]] = {}
    for action in casebook.actions.values():
        for use in action.uses:
            if use.kind in TOTAL_UNIT and use.recurring:
                held = statuses.setdefault((use.rate, use.kind), set())
                held |= {use.status} if use.status else set()
    found = []
    for (name, kind), who in statuses.items():
        quantity = casebook.quantities[name]
        per = quantity.unit.split("/", 1)
        days = _per_day(per[1] if len(per) > 1 else "", kind)
        low, middle, high = (x * days for x in _money(quantity, prices))
        families = frozenset(family[o] for o in derived.get(name, ()) if o in family)
        found.append(Rate(name, kind, frozenset(who), families, low, middle, high))
    return found


def _per_day(denominator: str, kind: str) -> float:
    """Return what a rate is multiplied by to be for one unit and day (or hour)."""
    whole = {"person_days": "person*day", "bed_days": "bed*day", "flight_hours": "hour"}
    text = denominator.replace("/", "*") or "ratio"
    return 1.0 / factor(text, whole[kind])


def apart(
    rates: Iterable[Rate], kind: str, status: str | None, families: Iterable[str]
) -> list[Rate]:
    """Return the rates for a kind and status that no family given has made.

    Rates whose own operations are not known stand apart from all.
    """
    out = frozenset(families)
    return [
        rate
        for rate in rates
        if rate.kind == kind
        and not rate.families & out
        and (status is None or not rate.statuses or status in rate.statuses)
    ]
