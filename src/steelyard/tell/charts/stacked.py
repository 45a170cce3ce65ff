"""Shares that add up to a whole, one bar a row, each part labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.show import percent, words

INK, PAPER = "#191d22", "#ffffff"

LIGHT = {"misleading", "unverified", "assumed"}
"""Parts whose colour carries dark text."""


def stacked(
    rows: Sequence[tuple[str, Mapping[str, float]]],
    colours: Mapping[str, str],
    *,
    counts: bool,
) -> alt.LayerChart:
    """Draw shares as stacked bars of the same length.

    Parameters
    ----------
    rows
        (label, magnitude by part); rows without magnitude are drawn empty.
    colours
        Part: colour, in the order to stack.
    counts
        Label parts with their counts, or else with their shares.
    """
    values = []
    for i, (label, parts) in enumerate(rows):
        total = sum(parts.values())
        start = 0.0
        for part in colours:
            share = parts.get(part, 0.0) / total if total else 0.0
            if share > 0:
                shown = f"{parts[part]:,.0f}" if counts else percent(share)
                values.append(
                    {
                        "row": i,
                        "label": label,
                        "part": words(part),
                        "start": start,
                        "end": start + share,
                        "middle": start + share / 2,
                        "text": shown,
                        "shown": shown if share > 0.055 else "",
                        "ink": INK if part in LIGHT else PAPER,
                    }
                )
            start += share
    return _draw(values, [(i, label) for i, (label, _) in enumerate(rows)], colours)


def _draw(
    values: list[dict[str, object]],
    labels: list[tuple[int, str]],
    colours: Mapping[str, str],
) -> alt.LayerChart:
    y = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1]), title=None, axis=axis)
    base = rows_chart(values).encode(y=y)
    bars = base.mark_bar(yOffset=8, size=19).encode(
        x=x,
        x2=alt.X2("end:Q"),
        color=alt.Color(
            "part:N",
            scale=alt.Scale(
                domain=[words(p) for p in colours], range=list(colours.values())
            ),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="of"),
            alt.Tooltip("part:N"),
            alt.Tooltip("text:N", title="share"),
        ],
    )
    inside = base.mark_text(
        yOffset=8, fontWeight="bold", baseline="middle", aria=False
    ).encode(
        x=alt.X("middle:Q", title=None),
        text=alt.Text("shown:N"),
        color=alt.Color("ink:N", scale=None),
    )
    named = [{"row": i, "label": label} for i, label in labels]
    names = (
        rows_chart(named)
        .mark_text(
            align="left",
            baseline="middle",
            dy=-12,
            limit={"expr": "width"},
            aria=False,
        )
        .encode(y=y, x=at(0), text=alt.Text("label:N"))
    )
    return layered(bars, inside, names, height=46 * len(labels))
