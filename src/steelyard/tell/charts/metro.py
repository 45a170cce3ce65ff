"""The map of pathways: how long each course is enough, and where its end may lie.

References
----------
Haasnoot, Kwakkel, Walker and ter Maat (2013), Dynamic adaptive policy pathways,
Global Environmental Change 23.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.theme import BLUE, SKY


@dataclass(frozen=True)
class Track:
    """A course: months by which a sixth, half, five sixths of futures have tipped.

    None where so many never do within the horizon.
    """

    label: str
    low: float | None
    middle: float | None
    high: float | None
    text: str


def metro(tracks: Sequence[Track], months: float) -> alt.LayerChart:
    """Draw tracks over the horizon: solid while enough, pale where the end may lie."""
    rows = [
        {
            "label": t.label,
            "text": t.text,
            "from": 0,
            "low": months if t.low is None else t.low,
            "high": months if t.high is None else t.high,
            "middle": t.middle,
        }
        for t in tracks
    ]
    base = rows_chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=None, scale=alt.Scale(padding=0)),
        tooltip=[alt.Tooltip("label:N", title="course"), alt.Tooltip("text:N")],
    )
    title = "months from the start of the horizon"
    scale = alt.Scale(domain=[0, months], nice=False)
    sure = base.mark_bar(yOffset=8, size=9, color=BLUE).encode(
        x=alt.X("from:Q", title=title, scale=scale), x2="low:Q"
    )
    maybe = base.mark_bar(yOffset=8, size=9, color=SKY, opacity=0.35).encode(
        x=alt.X("low:Q", title=title), x2="high:Q"
    )
    median = (
        base.transform_filter("isValid(datum.middle)")
        .mark_tick(yOffset=8, size=17, thickness=2.5, opacity=1, aria=False)
        .encode(x=alt.X("middle:Q", title=title))
    )
    room = 10 + 7 * max((len(t.text) for t in tracks), default=0)
    names = base.mark_text(
        align="left",
        baseline="middle",
        dy=-11,
        limit={"expr": f"width - {room}"},
        aria=False,
    ).encode(x=at(0), text="label:N")
    ends = base.mark_text(align="right", baseline="middle", dy=-11, aria=False).encode(
        x=at("width"), text="text:N"
    )
    return layered(sure, maybe, median, names, ends, height=44 * len(rows))
