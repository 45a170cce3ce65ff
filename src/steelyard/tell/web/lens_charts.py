"""Charts of the linked views."""

from __future__ import annotations

import textwrap

import altair as alt

from steelyard.tell.charts.bands import BandRow, bands
from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import amount, rounded, unit_words
from steelyard.tell.theme import BLUE, GREY
from steelyard.tell.web.lens import Lens, Sight


def band_chart(sight: Sight) -> alt.LayerChart:
    """Draw median and middle two thirds of every course in the region."""
    unit = sight.scale.unit
    rows = [
        BandRow(
            r.course,
            r.title,
            r.low,
            r.middle,
            r.high,
            None,
            amount(rounded(r.middle), unit),
        )
        for r in sight.rows
    ]
    return bands(rows, unit_words(unit))


def scatter(sight: Sight, lens: Lens, phrase: str) -> alt.LayerChart:
    """Draw the measure of the chosen course against the input, the region brushed.

    The selection `region` spans the horizontal axis; the page reads it back.
    """
    by = scaled(float(v) for v in sight.y)
    rows = [
        {"x": float(x), "y": float(y) / by.divisor, "in": bool(inside)}
        for x, y, inside in zip(sight.x, sight.y, sight.within, strict=True)
    ]
    region = alt.selection_interval(name="region", encodings=["x"])
    if lens.low is not None or lens.high is not None:
        ends = [
            sight.span[0] if lens.low is None else lens.low,
            sight.span[1] if lens.high is None else lens.high,
        ]
        region = alt.selection_interval(
            name="region", encodings=["x"], value={"x": ends}
        )
    title = by.title(unit_words(sight.scale.unit))
    axis = alt.Axis() if max(map(abs, sight.span)) < 10_000 else number_axis(sight.span)
    axis.titleLimit = alt.ExprRef("width")
    points = (
        rows_chart(rows)
        .mark_point(opacity=0.65, size=28, filled=True, aria=False)
        .encode(
            x=alt.X(
                "x:Q",
                title=textwrap.wrap(phrase, 44),
                axis=axis,
                scale=alt.Scale(zero=False, nice=False),
            ),
            y=alt.Y("y:Q", title=title, scale=alt.Scale(zero=False)),
            color=alt.condition("datum.in", alt.value(BLUE), alt.value(GREY)),
            tooltip=[
                alt.Tooltip("x:Q", format=",.4g"),
                alt.Tooltip("y:Q", format=",.4g", title=title),
            ],
        )
        .add_params(region)
    )
    return layered(points, height=280)
