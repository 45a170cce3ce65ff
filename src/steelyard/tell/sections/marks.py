"""GAO's four marks of a reliable cost estimate, by course."""

from __future__ import annotations

from markupsafe import Markup

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
    return m.render("marks.html.j2", levels=LEVELS, extent=EXTENT, questions=QUESTIONS)
