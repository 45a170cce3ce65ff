"""The S-curve: the share of futures that cost no more than an amount."""

from __future__ import annotations

import altair as alt

from steelyard.money.scurve import SCurve
from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import amount
from steelyard.tell.theme import BLUE, VERMILLION


def s_curve_chart(curve: SCurve, unit: str) -> alt.LayerChart:
    """Draw percentiles of cost, with the point estimate as a rule.

    Parameters
    ----------
    curve
        Of one course.
    unit
        Of its values.
    """
    by = scaled([*curve.values, curve.point])
    values = [
        {
            "level": level / 100.0,
            "cost": cost / by.divisor,
            "text": amount(cost, unit),
            "at": f"{level}%" if level in {50, 70, 80} else "",
        }
        for level, cost in zip(curve.levels, curve.values, strict=True)
    ]
    x = alt.X("cost:Q", title=by.title(unit), scale=alt.Scale(zero=False, nice=True))
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    y = alt.Y(
        "level:Q",
        title="share of futures that cost no more",
        scale=alt.Scale(domain=[0, 1]),
        axis=axis,
    )
    base = rows_chart(values).encode(x=x, y=y)
    line = base.mark_line(point=True, color=BLUE).encode(
        tooltip=[
            alt.Tooltip("level:Q", title="share of futures", format=".0%"),
            alt.Tooltip("text:N", title="cost"),
        ]
    )
    named = base.mark_text(align="right", dx=-8, dy=-4, aria=False).encode(
        text=alt.Text("at:N")
    )
    point = [{"cost": curve.point / by.divisor, "text": "point estimate"}]
    rule = (
        rows_chart(point)
        .mark_rule(color=VERMILLION, strokeWidth=2, strokeDash=[5, 3])
        .encode(x=x, tooltip=[alt.Tooltip("text:N", title="rule")])
    )
    return layered(rule, line, named, height=190)
