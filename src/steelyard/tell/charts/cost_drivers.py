"""What moves the cost: rank correlations of quantities with the cost."""

from __future__ import annotations

import altair as alt

from steelyard.casebook.model import Casebook
from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, VERMILLION
from steelyard.weigh.results import Results


def cost_drivers(casebook: Casebook, results: Results) -> alt.LayerChart:
    """Draw Spearman's rank correlation of each driver with each course's cost.

    One row a quantity, strongest first; one point a course.

    Raises
    ------
    ValueError
        If no course has a driver.
    """
    values = [
        {
            "quantity": d.quantity,
            "label": casebook.quantities[d.quantity].says or d.quantity
            if d.quantity in casebook.quantities
            else d.quantity,
            "course": casebook.courses[id_].title,
            "rho": round(d.rho, 3),
            "sign": "raises the cost" if d.rho > 0 else "lowers the cost",
        }
        for id_, summary in results.courses.items()
        for d in summary.drivers
    ]
    if not values:
        raise ValueError("no drivers to draw")
    order = strongest(results)
    base = rows_chart(values).encode(
        y=alt.Y("quantity:N", sort=order, axis=None, scale=alt.Scale(padding=0))
    )
    x = alt.X(
        "rho:Q",
        scale=alt.Scale(domain=[-1, 1]),
        title="rank correlation with the cost; one mark a course",
    )
    points = base.mark_point(yOffset=8, filled=False, size=70, strokeWidth=2).encode(
        x=x,
        color=alt.Color(
            "sign:N",
            scale=alt.Scale(
                domain=["raises the cost", "lowers the cost"], range=[BLUE, VERMILLION]
            ),
        ),
        shape=alt.Shape(
            "sign:N",
            scale=alt.Scale(
                domain=["raises the cost", "lowers the cost"],
                range=["circle", "triangle-down"],
            ),
        ),
        tooltip=["label:N", "course:N", "rho:Q"],
    )
    names = (
        base.transform_aggregate(groupby=["quantity", "label"])
        .mark_text(
            align="left",
            baseline="middle",
            dy=-10,
            limit={"expr": "width"},
            aria=False,
        )
        .encode(x=alt.value(0), text="label:N")
    )
    zero = rows_chart([{"rho": 0}]).mark_rule(aria=False).encode(x="rho:Q")
    return layered(zero, points, names, height=alt.Step(38))


def strongest(results: Results) -> list[str]:
    """Return the quantities that move any course's cost, strongest first."""
    best: dict[str, float] = {}
    for summary in results.courses.values():
        for driver in summary.drivers:
            best[driver.quantity] = max(best.get(driver.quantity, 0), abs(driver.rho))
    return sorted(best, key=lambda name: (-best[name], name))
