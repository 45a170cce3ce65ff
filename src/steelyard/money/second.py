"""A second estimate by analogy, apart from the first.

Each use that has one is priced again at the rates that past operations imply, but
only those that the use's own rate was not computed from.

References
----------
GAO-20-195G (2020), chapters 10 (analogy), 13 and 16: an estimate is credible when
it is cross-checked by another method and held against an independent estimate.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.objects import covered
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.rates import Rate, apart, implied, price_of


class SecondEstimate(Record):
    """Both estimates of the part of a course that has an analogy."""

    course: str
    first: float
    """Mean of the first estimate, of what is covered; base-year dollars."""
    second: float | None
    low: float | None
    high: float | None
    """Second estimate at the lowest and highest analogy."""
    covered: float
    """Share of the course's mean cost that has an independent analogy."""
    difference: float | None
    """Second over first, less one."""
    analogies: tuple[str, ...]
    not_covered: tuple[str, ...]
    """Uses without an independent analogy, the dearest first."""


def second_estimate(
    casebook: Casebook, course: str, found: Sequence[Line], prices: Deflator
) -> SecondEstimate:
    """Price a course again by analogy.

    Parameters
    ----------
    found
        The first estimate; its amounts (person-days, bed-days, hours) are kept.
    """
    rates = implied(casebook, prices)
    total = sum(float(x.cost.sum(axis=1).mean()) for x in found)
    first = 0.0
    sums = [0.0, 0.0, 0.0]
    names: dict[str, None] = {}
    bare: dict[str, float] = {}
    for line in found:
        cost = float(line.cost.sum(axis=1).mean())
        amount = _amount(casebook, line, prices)
        mine = _analogies(casebook, line, rates)
        if not mine or amount <= 0:
            if cost > 0:
                name = f"{line.action}.{line.use.id}"
                bare[name] = bare.get(name, 0.0) + cost
            continue
        first += cost
        middles = [r.middle for r in mine]
        sums[0] += amount * min(middles)
        sums[1] += amount * statistics.median(middles)
        sums[2] += amount * max(middles)
        names |= {r.name: None for r in mine}
    some = first > 0
    return SecondEstimate(
        course=course,
        first=first,
        second=sums[1] if some else None,
        low=sums[0] if some else None,
        high=sums[2] if some else None,
        covered=first / total if total else 0.0,
        difference=sums[1] / first - 1.0 if some else None,
        analogies=tuple(names),
        not_covered=tuple(sorted(bare, key=lambda n: -bare[n])),
    )


def _amount(casebook: Casebook, line: Line, prices: Deflator) -> float:
    """Return the mean amount of a use: days or hours, or things bought at once.

    What is bought at once is counted by its cost over its own price, so that steps
    and learning of the first estimate stay in.
    """
    amount = float(line.amount.mean())
    if amount > 0 or line.use.recurring:
        return amount
    price = price_of(casebook, line.use.rate, prices)
    return float(line.cost.sum(axis=1).mean()) / price if price > 0 else 0.0


def _analogies(casebook: Casebook, line: Line, rates: Sequence[Rate]) -> list[Rate]:
    budget = casebook.budget
    if budget is None:
        return []
    family = {o.id: o.family for o in budget.operations}
    own = {family[o] for o in budget.derived.get(line.use.rate, ()) if o in family}
    fitting = [r for r in rates if r.fits and covered(r.fits, line.action, line.use)]
    alike = [r for r in rates if r.fits is None]
    return [
        *(r for r in fitting if r.kind == line.use.kind and not r.families & own),
        *apart(alike, line.use.kind, line.use.status, own),
    ]
