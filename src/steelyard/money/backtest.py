"""Predict what past operations cost from forces, days and rates of others.

Nothing is fitted. A rate that was computed from an operation, or from one of the
same family, is left out of its prediction (leave-one-family-out); the prediction is
the median of the rates that remain, with their whole range beside it. An operation
for which none remains is said to be untested.

References
----------
Stone (1974), Cross-validatory choice, JRSS B 36; GAO-20-195G (2020), chapter 17 on
holding estimates against actual costs.
"""

from __future__ import annotations

import statistics

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.operations import Operation
from steelyard.money.deflator import Deflator
from steelyard.money.rates import Rate, apart, cost_of, implied, planned, total_of


class BackTest(Record):
    """One operation: what was predicted and what was reported."""

    operation: str
    title: str
    reported: float
    """Dollars of the currency year."""
    bound: str
    """`exact`, `at_least` or `at_most`."""
    predicted: float | None
    """None where no rate from elsewhere exists."""
    low: float | None
    high: float | None
    error: float | None
    """Predicted over reported, less one."""
    inside: bool | None
    """Whether the reported cost lies within low to high; None for a bound."""
    rates: tuple[str, ...]
    """Rates that were used, by name."""
    left_out: tuple[str, ...]
    """Rates of the same kind that came from its own family."""
    note: str = ""


def backtests(casebook: Casebook, prices: Deflator) -> tuple[BackTest, ...]:
    """Predict each past operation of the budget that is marked for a test."""
    rates = [*planned(casebook, prices), *implied(casebook, prices)]
    operations = casebook.budget.operations if casebook.budget else ()
    return tuple(_one(casebook, o, rates, prices) for o in operations if o.test)


def _one(
    casebook: Casebook, operation: Operation, rates: list[Rate], prices: Deflator
) -> BackTest:
    sums = [0.0, 0.0, 0.0]
    used: dict[str, None] = {}
    out: dict[str, None] = {}
    missing = []
    for spent in operation.used:
        like = [r for r in rates if not spent.rates or r.name in spent.rates]
        mine = apart(like, spent.kind, spent.status, [operation.family])
        every = apart(like, spent.kind, spent.status, ())
        out |= {r.name: None for r in every if r not in mine}
        if not mine:
            missing.append(f"{spent.kind} {spent.status or ''}".strip())
            continue
        total = total_of(casebook, spent)
        sums[0] += total * min(r.low for r in mine)
        sums[1] += total * statistics.median(r.middle for r in mine)
        sums[2] += total * max(r.high for r in mine)
        used |= {r.name: None for r in mine}
    reported = cost_of(casebook, operation, prices)
    whole = not missing
    note = "" if whole else "no rate from elsewhere for " + ", ".join(missing)
    exact = operation.bound == "exact"
    return BackTest(
        operation=operation.id,
        title=operation.title,
        reported=reported,
        bound=operation.bound,
        predicted=sums[1] if whole else None,
        low=sums[0] if whole else None,
        high=sums[2] if whole else None,
        error=sums[1] / reported - 1.0 if whole and reported else None,
        inside=sums[0] <= reported <= sums[2] if whole and exact else None,
        rates=tuple(used),
        left_out=tuple(out),
        note=note,
    )
