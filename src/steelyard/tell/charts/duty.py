"""People on duty by status and week, stacked, against need with its band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import altair as alt

from steelyard.tell.charts.base import layered, names_legend, rows_chart
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
    band, middle = _need(lines)
    return layered(band, _people(rows, [t for t, _ in statuses]), middle, height=280)


def _x() -> alt.X:
    axis = alt.Axis(format="%b %Y", labelOverlap="greedy")
    return alt.X("at:T", title=None, axis=axis)


def _people(rows: list[dict[str, Any]], titles: list[str]) -> alt.Chart:
    """Draw people by status, stacked."""
    colours = alt.Scale(domain=titles, range=list(PALETTE[: len(titles)]))
    drawn = (
        rows_chart(rows)
        .mark_area(opacity=0.85, line=False)
        .encode(
            x=_x(),
            y=alt.Y("people:Q", title="people", axis=alt.Axis(format=",.0f")),
            color=alt.Color(
                "status:N", scale=colours, sort=None, legend=names_legend()
            ),
            tooltip=[
                alt.Tooltip("status:N"),
                alt.Tooltip("at:T", title="week of"),
                alt.Tooltip("people:Q", format=",.0f"),
            ],
        )
    )
    return cast("alt.Chart", drawn)


def _need(lines: list[dict[str, Any]]) -> tuple[alt.Chart, alt.Chart]:
    """Draw the band of need and its median."""
    base = rows_chart(lines).encode(x=_x())
    band = base.mark_area(color=GREY, opacity=0.2).encode(
        y=alt.Y("low:Q", title="people"), y2="high:Q"
    )
    middle = base.mark_line(strokeWidth=2, strokeDash=[5, 4], color=GREY).encode(
        y=alt.Y("middle:Q", title="people")
    )
    return cast("alt.Chart", band), cast("alt.Chart", middle)
