"""A lift as it was reckoned in several ways, and as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, row_names, rows_chart
from steelyard.tell.theme import BLUE, GREY, ORANGE, SKY, VERMILLION

CLOSED, PROGRAMME = "closed form", "programme"
BUSIEST, MEAN = "came, busiest day", "came, mean of all days"
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
    came = [{"value": first["came"], "what": BUSIEST}]
    if abs(first["came_mean"] - first["came"]) > 0.5:
        came.append({"value": first["came_mean"], "what": MEAN})
    most = [v for row in lifts for v in (row["high"], row["programme"])]
    most.append(first["came"])
    x = {
        "title": "people a day",
        "axis": number_axis(most),
        "scale": alt.Scale(zero=True),
    }
    y = alt.Y(
        "id:N", sort=[row["id"] for row in lifts], axis=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
    )  # fmt: skip
    names = row_names([(row["id"], row["title"]) for row in lifts], y, dy=-13)
    return layered(
        _came(came), _band(lifts, y, x), _marks(lifts, y, x), names,
        height=ROW * len(lifts),
    )  # fmt: skip


def _band(
    lifts: Sequence[Mapping[str, Any]], y: alt.Y, x: Mapping[str, Any]
) -> alt.Chart:
    rows = [{k: row[k] for k in ("id", "low", "high")} for row in lifts]
    bar = rows_chart(rows).mark_bar(color=SKY, opacity=0.35, height=12, yOffset=8)
    drawn = bar.encode(x=alt.X("low:Q", **x), x2=alt.X2("high:Q"), y=y)
    return cast("alt.Chart", drawn)


def _marks(
    lifts: Sequence[Mapping[str, Any]], y: alt.Y, x: Mapping[str, Any]
) -> alt.Chart:
    rows = [
        {"id": row["id"], "title": row["title"], "value": row[key], "what": what}
        for row in lifts
        for key, what in (("closed_form", CLOSED), ("programme", PROGRAMME))
    ]
    shapes = alt.Scale(domain=[CLOSED, PROGRAMME], range=["stroke", "circle"])
    tips = [
        alt.Tooltip("title:N", title="reckoned with"),
        alt.Tooltip("what:N", title="by"),
        alt.Tooltip("value:Q", format=",.0f", title="people a day"),
    ]
    points = rows_chart(rows).mark_point(filled=False, size=90, opacity=1, yOffset=8)
    drawn = points.encode(
        x=alt.X("value:Q", **x),
        y=y,
        color=_colour(),
        shape=alt.Shape("what:N", title=None, sort=None, scale=shapes, legend=None),
        tooltip=tips,
    )
    return cast("alt.Chart", drawn)


def _came(came: list[dict[str, Any]]) -> alt.Chart:
    lines = (
        rows_chart(came)
        .mark_rule(strokeWidth=2)
        .encode(
            x="value:Q",
            color=_colour(),
            tooltip=[
                alt.Tooltip("what:N", title="what"),
                alt.Tooltip("value:Q", format=",.0f", title="people a day"),
            ],
        )
    )
    return cast("alt.Chart", lines)


def _colour() -> alt.Color:
    scale = alt.Scale(
        domain=[CLOSED, PROGRAMME, BUSIEST, MEAN],
        range=[ORANGE, BLUE, VERMILLION, GREY],
    )
    legend = alt.Legend(columns=2)
    return alt.Color("what:N", title=None, sort=None, scale=scale, legend=legend)
