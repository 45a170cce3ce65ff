"""A replay of the record: persons counted by month beside persons simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.theme import BLUE, GREY, ORANGE, VERMILLION

COUNTED = "counted"
_COLOURS = (BLUE, VERMILLION, ORANGE)


def replayed(
    months: Sequence[str],
    counted: Sequence[float | None],
    ways: Mapping[str, Sequence[float]],
) -> alt.LayerChart:
    """Draw counted persons as points, each way of simulating them as a line.

    Parameters
    ----------
    months
        YYYY-MM.
    counted
        By month; None where nobody counted.
    ways
        Label to persons by month.
    """
    at = [f"{month}-01T00:00:00" for month in months]
    lines = [
        {"month": at[i], "way": way, "people": value}
        for way, values in ways.items()
        for i, value in enumerate(values)
    ]
    points = [
        {"month": at[i], "way": COUNTED, "people": value}
        for i, value in enumerate(counted)
        if value is not None
    ]
    axis = number_axis(row["people"] for row in (*lines, *points))  # type: ignore[misc]
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("people:Q", title="people", axis=axis)
    domain = [*ways, COUNTED]
    colour = alt.Color(
        "way:N",
        scale=alt.Scale(domain=domain, range=[*_COLOURS[: len(ways)], GREY]),
        legend=alt.Legend(title=None, orient="top", columns=2, labelLimit=320),
    )
    tips = [
        alt.Tooltip("month:T", format="%B %Y"),
        alt.Tooltip("way:N"),
        alt.Tooltip("people:Q", format=",.0f"),
    ]
    dash = alt.StrokeDash(
        "way:N",
        scale=alt.Scale(domain=list(ways), range=[[1, 0], [6, 3], [2, 2]][: len(ways)]),
        legend=None,
    )
    return layered(
        rows_chart(lines)
        .mark_line(strokeWidth=1.8)
        .encode(x=x, y=y, color=colour, strokeDash=dash, tooltip=tips),
        rows_chart(points)
        .mark_point(filled=True, size=28, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=tips),
        height=260,
    )
