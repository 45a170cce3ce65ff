"""What weights say, and which would put each course first."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.charts.rank_shares import rank_shares
from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import weighed
from steelyard.tell.show import percent


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None or w.found.weights is None:
        return Markup()
    found = w.found.weights
    titles = {c: m.title(c) for c in found.courses}
    plate = m.plates.add(
        "rank-shares",
        rank_shares({titles[c]: s.ranks for c, s in found.courses.items()}),
        "Share of weights and futures in which each course has each rank, over all "
        "weights that fit what the casebook states.",
        "Stacked bars: one a course, first rank at the left.",
        ("course", *(f"rank {i + 1}" for i in range(len(found.courses)))),
        [(titles[c], *(percent(r) for r in s.ranks)) for c, s in found.courses.items()],
    )
    return m.render("preferences.html.j2", w=w, found=found, plate=plate)
