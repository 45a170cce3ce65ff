"""A curve through points: one measure against another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.theme import BLUE


def curve(
    points: Sequence[tuple[float, float, str]],
    across: str,
    up: str,
    *,
    percent: bool = False,
    whole: bool = False,
) -> alt.LayerChart:
    """Draw points in their order, joined, each with its words beside it.

    Parameters
    ----------
    points
        Across, up, words.
    across, up
        Titles with units.
    percent
        Whether the measure up is a share.
    whole
        Whether the measure across counts things.

    Raises
    ------
    ValueError
        If there are fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("a curve needs two points")
    rows: list[dict[str, Any]] = [
        {"x": x, "y": y, "text": text, "order": i}
        for i, (x, y, text) in enumerate(points)
    ]
    tall = alt.Axis(format=".0%") if percent else _axis([r["y"] for r in rows])
    flat = _axis([r["x"] for r in rows])
    if whole:
        flat = alt.Axis(values=[r["x"] for r in rows], format="d")
    free = alt.Scale(zero=False, padding=24)
    base = rows_chart(rows).encode(
        x=alt.X("x:Q", title=across, scale=free, axis=flat),
        y=alt.Y("y:Q", title=up, scale=alt.Scale(zero=True), axis=tall),
        tooltip=[
            alt.Tooltip("x:Q", title=across, format=",.4~g"),
            alt.Tooltip("y:Q", title=up, format=".1%" if percent else ",.4~g"),
            alt.Tooltip("text:N"),
        ],
    )
    line = base.mark_line(strokeWidth=2, color=BLUE).encode(order="order:Q")
    dots = base.mark_point(size=70, opacity=1, color=BLUE)
    words = base.mark_text(align="center", dy=-12, fontSize=11, aria=False).encode(
        text="text:N"
    )
    return layered(line, dots, words, height=260)


def _axis(values: list[float]) -> alt.Axis:
    """Return an axis of numbers: written out below 10,000."""
    most = max(abs(v) for v in values)
    if most < 10:
        return alt.Axis(format=".2~f")
    return alt.Axis(format=",.0f") if most < 10_000 else number_axis(values)
