"""S-curves, one row a course: how many futures cost no more than an amount."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from steelyard.money.scurve import SCurve
from steelyard.tell.charts.base import ends, layered, rows_chart
from steelyard.tell.show import amount
from steelyard.tell.theme import BLUE, VERMILLION

HIGH = 66
"""Height of a row in pixels."""


def s_curves(rows: Sequence[tuple[str, SCurve]], unit: str) -> alt.LayerChart:
    """Draw S-curves over cost as a share of the point estimate.

    Courses differ in size, and so would their curves; over the point estimate their
    spread can be compared, and where a curve crosses it is the estimate's own level.

    Parameters
    ----------
    rows
        (label, curve), in the order to draw; a point estimate of nothing is left out.
    unit
        Of the curves' values.

    Raises
    ------
    ValueError
        If no row can be drawn.
    """
    kept = [(label, curve) for label, curve in rows if curve.point > 0]
    if not kept:
        raise ValueError("no rows to draw")
    named = [
        {"row": i + 0.2, "label": label, "text": amount(curve.point, unit)}
        for i, (label, curve) in enumerate(kept)
    ]
    scale = alt.Scale(domain=[0, len(kept)], reverse=True, nice=False)
    y = alt.Y("row:Q", axis=None, scale=scale)
    x = alt.X(
        "share:Q",
        title="cost as a share of the point estimate",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=".0%"),
    )
    base = rows_chart(_points(kept, unit)).encode(x=x, y=y)
    line = base.mark_line(color=BLUE, aria=False).encode(
        detail=alt.Detail("label:N"),
        order=alt.Order("share:Q"),
    )
    dots = (
        base.transform_filter(alt.datum.big)
        .mark_point(color=BLUE, aria=False)
        .encode(
            tooltip=[
                alt.Tooltip("label:N", title="course"),
                alt.Tooltip("text:N", title="curve"),
            ]
        )
    )
    one = rows_chart([{"share": 1.0}])
    rule = one.mark_rule(
        color=VERMILLION, strokeWidth=1.5, strokeDash=[5, 3], aria=False
    ).encode(x=x)
    tags = ends(rows_chart(named).encode(y=y), 0)
    return layered(rule, line, dots, *tags, height=HIGH * len(kept))


def _points(
    kept: Sequence[tuple[str, SCurve]], unit: str
) -> list[dict[str, str | float | bool]]:
    """Return the points of all curves, each within its row."""
    return [
        {
            "row": i + 1 - 0.65 * level / 100.0,
            "share": round(cost / curve.point, 4),
            "label": label,
            "text": f"{level}% of futures cost no more than {amount(cost, unit)}",
            "big": level in {50, 80},
        }
        for i, (label, curve) in enumerate(kept)
        for level, cost in zip(curve.levels, curve.values, strict=True)
    ]
