"""What a reader could expect and will not find."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.material import Material


def render(m: Material) -> Markup:
    """Return the section."""
    return m.render("not_modelled.html.j2", front=m.casebook.front)
