"""One course's money on one page: who pays, under what, and what is unfunded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis, Record
from steelyard.money.account import Accounted, account
from steelyard.money.backtest import BackTest, backtests
from steelyard.money.cents import at_rank
from steelyard.money.cost import Line
from steelyard.money.ledger import REASONS, Ledger, Reason
from steelyard.money.options import OptionFinding, compare_options
from steelyard.money.rules import RuleFinding, hold
from steelyard.money.scurve import SCurve, s_curve
from steelyard.money.second import SecondEstimate, second_estimate
from steelyard.money.statement import Statement, statement
from steelyard.money.twelve import GaoStep, twelve_steps
from steelyard.money.wbs import Branch, breakdown
from steelyard.study.costed import Costed, costed
from steelyard.study.figures import drivers, estimate, quantity_step
from steelyard.study.futures import sample

WHY = {
    "purpose": "no account is made for it",
    "time": "no account for it is open in that year",
    "amount": "the accounts for it run out",
}
"""Reason of a gap, in words."""


class YearPage(Record):
    """One fiscal year of a course."""

    year: int
    cost: Figure
    gap: Figure
    gap_at_percentile: float
    """Dollars unfunded at the percentile of futures."""
    reasons: dict[Reason, float]
    """Dollars unfunded in the statement's future, by reason."""
    statement: Statement
    at: dict[int, float]
    """Dollars unfunded by percentile of futures, each percentile by itself."""
    paid: dict[str, tuple[float, float, float]]
    """Dollars by account: low, median and high of the middle two thirds."""


class CourseAccount(Record):
    """Everything that the money step says about a course."""

    course: str
    futures: int
    seed: int
    percentile: float
    as_of: str | None
    options: tuple[str, ...]
    years: tuple[YearPage, ...]
    gap: Figure
    """Unfunded over the horizon, in then-year dollars."""
    at: dict[int, float]
    """Dollars unfunded over the horizon by percentile of futures."""
    books: Statement
    """The whole horizon in the future at the percentile."""
    rules: tuple[RuleFinding, ...]
    curve: SCurve
    second: SecondEstimate
    tests: tuple[BackTest, ...]
    steps: tuple[GaoStep, ...]
    breakdown: tuple[Branch, ...]
    ways: tuple[OptionFinding, ...] = ()
    trace: tuple[Step, ...] = ()
    """What the money of the page was made from."""


SHOWN = (50, 70, 80)
"""Percentiles of futures at which what is unfunded is said."""


def account_course(
    casebook: Casebook,
    course: str,
    *,
    futures: int = 1000,
    seed: int = 1,
    percentile: float = 70.0,
    options: Sequence[str] = (),
    as_of: date | None = None,
    ways: bool = False,
    whole: Costed | None = None,
) -> CourseAccount:
    """Cost a course, pay it out of accounts, and hold it against the rules.

    Parameters
    ----------
    percentile
        Percentile of futures at which what is unfunded is shown.
    options, as_of
        Options or movements that are made; only what was enacted by then pays.
    ways
        Whether to make each option of the budget by itself, too.
    whole
        Courses costed over these futures already; costed here if left out.

    Raises
    ------
    CasebookError
        If the course is unknown.
    ValueError
        If there is no budget, or an option or percentile is unknown.
    """
    if casebook.budget is None or not casebook.budget.accounts:
        raise ValueError(f"casebook '{casebook.id}' has no accounts to pay from")
    whole = whole or costed(casebook, [course], futures, seed)
    found, draws, prices = whole.lines[course], whole.draws, whole.prices
    done = account(casebook, course, found, draws, prices, options=options, as_of=as_of)
    trace, tests = _trace(casebook, done, found), backtests(casebook, prices)
    curve, second, steps, branches = _estimate(casebook, course, whole, seed, tests)
    mine = {course: found} if ways else {}
    return CourseAccount(
        course=course,
        futures=futures,
        seed=seed,
        percentile=percentile,
        as_of=as_of.isoformat() if as_of else None,
        options=tuple(options),
        years=_years(casebook, done, found, percentile, trace),
        gap=_figure(casebook, done, found, "gap", None, trace),
        at=_at(done, None),
        books=statement(casebook, done.ledger, percentile),
        rules=hold(casebook, done, found, draws, prices, percentile),
        curve=curve,
        second=second,
        tests=tests,
        steps=steps,
        breakdown=branches,
        ways=compare_options(casebook, mine, draws, prices, percentile) if ways else (),
        trace=trace,
    )


def _years(
    casebook: Casebook,
    done: Accounted,
    found: Sequence[Line],
    percentile: float,
    trace: tuple[Step, ...],
) -> tuple[YearPage, ...]:
    return tuple(
        _year(casebook, done, found, year, percentile, trace)
        for year in done.ledger.years
    )


