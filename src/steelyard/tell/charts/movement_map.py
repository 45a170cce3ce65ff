"""Routes along great circles on a plain grid of longitude and latitude."""

from __future__ import annotations

from typing import Any

import altair as alt

from steelyard.tell.charts.base import degrees_axis, layered, rows_chart
from steelyard.tell.theme import BLUE, VERMILLION


def movement_map(routes: list[dict[str, Any]]) -> alt.LayerChart:
    """Draw who flies where; a wider line carries more flights.

    Parameters
    ----------
    routes
        With `from`, `to`, `demand`, `flights`, and `points` as (latitude, longitude).
    """
    lines, ends = [], {}
    for i, route in enumerate(routes):
        for piece, points in enumerate(_pieces(route["points"])):
            lines += [
                {
                    "route": f"{i}.{piece}",
                    "order": j,
                    "lat": lat,
                    "lon": lon,
                    "flights": route["flights"],
                    "name": f"{route['from']} to {route['to']}",
                }
                for j, (lat, lon) in enumerate(points)
            ]
        points = route["points"]
        for name, point in ((route["from"], points[0]), (route["to"], points[-1])):
            ends[name] = {"name": name, "lat": point[0], "lon": point[1]}
    x = alt.X(
        "lon:Q",
        title=None,
        axis=degrees_axis("E", "W"),
        scale=alt.Scale(nice=False, padding=12, zero=False),
    )
    y = alt.Y(
        "lat:Q",
        title=None,
        axis=degrees_axis("N", "S"),
        scale=alt.Scale(zero=False, padding=12),
    )
    tips = [alt.Tooltip("name:N", title="route"), alt.Tooltip("flights:Q")]
    width = alt.StrokeWidth(
        "flights:Q", scale=alt.Scale(type="sqrt", range=[1, 6]), legend=None
    )
    drawn = (
        rows_chart(lines)
        .mark_line(color=BLUE, opacity=0.75)
        .encode(
            x=x, y=y, detail="route:N", order="order:Q", strokeWidth=width, tooltip=tips
        )
    )
    dots = (
        rows_chart(list(ends.values()))
        .mark_point(color=VERMILLION, filled=True, size=45, opacity=1)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("name:N", title="airport")])
    )
    return layered(drawn, dots, height=340)


def _pieces(points: list[list[float]]) -> list[list[list[float]]]:
    """Cut a line where it crosses the edge of the grid."""
    found: list[list[list[float]]] = [[]]
    for point in points:
        if found[-1] and abs(point[1] - found[-1][-1][1]) > 180:
            found.append([])
        found[-1].append(point)
    return found
