"""The casebook's data tables."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.material import Material


def render(m: Material) -> Markup:
    """Return the section, or nothing where the casebook has no tables."""
    if not m.casebook.tables:
        return Markup()
    return m.render("tables.html.j2")
