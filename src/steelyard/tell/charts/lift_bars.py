"""A lift as it was reckoned in several ways, and as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, row_names, rows_chart
from steelyard.tell.theme import BLUE, GREY, ORANGE, SKY, VERMILLION

CLOSED, PROGRAMME = "closed form", "programme"
BUSIEST, MEAN = "came, busiest day", "came, mean of all days"
_LINE = "M-0.15,-1 L0.15,-1 L0.15,1 L-0.15,1 Z"
"""An upright line, for the legend."""
KEYS = {
    CLOSED: "closed_form",
    PROGRAMME: "programme",
    BUSIEST: "came",
    MEAN: "came_mean",
}
COLOURS = {CLOSED: ORANGE, PROGRAMME: BLUE, BUSIEST: VERMILLION, MEAN: GREY}
SHAPES = {
    CLOSED: "triangle-down",
    PROGRAMME: "circle",
    BUSIEST: _LINE,
    MEAN: _LINE,
}
ROW = 48
"""Pixels of a row: its name, and the marks under it."""


def lift_bars(lifts: Sequence[Mapping[str, Any]]) -> alt.LayerChart:
    """Draw people a day: a row for each variant, lines for what came.

    Parameters
    ----------
    lifts
        Variants as in the exhibit `history`.
    """
    first = lifts[0]
    shown = [CLOSED, PROGRAMME, BUSIEST]
    if abs(first["came_mean"] - first["came"]) > 0.5:
        shown.append(MEAN)
    most = [v for row in lifts for v in (row["high"], row["programme"])]
    most.append(first["came"])
    x = alt.X(
        "value:Q",
        title="people a day",
        axis=number_axis(most),
        scale=alt.Scale(zero=True),
    )
    y = alt.Y(
        "id:N",
        sort=[row["id"] for row in lifts],
        axis=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
    )
    marks = [_marks(lifts, what, shown, x, y) for what in reversed(shown)]
    names = row_names([(row["id"], row["title"]) for row in lifts], y, dy=-16)
    return layered(_band(lifts, x, y), *marks, names, height=ROW * len(lifts))


def _band(lifts: Sequence[Mapping[str, Any]], x: alt.X, y: alt.Y) -> alt.Chart:
    rows = [
        {"id": row["id"], "value": row["low"], "high": row["high"]} for row in lifts
    ]
    bar = rows_chart(rows).mark_bar(color=SKY, opacity=0.35, height=12, yOffset=8)
    drawn = bar.encode(x=x, x2=alt.X2("high:Q"), y=y)
    return cast("alt.Chart", drawn)


def _marks(
    lifts: Sequence[Mapping[str, Any]],
    what: str,
    shown: list[str],
    x: alt.X,
    y: alt.Y,
) -> alt.Chart:
    """Draw one thing in each row: points for what was reckoned, lines for what came."""
    key = KEYS[what]
    rows = [
        {"id": row["id"], "title": row["title"], "value": row[key], "what": what}
        for row in lifts
    ]
    tips = [
        alt.Tooltip("title:N", title="reckoned with"),
        alt.Tooltip("what:N", title="what"),
        alt.Tooltip("value:Q", format=",.0f", title="people a day"),
    ]
    colours = alt.Scale(domain=shown, range=[COLOURS[name] for name in shown])
    shapes = alt.Scale(domain=shown, range=[SHAPES[name] for name in shown])
    base = rows_chart(rows)
    encoded = {
        "x": x,
        "y": y,
        "color": alt.Color("what:N", title=None, sort=None, scale=colours,
                           legend=alt.Legend(columns=2)),
        "tooltip": tips,
    }  # fmt: skip
    if what in {BUSIEST, MEAN}:
        ticks = base.mark_tick(
            orient="vertical", thickness=2, size=18, yOffset=8, opacity=1
        )
        return cast("alt.Chart", ticks.encode(**encoded))
    high = -3 if what == CLOSED else 8
    points = base.mark_point(filled=True, size=60, opacity=1, yOffset=high)
    shape = alt.Shape("what:N", title=None, sort=None, scale=shapes)
    return cast("alt.Chart", points.encode(**encoded, shape=shape))
