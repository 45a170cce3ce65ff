"""One course's money on one page: who pays, under what, and what is unfunded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.money.account import Accounted, account
from steelyard.money.backtest import BackTest, backtests
from steelyard.money.cost import Line
from steelyard.money.ledger import REASONS, Reason
from steelyard.money.options import OptionFinding, compare_options
from steelyard.money.rules import RuleFinding, hold
from steelyard.money.scurve import SCurve, s_curve
from steelyard.money.second import SecondEstimate, second_estimate
from steelyard.money.statement import Statement, statement
from steelyard.money.twelve import GaoStep, twelve_steps
from steelyard.money.wbs import Branch, breakdown
from steelyard.study.costed import Costed, costed
from steelyard.study.futures import sample
from steelyard.weigh.estimate import drivers, estimate, quantity_step

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
    rules: tuple[RuleFinding, ...]
    curve: SCurve
    second: SecondEstimate
    tests: tuple[BackTest, ...]
    steps: tuple[GaoStep, ...]
    breakdown: tuple[Branch, ...]
    ways: tuple[OptionFinding, ...] = ()


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
) -> CourseAccount:
    """Cost a course, pay it out of accounts, and hold it against the rules.

    Parameters
    ----------
    percentile
        Percentile of futures at which what is unfunded is shown.
    options
        Options or movements of the budget that are made.
    as_of
        Only what was enacted by then pays; None for all.
    ways
        Whether to make each option of the budget by itself, too.

    Raises
    ------
    CasebookError
        If the course is unknown.
    ValueError
        If there is no budget, or an option or percentile is unknown.
    """
    if casebook.budget is None or not casebook.budget.accounts:
        raise ValueError(f"casebook '{casebook.id}' has no accounts to pay from")
    whole = costed(casebook, [course], futures, seed)
    found, draws, prices = whole.lines[course], whole.draws, whole.prices
    done = account(casebook, course, found, draws, prices, options=options, as_of=as_of)
    trace, tests = _trace(casebook, done), backtests(casebook, prices)
    curve, second, steps, branches = _estimate(casebook, course, whole, seed, tests)
    offers: tuple[OptionFinding, ...] = ()
    if ways:
        offers = compare_options(casebook, whole.lines, draws, prices, percentile)
    return CourseAccount(
        course=course,
        futures=futures,
        seed=seed,
        percentile=percentile,
        as_of=as_of.isoformat() if as_of else None,
        options=tuple(options),
        years=tuple(
            _year(casebook, done, year, percentile, trace) for year in done.ledger.years
        ),
        gap=_figure(done, "gap", None, trace),
        rules=hold(casebook, done, found, draws, prices, percentile),
        curve=curve,
        second=second,
        tests=tests,
        steps=steps,
        breakdown=branches,
        ways=offers,
    )


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
    return YearPage(
        year=year,
        cost=_figure(done, "cost", year, trace),
        gap=_figure(done, "gap", year, trace),
        gap_at_percentile=page.gap / 100.0,
        reasons=reasons,
        statement=page,
    )


def _figure(
    done: Accounted,
    what: str,
    year: int | None,
    trace: tuple[Step, ...],
) -> Figure:
    ledger = done.ledger
    cents = ledger.gap(year) if what == "gap" else ledger.cost(year)
    span = f"FY{year}" if year else "the horizon"
    label = "Not covered by an appropriation" if what == "gap" else "Cost"
    unit = f"USD of FY{year}" if year else "USD of the years"
    return estimate(
        f"money.{ledger.course}.{what}.{year or 'all'}",
        f"{label}, {span}",
        cents / 100.0 if len(cents) else np.zeros(1),
        unit,
        formula="cost less what accounts pay, each use in each future"
        if what == "gap"
        else "cost of the year in its own dollars",
        trace=trace,
    )


def _trace(casebook: Casebook, done: Accounted) -> tuple[Step, ...]:
    budget = casebook.budget
    accounts = budget.accounts if budget else {}
    names: dict[str, None] = {}
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
