"""People at each kind of site by month, against its physical and humane room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.theme import BLUE, SKY, VERMILLION

_HEIGHT = 150

_MONTHS = alt.Axis(
    format="%b %y", tickCount="month", labelOverlap="greedy", labelFlush=False
)

HUMANE, PHYSICAL = "humane room", "physical room"


def occupancy(groups: Sequence[Mapping[str, Any]], width: int) -> alt.VConcatChart:
    """Draw one panel for each kind of site, on scales of their own.

    Parameters
    ----------
    groups
        From `stress.people.seasons.seasons`: months, quantiles and rooms.
    width
        In pixels: panels one above the other cannot fill their place.

    Raises
    ------
    ValueError
        If there are no groups.
    """
    if not groups:
        raise ValueError("nobody was anywhere")
    panels = [
        alt.layer(*_layers(group)).properties(
            title=group["title"], width=width, height=_HEIGHT
        )
        for group in groups
    ]
    return alt.vconcat(*panels, spacing=18)


def _axis(values: Sequence[float]) -> alt.Axis:
    """Return an axis for people: whole numbers, 40k from ten thousand on."""
    many = 10 <= max(values, default=0.0) < 10_000
    return alt.Axis(format=",.0f") if many else number_axis(values)


def occupancy_panel(group: Mapping[str, Any]) -> alt.LayerChart:
    """Draw one kind of site: median, half and nine tenths of futures, and rooms."""
    return layered(*_layers(group), height=_HEIGHT + 50)


def _layers(group: Mapping[str, Any]) -> list[alt.Chart]:
    people = [
        {
            "month": f"{month}-01T00:00:00",
            **{name: group[name][i] for name in ("p5", "p25", "p50", "p75", "p95")},
        }
        for i, month in enumerate(group["months"])
    ]
    rooms = [
        {"month": f"{month}-01T00:00:00", "room": label, "people": group[name][i]}
        for name, label in (("room", PHYSICAL), ("humane", HUMANE))
        if group[name] is not None
        for i, month in enumerate(group["months"])
    ]
    x = alt.X("month:T", title=None, axis=_MONTHS)
    highest = [row["p95"] for row in people] + [row["people"] for row in rooms]
    y = alt.Y(
        "p50:Q",
        title="people",
        axis=_axis(highest),
        scale=alt.Scale(zero=True, nice=True),
    )
    base = rows_chart(people).encode(x=x)
    layers = [
        base.mark_area(color=SKY, opacity=0.25, aria=False).encode(
            y=alt.Y("p5:Q", title="people", axis=_axis(highest)),
            y2=alt.Y2("p95:Q"),
        ),
        base.mark_area(color=SKY, opacity=0.35, aria=False).encode(
            y=alt.Y("p25:Q", title="people"), y2=alt.Y2("p75:Q")
        ),
        base.mark_line(color=BLUE, strokeWidth=2, point=True).encode(
            y=y,
            tooltip=[
                alt.Tooltip("month:T", format="%B %Y"),
                alt.Tooltip("p50:Q", title="median", format=",.0f"),
                alt.Tooltip("p5:Q", title="5th percentile", format=",.0f"),
                alt.Tooltip("p95:Q", title="95th percentile", format=",.0f"),
            ],
        ),
    ]
    if rooms:
        layers.append(_rooms(rooms, x))
    return layers


def _rooms(rooms: list[dict[str, Any]], x: alt.X) -> alt.Chart:
    held = {row["room"] for row in rooms}
    shown = [name for name in (PHYSICAL, HUMANE) if name in held]
    dash = {PHYSICAL: [1, 0], HUMANE: [5, 3]}
    drawn: alt.Chart = (
        rows_chart(rooms)
        .mark_line(color=VERMILLION, strokeWidth=1.8)
        .encode(
            x=x,
            y=alt.Y("people:Q", title="people"),
            strokeDash=alt.StrokeDash(
                "room:N",
                scale=alt.Scale(domain=shown, range=[dash[n] for n in shown]),
                legend=alt.Legend(
                    title=None, orient="top", symbolStrokeColor=VERMILLION
                ),
            ),
            tooltip=[
                alt.Tooltip("room:N"),
                alt.Tooltip("people:Q", title="people", format=",.0f"),
            ],
        )
    )
    return drawn
