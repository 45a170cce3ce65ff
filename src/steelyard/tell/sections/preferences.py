"""What weights say, and which would put each course first."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from steelyard.tell.charts.rank_shares import rank_shares
from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import weighed
from steelyard.tell.show import percent


LEAST = 0.005
"""Weights below this are not named."""


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
        "weights alike, as if nobody had stated any.",
        "Stacked bars: one a course, first rank at the left.",
        ("course", *(f"rank {i + 1}" for i in range(len(found.courses)))),
        [(titles[c], *(percent(r) for r in s.ranks)) for c, s in found.courses.items()],
    )

    def told(weights: Mapping[str, float]) -> str:
        held = sorted(weights.items(), key=lambda item: -item[1])
        return ", ".join(
            f"{w.title(i)[:1].lower()}{w.title(i)[1:]} {percent(v)}"
            for i, v in held
            if v >= LEAST
        )

    return m.render("preferences.html.j2", w=w, found=found, plate=plate, told=told)
