"""A cell of the card: one criterion of one course.

References
----------
DoD Directive 3025.18, Defense Support of Civil Authorities; GAO-21-356 on how
far decision packages for border support evaluated the six criteria.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from steelyard.casebook.figure import Figure
from steelyard.casebook.quantity import Record

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
    """The finding, in sentences; for `none`, what is missing."""
    brief: str = ""
    """The finding in a few words, where there is no figure."""
    figure: Figure | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


Card: TypeAlias = dict[str, dict[Criterion, Cell]]
"""Course: criterion: cell."""

_MISSING: dict[Criterion, str] = {
    "appropriateness": "what civil agencies or contractors could do instead, when "
    "and at what cost",
    "readiness": "what the forces could no longer do elsewhere",
    "risk": "what could go wrong, for whom, and how often",
    "legality": "whether each action is lawful, and under whose reading",
    "lethality": "whether force could be used, by whom and with what consequences",
}


def open_cell(criterion: Criterion) -> Cell:
    """Return the cell of a criterion that nothing here evaluates."""
    return Cell(
        extent="none", finding=f"Not evaluated: {_MISSING.get(criterion, 'no data')}."
    )
