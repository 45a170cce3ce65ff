"""What moves the cost: rank correlations of quantities with the cost."""

from __future__ import annotations

import altair as alt

from steelyard.casebook.model import Casebook
from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.theme import BLUE, VERMILLION
from steelyard.weigh.results import Results

MOST = 15
"""Quantities drawn."""


def cost_drivers(casebook: Casebook, results: Results) -> alt.LayerChart:
    """Draw Spearman's rank correlation of each driver with each course's cost.

    One row a quantity, strongest first, the first 15; one point a course.

    Raises
    ------
    ValueError
        If no course has a driver.
    """
    order = strongest(results)[:MOST]
    values: list[dict[str, str | float]] = [
        {
            "quantity": d.quantity,
            "label": casebook.quantities[d.quantity].says or d.quantity
            if d.quantity in casebook.quantities
            else d.quantity,
            "course": casebook.courses[id_].title,
            "rho": round(d.rho, 3),
            "sign": SIGNS[0] if d.rho > 0 else SIGNS[1],
        }
        for id_, summary in results.courses.items()
        for d in summary.drivers
        if d.quantity in order
    ]
    if not values:
        raise ValueError("no drivers to draw")
    return _draw(values, order)


SIGNS = ["raises the cost", "lowers the cost"]


def _draw(values: list[dict[str, str | float]], order: list[str]) -> alt.LayerChart:
    base = rows_chart(values).encode(
        y=alt.Y("quantity:N", sort=order, axis=None, scale=alt.Scale(padding=0.5))
    )
    points = base.mark_point(
        yOffset=8, filled=False, size=70, strokeWidth=2, opacity=1
    ).encode(
        x=alt.X(
            "rho:Q",
            scale=alt.Scale(domain=[-1, 1]),
            title="rank correlation with the cost; one mark a course",
        ),
        color=alt.Color(
            "sign:N",
            scale=alt.Scale(domain=SIGNS, range=[BLUE, VERMILLION]),
        ),
        shape=alt.Shape(
            "sign:N",
            scale=alt.Scale(domain=SIGNS, range=["circle", "triangle-down"]),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="quantity"),
            alt.Tooltip("course:N"),
            alt.Tooltip("rho:Q"),
        ],
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
        .encode(x=at(0), text=alt.Text("label:N"))
    )
    zero = rows_chart([{"rho": 0}]).mark_rule(aria=False).encode(x=alt.X("rho:Q"))
    return layered(zero, points, names, height=38 * len(order))


def strongest(results: Results) -> list[str]:
    """Return the quantities that move any course's cost, strongest first."""
    best: dict[str, float] = {}
    for summary in results.courses.values():
        for driver in summary.drivers:
            best[driver.quantity] = max(best.get(driver.quantity, 0), abs(driver.rho))
    return sorted(best, key=lambda name: (-best[name], name))
