"""The card: DoDD 3025.18's six criteria, by course."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from steelyard.casebook.model import Casebook
from steelyard.weigh.cell import CRITERIA, Card, Cell, Criterion, open_cell
from steelyard.weigh.danger import lethality_row, risk_row
from steelyard.weigh.legality import legality_cell
from steelyard.weigh.rows import RowFinding, civil_row, readiness_row, unfunded
from steelyard.weigh.summary import CourseSummary


def cost_cell(
    casebook: Casebook, summary: CourseSummary, gap: RowFinding | None = None
) -> Cell:
    """Fill in the cost row of a course.

    Parameters
    ----------
    gap
        What no appropriation covers, where there are accounts.
    """
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
    if gap is not None:
        finding += f" {gap.finding}"
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
    tables: Mapping[str, pa.Table],
    taken: Mapping[str, str] | None = None,
) -> Card:
    """Return the card of all courses.

    Parameters
    ----------
    tables
        Outcomes of each course, one row a future.
    taken
        Readings of the law taken as given, by proposition.
    """
    return {
        course: _cells(casebook, summary, tables[course], taken)
        for course, summary in summaries.items()
    }


def _cells(
    casebook: Casebook,
    summary: CourseSummary,
    table: pa.Table,
    taken: Mapping[str, str] | None,
) -> dict[Criterion, Cell]:
    course = summary.course
    found: dict[Criterion, Cell | None] = {
        "cost": cost_cell(casebook, summary, unfunded(casebook, course, table)),
        "appropriateness": _in_part(
            civil_row(casebook, course, table),
            "of the military days could be done by others",
            "what else bears on the Department's interest is not evaluated",
        ),
        "readiness": _in_part(
            readiness_row(casebook, course, table),
            "short of time at home",
            "training lost and units split up are not in this figure",
        ),
        "risk": _in_part(
            risk_row(casebook, course, table),
            _RISK_BRIEF if "people.care_breaches" in table.column_names else "",
            "accidents, discipline and mission creep are not in this row",
        ),
        "lethality": _in_part(
            lethality_row(casebook, course, table),
            "of futures in which force may harm civilians",
            "paths of a game whose payoffs are assumed: shares are no chances",
        ),
        "legality": legality_cell(casebook, casebook.courses[course], taken),
    }
    return {c: found.get(c) or open_cell(c) for c in CRITERIA}


_RISK_BRIEF = "held below a standard of care"


def _in_part(row: RowFinding | None, brief: str, limit: str) -> Cell | None:
    """Return a row that a model answers in part, or None without one."""
    if row is None:
        return None
    return Cell(
        extent="part",
        finding=row.finding,
        brief=brief,
        figure=row.figure,
        confidence="low",
        reasons=(limit, "most of its inputs are planning factors or assumed"),
        sources=tuple(s.id for s in row.figure.trace if s.kind == "source"),
    )


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
