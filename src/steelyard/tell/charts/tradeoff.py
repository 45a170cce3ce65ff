"""Two measures against each other, a point a course, with bands both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.theme import BLUE, GREEN, GREY, PURPLE

KINDS = {
    "baseline": (GREY, "square"),
    "civil": (GREEN, "triangle-up"),
    "military": (BLUE, "circle"),
    "mixed": (PURPLE, "diamond"),
}


@dataclass(frozen=True)
class Point:
    """A course: low, middle and high of the measure across and of the one up."""

    label: str
    across: tuple[float, float, float]
    up: tuple[float, float, float]
    kind: str


def tradeoff(
    points: Sequence[Point], titles: tuple[str, str], units: tuple[str, str]
) -> alt.LayerChart:
    """Draw points with bands, numbered in their order.

    Parameters
    ----------
    titles, units
        Of the measure across and of the one up.
    """
    across = scaled(v for p in points for v in p.across)
    up = scaled(v for p in points for v in p.up)
    rows: list[dict[str, Any]] = []
    for i, p in enumerate(points):
        row: dict[str, Any] = {"course": p.label, "key": str(i + 1), "kind": p.kind}
        for name, value in zip(("xl", "x", "xh"), p.across, strict=True):
            row[name] = value / across.divisor
        for name, value in zip(("yl", "y", "yh"), p.up, strict=True):
            row[name] = value / up.divisor
        rows.append(row)
    names = (
        _name(titles[0], across.title(units[0])),
        _name(titles[1], up.title(units[1])),
    )
    return _draw(rows, names)


def _draw(rows: list[dict[str, Any]], names: tuple[str, str]) -> alt.LayerChart:
    base = rows_chart(rows)
    free = alt.Scale(zero=False)
    axes = [number_axis(r[k] for r in rows) for k in "xy"]
    x = alt.X("x:Q", title=names[0], scale=free, axis=axes[0])
    y = alt.Y("y:Q", title=names[1], scale=free, axis=axes[1])
    thin: dict[str, Any] = {"strokeWidth": 1.5, "opacity": 0.55, "aria": False}
    flat = base.mark_rule(**thin).encode(
        x=alt.X("xl:Q", title=names[0]), x2="xh:Q", y=y
    )
    tall = base.mark_rule(**thin).encode(
        x=x, y=alt.Y("yl:Q", title=names[1]), y2="yh:Q"
    )
    kinds = [k for k in KINDS if any(r["kind"] == k for r in rows)]
    colours, shapes = ([KINDS[k][i] for k in kinds] for i in (0, 1))
    dots = base.mark_point(size=90, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=colours)),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes)),
        tooltip=[
            alt.Tooltip("course:N"),
            alt.Tooltip("x:Q", title=names[0], format=",.3~g"),
            alt.Tooltip("y:Q", title=names[1], format=",.3~g"),
        ],
    )
    keys = base.mark_text(
        align="left", baseline="bottom", dx=6, dy=-4, fontSize=11, aria=False
    ).encode(x=x, y=y, text="key:N")
    return layered(flat, tall, dots, keys, height=340)


def _name(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit and unit != "ratio" else title
