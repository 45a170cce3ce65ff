"""What weights say, and which would put each course first."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from steelyard.tell.charts.rank_shares import rank_shares
from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import weighed
from steelyard.tell.show import percent, rounded, span

NEAR = 0.01
"""Weights that are so near to even are not named one by one."""

NIL = 0.005
"""Weights below this are told as hardly any."""


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
        return in_words({w.title(i): v for i, v in weights.items()})

    def between(measure: str, low: float, high: float) -> str:
        return span(rounded(low), rounded(high), w.unit(measure))

    return m.render(
        "preferences.html.j2", w=w, found=found, plate=plate, told=told, between=between
    )


def in_words(weights: Mapping[str, float]) -> str:
    """Tell weights by what sets them apart from even ones, largest first."""
    even = 1 / len(weights)
    odd = {i: v for i, v in weights.items() if abs(v - even) > NEAR}
    if not odd:
        return f"even weights, {percent(even)} each"
    held = sorted(odd.items(), key=lambda item: -item[1])
    told = [f"{_small(i)} {percent(v)}" for i, v in held if v >= NIL]
    nothing = [_small(i) for i, v in held if v < NIL]
    rest = len(weights) - len(odd)
    parts = [", ".join(told)] if told else []
    if rest:
        parts.append(f"the other {rest} at {percent(even)} each")
    if nothing:
        parts.append(f"hardly any on {', '.join(nothing)}")
    return "; ".join(parts)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
