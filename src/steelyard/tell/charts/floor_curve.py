"""What it costs to keep aircraft back, with what no plan can be below."""

from __future__ import annotations

from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, SKY


def floor_curve(curve: list[dict[str, Any]], fleet: str) -> alt.LayerChart:
    """Draw cost against the floor: the bar runs from the bound to the plan."""
    rows = [
        {
            "floor": r["floor"],
            "plan": r["objective"] / 1e6,
            "bound": r["bound"] / 1e6,
        }
        for r in curve
        if r["objective"] is not None
    ]
    x = alt.X(
        "floor:Q", title=f"{fleet} kept within reach", axis=alt.Axis(tickMinStep=1)
    )
    tips = [alt.Tooltip("floor:Q"), alt.Tooltip("plan:Q", format=",.1f"),
            alt.Tooltip("bound:Q", format=",.1f")]  # fmt: skip
    base = rows_chart(rows)
    bar = base.mark_bar(color=SKY, opacity=0.5, size=10).encode(
        x=x, y=alt.Y("bound:Q", title="million USD, weighted"), y2=alt.Y2("plan:Q")
    )
    line = base.mark_line(color=BLUE, point=True).encode(
        x=x, y=alt.Y("plan:Q"), tooltip=tips
    )
    return layered(bar, line, height=210)
