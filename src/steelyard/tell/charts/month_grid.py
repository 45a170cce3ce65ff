"""A calendar: one row a thing, one cell a month, shaded by how much."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from steelyard.tell.charts.base import layered, row_names, rows_chart
from steelyard.tell.theme import BLUE


def month_grid(
    rows: Sequence[tuple[str, str, Sequence[tuple[str, float]]]], unit: str
) -> alt.LayerChart:
    """Draw amounts by month.

    Parameters
    ----------
    rows
        (id, label, [(YYYY-MM, amount)]), in the order to draw.
    unit
        In words, for the reader who points at a cell.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    months = list(dict.fromkeys(m for _, _, cells in rows for m, _ in cells))
    scale = alt.Scale(domain=[0, len(rows)], reverse=True, nice=False)
    x = alt.X(
        "month:O",
        scale=alt.Scale(domain=months, paddingInner=0.06),
        axis=_months(),
        title=None,
    )
    base = rows_chart(_cells(rows)).encode(x=x)
    cells = base.mark_rect(color=BLUE, stroke=None, aria=False).encode(
        y=alt.Y("top:Q", axis=None, scale=scale),
        y2=alt.Y2("bottom:Q"),
        opacity=alt.Opacity(
            "share:Q", scale=alt.Scale(domain=[0, 1], range=[0.06, 1]), legend=None
        ),
        tooltip=[
            alt.Tooltip("month:N"),
            alt.Tooltip("brief:N", title=unit),
        ],
    )
    full = alt.datum.share > 0.85  # below it, dark ink reads better on white
    fades = {"expr": "width < 460 ? 0 : 1"}
    text = {
        "y": alt.Y("middle:Q", axis=None, scale=scale),
        "text": alt.Text("brief:N"),
    }
    plain = base.transform_filter(~full).mark_text(
        fontSize=10, baseline="middle", opacity=fades, aria=False
    )
    light = base.transform_filter(full).mark_text(
        fontSize=10, baseline="middle", opacity=fades, aria=False, color="#ffffff"
    )
    named = [(str(i + 0.2), label) for i, (_, label, _) in enumerate(rows)]
    names = row_names(named, alt.Y("id:Q", axis=None, scale=scale), dy=0)
    return layered(
        cells, plain.encode(**text), light.encode(**text), names, height=42 * len(rows)
    )


def _cells(
    rows: Sequence[tuple[str, str, Sequence[tuple[str, float]]]],
) -> list[dict[str, str | float]]:
    """Return one record a cell: its place, month, shade and text."""
    most = max((v for _, _, cells in rows for _, v in cells), default=0.0) or 1.0
    return [
        {
            "top": i + 0.4,
            "bottom": i + 0.95,
            "middle": i + 0.68,
            "month": month,
            "share": round(value / most, 3),
            "brief": _brief(value),
        }
        for i, (_, _, cells) in enumerate(rows)
        for month, value in cells
    ]


def _months() -> alt.Axis:
    """Return the axis of months: short names on a narrow page."""
    short = "timeFormat(toDate(datum.value + '-15'), '%b')[0]"
    name = "timeFormat(toDate(datum.value + '-15'), '%b %y')"
    return alt.Axis(
        labelExpr=f"width < 560 ? {short} : {name}",
        labelAngle=0,
        labelFlush=False,
        labelOverlap=False,
        domain=False,
        ticks=False,
        labelFontSize=11,
        labelPadding=8,
        orient="top",
    )


def _brief(value: float) -> str:
    if value >= 1e6:
        return f"{value / 1e6:.1f}M"
    if value >= 9950:
        return f"{value / 1e3:.0f}k"
    if value >= 1000:
        return f"{value / 1e3:.1f}k"
    return f"{value:.0f}" if value >= 10 or not value else f"{value:.1f}"
