"""The card: DoDD 3025.18's six criteria, by course.

References
----------
DoD Directive 3025.18, Defense Support of Civil Authorities; GAO-21-356 on how
far decision packages for border support evaluated the six criteria.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from steelyard.casebook.figure import Figure
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.weigh.summary import CourseSummary

Criterion: TypeAlias = Literal[
    "cost", "appropriateness", "readiness", "risk", "legality", "lethality"
]

CRITERIA: tuple[Criterion, ...] = (
    "cost",
    "appropriateness",
    "readiness",
    "risk",
    "legality",
    "lethality",
)

QUESTIONS: dict[Criterion, str] = {
    "cost": "Who pays, and what does it do to the DoD budget?",
    "appropriateness": "Is it in the interest of the Department to do it?",
    "readiness": "What does it do to the Department's ability to do its other work?",
    "risk": "What could go wrong for the forces and for others?",
    "legality": "Does it comply with the law?",
    "lethality": "Could force be used by or against the forces?",
}

Extent = Literal["full", "part", "none"]


class Cell(Record):
    """One criterion of one course."""

    extent: Extent
    """How far it has been evaluated."""
    finding: str
    """The finding, as a sentence; for `none`, what is missing."""
    figure: Figure | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


Card: TypeAlias = dict[str, dict[Criterion, Cell]]

_MISSING: dict[Criterion, str] = {
    "appropriateness": "what civil agencies or contractors could do instead, when "
    "and at what cost",
    "readiness": "what the forces could no longer do elsewhere",
    "risk": "what could go wrong, for whom, and how often",
    "legality": "whether each action is lawful, and under whose reading",
    "lethality": "whether force could be used, by whom and with what consequences",
}


def cost_cell(casebook: Casebook, summary: CourseSummary) -> Cell:
    """Fill in the cost row of a course."""
    levels = {mark.name: mark.level for mark in summary.marks}
    complete = all(level == "met" for level in levels.values())
    figure, over = summary.cost, summary.over_nothing
    year = casebook.front.currency_year
    assert figure.band is not None
    assert over.band is not None
    finding = f"{money(figure.value)} over the horizon, in prices of {year}; "
    if figure.band.low == figure.band.high:
        finding += "no number in it is uncertain."
    else:
        finding += (
            f"two thirds of futures lie between {money(figure.band.low)} and "
            f"{money(figure.band.high)}."
        )
    if summary.course != "nothing":
        finding += (
            f" Above doing nothing: {money(over.value)} "
            f"({money(over.band.low)} to {money(over.band.high)})."
        )
    count = len(summary.not_costed)
    if count:
        verb = "has" if count == 1 else "have"
        finding += f" {count} of its actions {verb} no cost basis."
    firm = sum(figure.basis.get(b, 0.0) for b in ("measured", "planning_factor"))
    reasons = tuple(
        f"{m.name.replace('_', ' ')}: {_LEVELS[m.level]} ({'; '.join(m.reasons)})"
        for m in summary.marks
    )
    return Cell(
        extent="full" if complete else "part",
        finding=finding,
        figure=figure,
        confidence="high" if firm >= 0.8 else "medium" if firm >= 0.4 else "low",
        reasons=reasons,
        sources=tuple(s.id for s in figure.trace if s.kind == "source"),
    )


_LEVELS = {"met": "met", "partly": "partly met", "not": "not met"}


def open_cell(criterion: Criterion) -> Cell:
    """Return the cell of a criterion that nothing here evaluates."""
    return Cell(
        extent="none", finding=f"Not evaluated: {_MISSING.get(criterion, 'no data')}."
    )


def card(casebook: Casebook, summaries: dict[str, CourseSummary]) -> Card:
    """Return the card of all courses."""
    return {
        course: {
            criterion: cost_cell(casebook, summary)
            if criterion == "cost"
            else open_cell(criterion)
            for criterion in CRITERIA
        }
        for course, summary in summaries.items()
    }


def money(value: float | None) -> str:
    """Write an amount of dollars as people say it."""
    if value is None:
        return "not known"
    sign = "-" if value < 0 else ""
    size = abs(value)
    for limit, divisor, word in ((999.5e6, 1e9, "billion"), (999.5e3, 1e6, "million")):
        if size >= limit:
            scaled = size / divisor
            digits = 2 if scaled < 10 else 1 if scaled < 100 else 0
            return f"{sign}${scaled:,.{digits}f} {word}"
    return f"{sign}${size:,.0f}"
