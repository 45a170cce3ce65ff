"""The ledger on the page: who pays for each course, and what nobody's money covers."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.figure import Figure
from steelyard.money.options import compare_options
from steelyard.study.account import CourseAccount, account_course
from steelyard.study.costed import costed
from steelyard.study.exhibits.order import Order

FUTURES = 512
"""Most futures that are booked for the page."""

PERCENTILE = 70.0
"""Percentile of futures, by what is unfunded, whose books are shown."""


def ledger(order: Order) -> dict[str, Any] | None:
    """Book every course, hold it against the rules, and make each option.

    Returns
    -------
    `futures` taken, `percentile` shown, `courses` (each with years, books of the
    horizon, rules, S-curve, second estimate, one trace for all its figures),
    `tests` and `options`; None without accounts.
    """
    casebook = order.casebook
    if casebook.budget is None or not casebook.budget.accounts:
        return None
    futures = min(order.futures, FUTURES)
    whole = costed(casebook, order.courses, futures, order.seed, order.kit)
    pages: dict[str, CourseAccount] = {}
    for course, found in whole.lines.items():
        if found:
            pages[course] = account_course(
                casebook,
                course,
                futures=futures,
                seed=order.seed,
                percentile=PERCENTILE,
                whole=whole,
            )
    if not pages:
        return None
    lines = {course: whole.lines[course] for course in pages}
    options = compare_options(casebook, lines, whole.draws, whole.prices, PERCENTILE)
    first = next(iter(pages.values()))
    return {
        "futures": futures,
        "percentile": PERCENTILE,
        "courses": {course: _course(page) for course, page in pages.items()},
        "tests": [test.model_dump(mode="json") for test in first.tests],
        "options": [option.model_dump(mode="json") for option in options],
    }


def _course(page: CourseAccount) -> dict[str, Any]:
    return {
        "gap": _bare(page.gap),
        "at": {str(level): dollars for level, dollars in page.at.items()},
        "books": page.books.model_dump(mode="json"),
        "years": [
            {
                "year": item.year,
                "cost": _bare(item.cost),
                "gap": _bare(item.gap),
                "at": {str(level): dollars for level, dollars in item.at.items()},
                "paid": {id_: list(band) for id_, band in item.paid.items()},
                "statement": item.statement.model_dump(mode="json"),
            }
            for item in page.years
        ],
        "rules": [
            rule.model_dump(mode="json")
            for rule in page.rules
            if rule.verdict in {"breached", "depends"}
        ],
        "curve": page.curve.model_dump(mode="json"),
        "second": page.second.model_dump(mode="json"),
        "trace": [step.model_dump(mode="json") for step in page.trace],
    }


def _bare(figure: Figure) -> dict[str, Any]:
    """Return a figure without its trace, which the course has once."""
    return figure.model_dump(mode="json", exclude={"trace"})
