"""Intervals by row: thin line 5th to 95th, thick bar two thirds, tick median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.charts.scale import logarithmic, scaled
from steelyard.tell.theme import BLUE, SKY


@dataclass(frozen=True)
class BandRow:
    """One row: a name, its interval, and what is printed at its end.

    `outer` is the 5th and 95th percentile, where they are known.
    """

    id: str
    label: str
    low: float
    middle: float
    high: float
    outer: tuple[float, float] | None
    text: str


def bands(rows: Sequence[BandRow], unit: str) -> alt.LayerChart:
    """Draw intervals, one row each, on one scale.

    Parameters
    ----------
    rows
        In the order to draw.
    unit
        Of the values, for the axis title.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    ends = [v for r in rows for v in (r.low, r.high, *(r.outer or ()))]
    by = scaled(ends)
    wide = logarithmic(ends)
    values = []
    for r in rows:
        numbers = {"low": r.low, "middle": r.middle, "high": r.high}
        if r.outer is not None:
            numbers |= {"p5": r.outer[0], "p95": r.outer[1]}
        scaled_down = {k: v / by.divisor for k, v in numbers.items()}
        named = {k: v for k, v in asdict(r).items() if k in {"id", "label", "text"}}
        values.append({**named, **scaled_down})
    return _draw(values, by.title(unit), wide=wide)


def _draw(
    values: list[dict[str, str | float]], title: str, *, wide: bool
) -> alt.LayerChart:
    scale = (
        alt.Scale(type="log", nice=False) if wide else alt.Scale(zero=True, nice=True)
    )
    room = 18 + 7 * max(len(str(v["text"])) for v in values)  # of a bold digit
    note = " (logarithmic scale)" if wide else ""
    base = rows_chart(values).encode(
        y=alt.Y("id:N", sort=None, axis=None, scale=alt.Scale(padding=0)),
        tooltip=[
            alt.Tooltip("label:N", title="course"),
            alt.Tooltip("text:N", title="median"),
        ],
    )
    titled = title + note
    outer = base.mark_rule(yOffset=8, strokeWidth=1.5, color=BLUE, aria=False).encode(
        x=alt.X("p5:Q", title=titled), x2=alt.X2("p95:Q")
    )
    inner = base.mark_bar(yOffset=8, size=11, color=SKY).encode(
        x=alt.X("low:Q", scale=scale, title=titled), x2=alt.X2("high:Q")
    )
    middle = base.mark_tick(
        yOffset=8, size=17, thickness=2.5, opacity=1, aria=False
    ).encode(x=alt.X("middle:Q", title=titled))
    name = base.mark_text(
        align="left",
        baseline="middle",
        dy=-11,
        limit={"expr": f"width - {room}"},
        aria=False,
    ).encode(x=at(0), text=alt.Text("label:N"))
    value = base.mark_text(
        align="right", baseline="middle", dy=-11, fontWeight="bold", aria=False
    ).encode(x=at("width"), text=alt.Text("text:N"))
    lines = [outer] if any("p5" in v for v in values) else []
    return layered(*lines, inner, middle, name, value, height=44 * len(values))
