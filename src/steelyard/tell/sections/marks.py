"""GAO's four marks of a reliable cost estimate, by course."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.money.marks import Mark
from steelyard.tell.material import Material

LEVELS = {"met": "met", "partly": "partly met", "not": "not met"}
EXTENT = {"met": "full", "partly": "part", "not": "none"}
QUESTIONS = {
    "comprehensive": "Are all costs in?",
    "well_documented": "Can each number be followed to its source?",
    "accurate": "Does it rest on data, in one year's prices?",
    "credible": "Is the doubt shown, and was it checked by another way?",
}


def render(m: Material) -> Markup:
    """Return the section."""
    if not any(s.marks for s in m.courses.values()):
        return Markup()
    return m.render(
        "marks.html.j2",
        levels=LEVELS,
        extent=EXTENT,
        questions=QUESTIONS,
        reason=lambda mark: named(m, telling(mark)),
    )


def named(m: Material, reason: str) -> str:
    """Return a reason with the ids of quantities replaced by what they are."""
    head, colon, tail = reason.partition(": ")
    ids = tail.split(", ")
    found = [m.casebook.quantities.get(i) for i in ids]
    if not colon or not all(found):
        return reason
    says = [(q.says if q else "") or i for q, i in zip(found, ids, strict=True)]
    return f"{head}: {'; '.join(says)}"


def telling(mark: Mark) -> str:
    """Return the reason that differs most between courses."""
    place = {"well_documented": 1, "credible": 1}.get(mark.name, 0)
    return mark.reasons[min(place, len(mark.reasons) - 1)]
