"""What is free against what a course needs, by type of unit, with bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.theme import SKY, VERMILLION

Three = tuple[float, float, float]


@dataclass(frozen=True)
class Held:
    """One type of unit: what is free and what is needed, low, median and high."""

    label: str
    free: Three
    needed: Three
    text: str
    """Printed at its end."""


COLOURS: Mapping[str, str] = {
    "free": SKY,
    "needed, time at home kept": VERMILLION,
}


def availability(rows: Sequence[Held], unit: str) -> alt.LayerChart:
    """Draw two intervals a row: units that are free, and units that are needed.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    values: list[dict[str, str | float]] = []
    for i, row in enumerate(rows):
        for name, three in zip(COLOURS, (row.free, row.needed), strict=True):
            low, middle, high = three
            values.append(
                {
                    "row": i,
                    "label": row.label,
                    "what": name,
                    "low": round(low, 2),
                    "middle": round(middle, 2),
                    "high": round(high, 2),
                }
            )
    y = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
    )
    tips = [
        alt.Tooltip("label:N", title="type"),
        alt.Tooltip("what:N"),
        alt.Tooltip("middle:Q", title="median", format=",.1f"),
        alt.Tooltip("low:Q", title="lower end", format=",.1f"),
        alt.Tooltip("high:Q", title="upper end", format=",.1f"),
    ]
    layers = []
    for name, offset in zip(COLOURS, (3, 14), strict=True):
        base = rows_chart([v for v in values if v["what"] == name]).encode(
            y=y, tooltip=tips
        )
        layers += [
            base.mark_bar(yOffset=offset, size=9).encode(
                x=alt.X("low:Q", title=unit, scale=alt.Scale(zero=True)),
                x2=alt.X2("high:Q"),
                color=colour,
            ),
            base.mark_tick(
                yOffset=offset, size=12, thickness=2.5, opacity=1, aria=False
            ).encode(x=alt.X("middle:Q", title=unit)),
        ]
    named = [{"row": i, "label": r.label, "text": r.text} for i, r in enumerate(rows)]
    base = rows_chart(named).encode(y=y)
    name = base.mark_text(
        align="left",
        baseline="middle",
        dy=-13,
        limit={"expr": "width - 120"},
        aria=False,
    ).encode(x=at(0), text=alt.Text("label:N"))
    end = base.mark_text(
        align="right", baseline="middle", dy=-13, fontWeight="bold", aria=False
    ).encode(x=at("width"), text=alt.Text("text:N"))
    return layered(*layers, name, end, height=52 * len(rows))
