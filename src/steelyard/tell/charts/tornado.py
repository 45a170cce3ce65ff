"""A tornado: what an outcome is where each input is low, and where it is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from steelyard.tell.charts.base import at, layered, number_axis, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.theme import BLUE, VERMILLION

ENDS = ["lowest sixth", "highest sixth"]
SHAPES = ["circle", "diamond"]


@dataclass(frozen=True)
class Swing:
    """One bar: an input and the outcome at either end of its range."""

    id: str
    label: str
    low: float
    high: float


def tornado(swings: Sequence[Swing], unit: str) -> alt.LayerChart:
    """Draw swings, one row each, in the order given.

    Parameters
    ----------
    unit
        Of the outcome.

    Raises
    ------
    ValueError
        If there are no swings.
    """
    if not swings:
        raise ValueError("no swings to draw")
    by = scaled(v for s in swings for v in (s.low, s.high))
    rows = [
        {
            "id": s.id,
            "label": s.label,
            "end": end,
            "value": value / by.divisor,
            "other": other / by.divisor,
        }
        for s in swings
        for end, value, other in zip(
            ENDS, (s.low, s.high), (s.high, s.low), strict=True
        )
    ]
    return _draw(rows, by.title(unit))


def _draw(rows: list[dict[str, Any]], title: str) -> alt.LayerChart:
    base = rows_chart(rows).encode(
        y=alt.Y("id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    )
    numbers = number_axis(float(r["value"]) for r in rows)
    bars = base.mark_rule(yOffset=8, strokeWidth=3, opacity=0.45, aria=False).encode(
        x=alt.X("value:Q", title=title, scale=alt.Scale(zero=False), axis=numbers),
        x2=alt.X2("other:Q"),
    )
    colours = alt.Scale(domain=ENDS, range=[BLUE, VERMILLION])
    ends = base.mark_point(yOffset=8, size=90, opacity=1).encode(
        x=alt.X("value:Q", title=title),
        color=alt.Color("end:N", scale=colours),
        shape=alt.Shape("end:N", scale=alt.Scale(domain=ENDS, range=SHAPES)),
        tooltip=[
            alt.Tooltip("label:N", title="number"),
            alt.Tooltip("end:N", title="in its"),
            alt.Tooltip("value:Q", title=title, format=",.3~g"),
        ],
    )
    names = (
        base.transform_filter(f"datum.end === '{ENDS[0]}'")
        .mark_text(
            align="left", baseline="middle", dy=-10, limit={"expr": "width"}, aria=False
        )
        .encode(x=at(0), text=alt.Text("label:N"))
    )
    return layered(bars, ends, names, height=20 * len(rows))
