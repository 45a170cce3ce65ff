"""Where each course fails, in sentences."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import weighed


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None or not w.found.failures or w.found.lead is None:
        return Markup()
    return m.render("fails.html.j2", w=w, lead=w.found.lead)