def _at(done: Accounted, year: int | None) -> dict[int, float]:
    gap = done.ledger.gap(year)
    return {p: at_rank(gap, p) if len(gap) else 0.0 for p in SHOWN}


def _estimate(
    casebook: Casebook,
    course: str,
    whole: Costed,
    seed: int,
    tests: Sequence[BackTest],
) -> tuple[SCurve, SecondEstimate, tuple[GaoStep, ...], tuple[Branch, ...]]:
    found = whole.lines[course]
    cost = _cost(found)
    curve = s_curve(cost, whole.points[course])
    second = second_estimate(casebook, course, found, whole.prices)
    branches = breakdown(casebook, course, found)
    drawn = sample(casebook, len(cost), seed)
    used = {q for line in found for q in line.quantities}
    at = [i for i, name in enumerate(drawn.names) if name in used]
    names = [drawn.names[i] for i in at]
    movers = tuple(n for n, _ in drivers(drawn.points[:, at], names, cost))
    steps = twelve_steps(casebook, course, branches, curve, second, tests, movers)
    return curve, second, steps, branches


def _cost(found: Sequence[Line]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    total: np.ndarray[tuple[int], np.dtype[np.float64]] = np.sum(
        [x.cost.sum(axis=1) for x in found], axis=0
    )
    return np.atleast_1d(total)


def _year(
    casebook: Casebook,
    done: Accounted,
    found: Sequence[Line],
    year: int,
    percentile: float,
    trace: tuple[Step, ...],
) -> YearPage:
    page = statement(casebook, done.ledger, percentile, year)
    reasons: dict[Reason, float] = {}
    for reason in REASONS:
        cents = sum(x.cents for x in page.lines if x.why == reason)
        if cents:
            reasons[reason] = cents / 100.0
    paid = {}
    for id_, given in done.ledger.paid(year).items():
        low, middle, high = np.quantile(given / 100.0, [1 / 6, 0.5, 5 / 6])
        paid[id_] = (float(low), float(middle), float(high))
    return YearPage(
        year=year,
        cost=_figure(casebook, done, found, "cost", year, trace),
        gap=_figure(casebook, done, found, "gap", year, trace),
        gap_at_percentile=page.gap / 100.0,
        reasons=reasons,
        statement=page,
        at=_at(done, year),
        paid=paid,
    )


def _figure(
    casebook: Casebook,
    done: Accounted,
    found: Sequence[Line],
    what: str,
    year: int | None,
    trace: tuple[Step, ...],
) -> Figure:
    ledger = done.ledger
    gap = what == "gap"
    cents = ledger.gap(year) if gap else ledger.cost(year)
    span = f"FY{year}" if year else "the horizon"
    label = "Not covered by an appropriation" if gap else "Cost"
    unit = f"USD of FY{year}" if year else "USD of the years"
    return estimate(
        f"ledger.{ledger.course}.{what}.{year or 'all'}",
        f"{casebook.courses[ledger.course].title}: {label}, {span}",
        cents / 100.0 if len(cents) else np.zeros(1),
        unit,
        basis=_weakest(casebook, trace) if gap else _by_basis(found, ledger, year),
        formula="cost less what accounts pay, each use in each future"
        if gap
        else "cost of the year in its own dollars",
        trace=trace,
    )


def _weakest(casebook: Casebook, trace: Sequence[Step]) -> dict[Basis, float]:
    """Return the weakest basis of a trace: a gap moves with all that made it."""
    used = [casebook.quantities[s.id].basis for s in trace if s.kind == "quantity"]
    return {max(used, key=BASES.index): 1.0} if used else {}


def _by_basis(
    found: Sequence[Line], ledger: Ledger, year: int | None
) -> dict[Basis, float]:
    """Return mean dollars by the weakest basis of each use."""
    at = slice(None) if year is None else [ledger.years.index(year)]
    sums: dict[Basis, float] = {}
    for line, use in zip(found, ledger.uses, strict=True):
        mean = float(use.cents[:, at].sum(axis=1).mean())
        sums[line.basis] = sums.get(line.basis, 0.0) + mean
    return sums


def _trace(
    casebook: Casebook, done: Accounted, found: Sequence[Line]
) -> tuple[Step, ...]:
    budget = casebook.budget
    accounts = budget.accounts if budget else {}
    names = dict.fromkeys(q for line in found for q in line.quantities)
    sources: dict[str, None] = {}
    for id_ in done.ledger.paid():
        held = accounts[id_]
        names |= dict.fromkeys(n for n in (held.amount, held.free) if n)
        sources |= dict.fromkeys(held.source)
    if budget and budget.inflation:
        names[budget.inflation] = None
    return (
        *(quantity_step(casebook, n) for n in names),
        Step(kind="table", id=casebook.front.deflator, says="dates money"),
        Step(kind="model", id="steelyard.money.account.account"),
        *(Step(kind="source", id=s) for s in sources),
    )
