"""Spans over a calendar: a solid part and a pale part after it, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.theme import BLUE, SKY


@dataclass(frozen=True)
class Span:
    """A row: ISO days of start, end, and the end of what is drawn pale."""

    label: str
    start: str
    end: str
    after: str
    text: str


def spans(rows: Sequence[Span]) -> alt.LayerChart:
    """Draw spans, one row each, with name and text above them.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    values = [
        {
            "key": str(i),
            "label": r.label,
            "start": _local(r.start),
            "end": _local(r.end),
            "after": _local(r.after),
            "text": r.text,
        }
        for i, r in enumerate(rows)
    ]
    base = rows_chart(values).encode(
        y=alt.Y("key:N", sort=None, axis=None, scale=alt.Scale(padding=0)),
        tooltip=[
            alt.Tooltip("label:N", title="row"),
            alt.Tooltip("start:T", title="from"),
            alt.Tooltip("end:T", title="to"),
            alt.Tooltip("text:N"),
        ],
    )
    axis = alt.Axis(format="%b %Y", labelOverlap="greedy", labelSeparation=10)
    solid = base.mark_bar(yOffset=8, size=10, color=BLUE).encode(
        x=alt.X("start:T", title=None, axis=axis), x2="end:T"
    )
    pale = base.mark_bar(yOffset=8, size=10, color=SKY, opacity=0.35).encode(
        x=alt.X("end:T", title=None, axis=axis), x2="after:T"
    )
    limit = {"expr": "width * 0.5"}
    names = base.mark_text(
        align="left", baseline="middle", dy=-10, limit=limit, aria=False
    ).encode(x=at(0), text="label:N")
    ends = base.mark_text(
        align="right", baseline="middle", dy=-10, limit=limit, aria=False
    ).encode(x=at("width"), text="text:N")
    return layered(solid, pale, names, ends, height=42 * len(values))


def _local(day: str) -> str:
    """Return midnight at the reader's place, so that no zone shifts the day."""
    return f"{day}T00:00:00"
