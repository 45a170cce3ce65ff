"""Page one: the proposal, the card by course, what one should know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.sections.care import care, gates
from steelyard.tell.sections.fiscal import fiscal
from steelyard.tell.sections.know import know
from steelyard.weigh.cell import CRITERIA, QUESTIONS, Cell, Criterion

HEADS = {c: c.capitalize() for c in CRITERIA} | {
    "appropriateness": "Appropriate\u00adness"
}
"""Headings of the card's columns, with places where a long word may break."""


@dataclass(frozen=True)
class Column:
    """A criterion on the card.

    `shared` is the finding where all courses have the same one, so that it is
    said once.
    """

    criterion: Criterion
    question: str
    shared: str


def render(m: Material) -> Markup:
    """Return page one."""
    front = m.casebook.front
    return m.render(
        "front.html.j2",
        front=front,
        columns=columns(m),
        heads=HEADS,
        know=partial(know, m),  # called in its place, so that notes count on
        source=m.casebook.sources[front.proposal.source],
        strips=strips(m),
        breaches=breaches(m),
        fiscal=fiscal(m),
        care=care(m),
        gates=gates(m),
    )


def breaches(m: Material) -> str:
    """Say which courses breach care or law, or that nothing looked for breaches."""
    cells = [cells["legality"] for cells in m.results.card.values()]
    if all(cell.extent == "none" for cell in cells):
        return (
            "not evaluated. The steps that look for them (judge, plan, stress) are "
            "not in this run."
        )
    found = []
    for breach in m.results.breaches:
        action = m.casebook.actions[breach.action].title
        where = "at home" if breach.system == "domestic" else "in international law"
        found.append(
            f"{m.title(breach.course)}: “{action}” is unlawful {where} on every "
            f"reading. {breach.says.rstrip('.')}."
        )
    law = " ".join(found) or "no action is unlawful on every reading."
    if all(cell["risk"].extent == "none" for cell in m.results.card.values()):
        law += " Standards of care are not evaluated: no simulation is in the run."
    return law


def columns(m: Material) -> list[Column]:
    """Return the card's criteria."""
    found = []
    for criterion in CRITERIA:
        cells = [cells[criterion] for cells in m.results.card.values()]
        found.append(Column(criterion, QUESTIONS[criterion], _shared(cells)))
    return found


def _shared(cells: list[Cell]) -> str:
    findings = {cell.finding for cell in cells}
    none = all(cell.extent == "none" for cell in cells)
    return findings.pop() if none and len(findings) == 1 else ""


@dataclass(frozen=True)
class Strip:
    """A course's cost band as positions on a common scale, in percent."""

    left: float
    width: float
    middle: float


def strips(m: Material) -> dict[str, Strip]:
    """Return where each course's cost band lies between nothing and the highest."""
    bands = {id_: s.cost for id_, s in m.courses.items()}
    ends = [f.band.high for f in bands.values() if f.band]
    top = max(ends, default=0.0)
    found = {}
    for id_, figure in bands.items():
        if figure.band and figure.value is not None and top > 0:
            low, high = (100 * v / top for v in (figure.band.low, figure.band.high))
            middle = 100 * figure.value / top
            found[id_] = Strip(
                round(low, 2), round(max(high - low, 0.6), 2), round(middle, 2)
            )
    return found
