"""The card: DoDD 3025.18's six criteria, by course."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.casebook.model import Casebook
from steelyard.weigh.cell import CRITERIA, Card, Cell, Criterion, open_cell
from steelyard.weigh.legality import legality_cell
from steelyard.weigh.summary import CourseSummary


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


def card(
    casebook: Casebook,
    summaries: dict[str, CourseSummary],
    taken: Mapping[str, str] | None = None,
) -> Card:
    """Return the card of all courses.

    Parameters
    ----------
    taken
        Readings of the law taken as given, by proposition.
    """
    return {
        course: {
            criterion: _cell(casebook, criterion, summary, taken)
            for criterion in CRITERIA
        }
        for course, summary in summaries.items()
    }


def _cell(
    casebook: Casebook,
    criterion: Criterion,
    summary: CourseSummary,
    taken: Mapping[str, str] | None,
) -> Cell:
    if criterion == "cost":
        return cost_cell(casebook, summary)
    if criterion == "legality":
        return legality_cell(casebook, casebook.courses[summary.course], taken)
    return open_cell(criterion)


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
