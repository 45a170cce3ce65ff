"""Courses by measures, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.sections.origins import Traces
from steelyard.tell.sections.weighed import Weighed, tight, weighed

STEPS = 5
"""Shades from better to worse."""


@dataclass(frozen=True)
class Box:
    """A cell of the table: text, band, and its shade from 0 (better) to 4."""

    measure: str
    text: str
    band: str
    shade: int | None
    meets: float | None


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None:
        return Markup()
    rest = [i for i, info in w.found.measures.items() if i not in w.front]
    return m.render(
        "outcomes.html.j2",
        w=w,
        traces=Traces(m, w),
        front=_table(w, list(w.front)),
        rest=_table(w, rest),
        shown=w.front,
        others=rest,
        missing=w.found.not_evaluated,
        caution=list(_caution(m, w)),
    )


def _caution(m: Material, w: Weighed) -> Iterator[str]:
    """Return what to beware of, courses by title; what is missing has its own line."""
    ids = ", ".join(w.found.barred)
    for line in w.found.caution:
        if w.found.not_evaluated and line.endswith("not evaluated."):
            continue
        if ids and f": {ids}." in line:
            titles = "; ".join(m.title(c) for c in w.found.barred)
            yield tight(line.replace(ids, titles))
        else:
            yield tight(line)


def _table(w: Weighed, measures: list[str]) -> dict[str, list[Box | None]]:
    shades = {i: _shades(w, i) for i in measures}
    return {
        course: [_box(w, course, i, shades[i].get(course)) for i in measures]
        for course in w.courses
    }


def _box(w: Weighed, course: str, measure: str, shade: int | None) -> Box | None:
    level = w.found.levels.get(course, {}).get(measure)
    if level is None:
        return None
    return Box(
        measure,
        w.plain(measure, level.middle),
        w.band(measure, level.low, level.high) if level.low < level.high else "",
        shade,
        level.meets,
    )


def _shades(w: Weighed, measure: str) -> dict[str, int]:
    """Return shades by where the median lies between the best and the worst."""
    way = w.found.measures[measure].direction
    if way == "neither":
        return {}
    middles = {c: level.middle for c, level in w.levels(measure).items()}
    low, high = min(middles.values()), max(middles.values())
    if low == high:
        return {}
    sign = 1.0 if way == "less_is_better" else -1.0
    worse = {c: (v - (low if sign > 0 else high)) * sign for c, v in middles.items()}
    steps = {c: int(np.floor(v / (high - low) * STEPS)) for c, v in worse.items()}
    return {c: min(step, STEPS - 1) for c, step in steps.items()}
