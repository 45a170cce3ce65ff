"""Two measures against each other, a point a course, with bands both ways."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import is_money, unit_words
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
            row[name] = float(f"{value / across.divisor:.5g}")
        for name, value in zip(("yl", "y", "yh"), p.up, strict=True):
            row[name] = float(f"{value / up.divisor:.5g}")
        rows.append(row)
    names = (
        _name(titles[0], across.title(_words(units[0]))),
        _name(titles[1], up.title(_words(units[1]))),
    )
    for row, (right, down) in zip(rows, beside(rows), strict=True):
        row["right"], row["down"] = right, down
    return _draw(rows, names)


HEIGHT = 340
NARROW, WIDE = 300, 720
"""Widths of the plot at which numbers are kept apart."""
CORNERS = ((0.8, -0.7), (-0.8, -0.7), (0.8, 0.7), (-0.8, 0.7))
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1))
AROUND = [(r * x, r * y) for r in (12, 18, 25, 33) for x, y in (*CORNERS, *SIDES)]


def beside(rows: Sequence[Mapping[str, Any]]) -> list[tuple[float, float]]:
    """Return where each number stands, in pixels from its point, clear of others."""
    across, up = _along(rows, "x"), _along(rows, "y")
    placed: list[tuple[float, float]] = []
    for i in range(len(rows)):

        def crowd(move: tuple[float, float], i: int = i) -> float:
            total = 0.0
            for width in (NARROW, WIDE):
                for j in range(len(rows)):
                    right = (across[j] - across[i]) * width - move[0]
                    down = (up[i] - up[j]) * HEIGHT - move[1]
                    total += max(0.0, 9 - math.hypot(right, down))
                    if j < i:
                        right, down = right + placed[j][0], down + placed[j][1]
                        total += max(0.0, 1 - max(abs(right) / 15, abs(down) / 12)) * 20
            return total

        placed.append(min(AROUND, key=crowd))
    return [(round(x), round(y)) for x, y in placed]


def _along(rows: Sequence[Mapping[str, Any]], axis: str) -> list[float]:
    """Return where points lie along an axis, 0 to 1."""
    low = min(float(r[f"{axis}l"]) for r in rows)
    reach = max(float(r[f"{axis}h"]) for r in rows) - low
    return [(float(r[axis]) - low) / (reach or 1.0) for r in rows]


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
        align="center",
        baseline="middle",
        dx={"expr": "datum.right"},
        dy={"expr": "datum.down"},
        fontSize=11,
        aria=False,
    ).encode(x=x, y=y, text="key:N")
    return layered(flat, tall, dots, keys, height=HEIGHT)


def _words(unit: str) -> str:
    return unit if is_money(unit) else unit_words(unit)


def _name(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit else title
