"""What all charts are built with: data inside the chart, layers as wide as the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import altair as alt


def rows_chart(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Return a chart with its rows inside."""
    data = alt.Data(values=list(rows))  # type: ignore[no-untyped-call]
    return alt.Chart(data)


def layered(*charts: alt.Chart, height: int) -> alt.LayerChart:
    """Lay charts over each other, as wide as the place they are shown in."""
    whole = alt.layer(*charts).properties(
        width="container",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return cast("alt.LayerChart", whole)


def at(place: float | str) -> alt.XValue:
    """Return a place along the width: pixels from the left, or `width`."""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


def row_names(rows: Sequence[tuple[str, str]], y: alt.Y, dy: float = -10) -> alt.Chart:
    """Return the names of rows, written above what each row draws.

    Parameters
    ----------
    rows
        (id, label), in the order to draw.
    y
        Encoding of the field `id`.
    dy
        Pixels from the middle of a row; above zero is down.
    """
    named = [{"id": id_, "label": label} for id_, label in rows]
    base = rows_chart(named).mark_text(
        align="left",
        baseline="middle",
        dy=dy,
        limit={"expr": "width"},
        aria=False,
    )
    return cast("alt.Chart", base.encode(y=y, x=at(0), text=alt.Text("label:N")))


def ends(base: alt.Chart, dy: float, room: int = 115) -> tuple[alt.Chart, alt.Chart]:
    """Return the fields `label` at the left and `text` at the right of each row.

    Parameters
    ----------
    base
        Chart of the rows, with its place upwards.
    dy
        Pixels from the middle of a row.
    room
        Pixels that a label leaves free at the right.
    """
    name = base.mark_text(
        align="left",
        baseline="middle",
        dy=dy,
        limit={"expr": f"width - {room}"},
        aria=False,
    ).encode(x=at(0), text=alt.Text("label:N"))
    value = base.mark_text(
        align="right", baseline="middle", dy=dy, fontWeight="bold", aria=False
    ).encode(x=at("width"), text=alt.Text("text:N"))
    return name, value


def degrees_axis(positive: str, negative: str) -> alt.Axis:
    """Return an axis of degrees with the side of the globe: `90° W`, `30° N`."""
    side = f"datum.value < 0 ? '{negative}' : datum.value > 0 ? '{positive}' : ''"
    return alt.Axis(labelExpr=f"abs(datum.value) + '° ' + ({side})", labelSeparation=8)


def names_legend() -> alt.Legend:
    """Return a legend for long names: all of each, below each other where narrow."""
    return alt.Legend(columns={"expr": "width < 460 ? 1 : 3"}, labelLimit=300)


def number_axis(values: Iterable[float]) -> alt.Axis:
    """Return an axis whose numbers stay short: 0.5, 1,250, 40k, 2M, 3B."""
    if max((abs(v) for v in values), default=0.0) < 10_000:
        return alt.Axis(format=",~g")
    short = "datum.value == 0 ? '0' : replace(format(datum.value, '~s'), 'G', 'B')"
    return alt.Axis(labelExpr=short)
