"""Intervals by row: thin line 5th to 95th, thick bar two thirds, tick median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.charts.scale import logarithmic, scaled
from steelyard.tell.theme import BLUE


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
        outer = r.outer or (r.low, r.high)
        numbers = {"p5": outer[0], "low": r.low, "middle": r.middle}
        numbers |= {"high": r.high, "p95": outer[1]}
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
    note = " (logarithmic scale)" if wide else ""
    base = rows_chart(values).encode(
        y=alt.Y("id:N", sort=None, axis=None, scale=alt.Scale(padding=0)),
        tooltip=[
            alt.Tooltip("label:N", title="course"),
            alt.Tooltip("text:N", title="median"),
        ],
    )
    x = alt.X("p5:Q", scale=scale, title=title + note)
    outer = base.mark_rule(yOffset=8, strokeWidth=1.5, color=BLUE, aria=False).encode(
        x=x, x2="p95:Q"
    )
    inner = base.mark_bar(yOffset=8, size=11, color=BLUE, opacity=0.75).encode(
        x=alt.X("low:Q", title=title + note), x2="high:Q"
    )
    middle = base.mark_tick(yOffset=8, size=17, thickness=2.5, aria=False).encode(
        x=alt.X("middle:Q", title=title + note)
    )
    name = base.mark_text(
        align="left",
        baseline="middle",
        dy=-11,
        limit={"expr": "width - 115"},
        aria=False,
    ).encode(x=alt.value(0), text="label:N")
    value = base.mark_text(
        align="right", baseline="middle", dy=-11, fontWeight="bold", aria=False
    ).encode(x=alt.value("width"), text="text:N")
    return layered(outer, inner, middle, name, value, height=alt.Step(44))
