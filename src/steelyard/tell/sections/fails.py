"""Where each course fails, in sentences."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import tight, weighed
from steelyard.tell.show import amount, rounded


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None or not w.found.failures or w.found.lead is None:
        return Markup()
    quantities = m.casebook.quantities

    def name(input_: str) -> str:
        found = quantities.get(input_)
        return (found.says if found else "") or input_

    def value(input_: str, number: float) -> str:
        found = quantities.get(input_)
        return amount(rounded(number), found.unit if found else "")

    return m.render(
        "fails.html.j2", w=w, lead=w.found.lead, tight=tight, name=name, value=value
    )
