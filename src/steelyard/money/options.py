"""Ways to find money: what each buys in courses, takes away, and needs in law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.budget import Movement, Option
from steelyard.casebook.units import factor
from steelyard.money.account import Accounted, account
from steelyard.money.cents import Cents, add, at_rank
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.movements import Moved
from steelyard.money.rules import RuleFinding, hold

Array = NDArray[np.float64]


class Bought(Record):
    """What an option does to one course."""

    course: str
    gap_before: float
    """Dollars unfunded at the percentile, before the option."""
    gap_after: float
    closed: float
    """Dollars of the gap closed, mean over futures."""
    unspent: float
    """Dollars moved that close no gap, mean over futures."""
    paid_back: float
    """Dollars that other agencies pay back, mean over futures."""
    funded_before: float
    """Share of futures in which nothing is unfunded."""
    funded_after: float
    rules: tuple[RuleFinding, ...]
    """Rules that are broken or depend, with the option."""


class Cut(Record):
    """What a movement takes away: a count of things, at the middle and range."""

    title: str
    low: float
    middle: float
    high: float


class OptionFinding(Record):
    """What an option moves, buys, takes away, and which law it needs."""

    option: str
    title: str
    moved: tuple[float, float, float]
    """Dollars: low, median and high of the middle two thirds of futures."""
    buys: tuple[Bought, ...]
    takes: tuple[Cut, ...]
    needs: tuple[str, ...]
    cites: tuple[str, ...]


Costed = Mapping[str, Sequence[Line]]
"""Course id to its costs over the same futures."""


def compare_options(
    casebook: Casebook,
    costed: Costed,
    draws: Mapping[str, Array],
    prices: Deflator,
    percentile: float = 70.0,
) -> tuple[OptionFinding, ...]:
    """Make each option of the budget by itself, for each course.

    Returns
    -------
    One finding for each option, in the order of the budget.
    """
    budget = casebook.budget
    if budget is None or not budget.options:
        return ()
    before = {
        c: account(casebook, c, found, draws, prices) for c, found in costed.items()
    }
    moves = {m.id: m for m in budget.movements}
    findings = []
    for option in budget.options:
        mine = tuple(moves[m] for m in option.movements)
        bought = []
        moved: tuple[Moved, ...] = ()
        for course, found in costed.items():
            after = account(casebook, course, found, draws, prices, options=[option.id])
            moved = after.moved
            rules = hold(casebook, after, found, draws, prices, percentile)
            bought.append(_bought(course, before[course], after, rules, percentile))
        findings.append(_finding(casebook, option, mine, moved, bought, draws))
    return tuple(findings)


def _bought(
    course: str,
    before: Accounted,
    after: Accounted,
    rules: Sequence[RuleFinding],
    percentile: float,
) -> Bought:
    gaps = before.ledger.gap(), after.ledger.gap()
    closed = gaps[0] - gaps[1]
    moved = _moved(after.moved, len(closed))
    return Bought(
        course=course,
        gap_before=at_rank(gaps[0], percentile),
        gap_after=at_rank(gaps[1], percentile),
        closed=float(closed.mean()) / 100.0,
        unspent=float(np.maximum(moved - closed, 0).mean()) / 100.0,
        paid_back=float(_paid_back(after, len(closed)).mean()) / 100.0,
        funded_before=float((gaps[0] == 0).mean()),
        funded_after=float((gaps[1] == 0).mean()),
        rules=tuple(r for r in rules if r.verdict in {"breached", "depends"}),
    )


def _paid_back(done: Accounted, futures: int) -> Cents:
    return add((e.cents for e in done.ledger.select("reimbursement")), futures)


def _moved(moved: Sequence[Moved], futures: int) -> Cents:
    return add((m.moved for m in moved), futures)


def _finding(
    casebook: Casebook,
    option: Option,
    moves: Sequence[Movement],
    moved: Sequence[Moved],
    bought: Sequence[Bought],
    draws: Mapping[str, Array],
) -> OptionFinding:
    futures = len(next(iter(draws.values())))
    low, middle, high = np.quantile(_moved(moved, futures) / 100.0, [1 / 6, 0.5, 5 / 6])
    takes = []
    for item in moved:
        take = item.movement.takes
        if take is not None:
            each = draws[take.each] * factor(casebook.quantities[take.each].unit, "USD")
            count = np.quantile(item.moved / 100.0 / each, [1 / 6, 0.5, 5 / 6])
            least, middle_count, most = (float(x) for x in count)
            takes.append(
                Cut(title=take.title, low=least, middle=middle_count, high=most)
            )
    return OptionFinding(
        option=option.id,
        title=option.title,
        moved=(float(low), float(middle), float(high)),
        buys=tuple(bought),
        takes=tuple(takes),
        needs=tuple(dict.fromkeys(m.needs for m in moves if m.needs)),
        cites=tuple(dict.fromkeys(c for m in moves for c in m.cites)),
    )
