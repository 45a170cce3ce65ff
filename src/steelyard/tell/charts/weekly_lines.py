"""Weekly means as lines, with a level that must be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import altair as alt

from steelyard.tell.charts.base import (
    layered,
    names_legend,
    number_axis,
    rows_chart,
)
from steelyard.tell.theme import PALETTE, VERMILLION

DASHES = ([1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [10, 4])


def _axis(values: Sequence[float]) -> alt.Axis:
    top = max(values, default=0.0)
    if top < 5:
        return alt.Axis(format=",.1f")
    return alt.Axis(format=",.0f") if top < 10_000 else number_axis(values)


def weekly_lines(
    lines: Mapping[str, Sequence[float]],
    start: str,
    title: str,
    floors: Mapping[str, float] | None = None,
) -> alt.LayerChart:
    """Draw one line for each name.

    Parameters
    ----------
    lines
        Name: values by week.
    start
        First day, ISO.
    title
        Of the vertical axis.
    floors
        Name: level, drawn as a dashed rule.
    """
    first = dt.date.fromisoformat(start)
    rows = [
        {"at": (first + dt.timedelta(days=7 * i)).isoformat(), "value": v, "name": name}
        for name, values in lines.items()
        for i, v in enumerate([*values, *values[-1:]])  # the last week has an end too
    ]
    names = list(lines)
    values = [float(v) for line in lines.values() for v in line]
    scale = alt.Scale(domain=names, range=list(PALETTE[: len(names)]))
    dash = alt.Scale(domain=names, range=[list(d) for d in DASHES[: len(names)]])
    legend = names_legend()
    drawn = (
        rows_chart(rows)
        .mark_line(strokeWidth=2, interpolate="step-after")
        .encode(
            x=alt.X("at:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=6)),
            y=alt.Y("value:Q", title=title, axis=_axis(values)),
            color=alt.Color(
                "name:N", title=None, sort=None, scale=scale, legend=legend
            ),
            strokeDash=alt.StrokeDash(
                "name:N", title=None, sort=None, scale=dash, legend=legend
            ),
            tooltip=[
                alt.Tooltip("name:N"),
                alt.Tooltip("at:T", title="week of"),
                alt.Tooltip("value:Q", format=",.1f"),
            ],
        )
    )
    levels = [{"level": v, "name": f"floor: {k}"} for k, v in (floors or {}).items()]
    if not levels:
        return layered(drawn, height=230)
    rule = (
        rows_chart(levels)
        .mark_rule(color=VERMILLION, strokeDash=[5, 4])
        .encode(y=alt.Y("level:Q"), tooltip=[alt.Tooltip("name:N")])
    )
    return layered(drawn, rule, height=230)
