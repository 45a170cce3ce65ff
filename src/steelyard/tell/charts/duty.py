"""People on duty by status and week, stacked, against need with its band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import GREY, PALETTE


def duty(
    weeks: Sequence[str],
    statuses: Sequence[tuple[str, Sequence[float]]],
    need: tuple[Sequence[float], Sequence[float], Sequence[float]],
    every: int = 2,
) -> alt.LayerChart:
    """Draw it.

    Parameters
    ----------
    weeks
        ISO days.
    statuses
        Title and people of each week.
    need
        5th percentile, median and 95th percentile by week.
    every
        Weeks from one drawn point to the next.
    """
    kept = range(0, len(weeks), every)
    rows = [
        {"at": f"{weeks[i]}T00:00:00", "status": title, "people": people[i]}
        for title, people in statuses
        for i in kept
    ]
    lines: list[dict[str, Any]] = [
        {
            "at": f"{weeks[i]}T00:00:00",
            "low": need[0][i],
            "middle": need[1][i],
            "high": need[2][i],
        }
        for i in kept
    ]
    axis = alt.Axis(format="%b %Y", labelOverlap="greedy")
    x = alt.X("at:T", title=None, axis=axis)
    titles = [title for title, _ in statuses]
    colours = alt.Scale(domain=titles, range=list(PALETTE[: len(titles)]))
    areas = (
        rows_chart(rows)
        .mark_area(opacity=0.85, line=False)
        .encode(
            x=x,
            y=alt.Y("people:Q", title="people", axis=alt.Axis(format=",.0f")),
            color=alt.Color("status:N", scale=colours, sort=None),
            order=alt.Order("index:Q"),
            tooltip=[
                alt.Tooltip("status:N"),
                alt.Tooltip("at:T", title="week of"),
                alt.Tooltip("people:Q", format=",.0f"),
            ],
        )
    )
    base = rows_chart(lines).encode(x=x)
    band = base.mark_area(color=GREY, opacity=0.2).encode(
        y=alt.Y("low:Q", title="people"), y2="high:Q"
    )
    middle = base.mark_line(strokeWidth=2, strokeDash=[5, 4]).encode(
        y=alt.Y("middle:Q", title="people"),
        color=alt.ColorValue(GREY),
    )
    return layered(band, areas, cast("alt.Chart", middle), height=280)
