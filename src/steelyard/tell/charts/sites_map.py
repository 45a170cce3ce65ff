"""A map of points: candidate sites, those chosen, and where people come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, GREY, ORANGE

CHOSEN, OTHER, AREA = "chosen", "candidate", "people come from here"


def sites_map(
    sites: Sequence[Mapping[str, Any]], areas: Sequence[Mapping[str, Any]]
) -> alt.LayerChart:
    """Draw points by longitude and latitude; chosen ones by size, with their names.

    Raises
    ------
    ValueError
        If there are no sites.
    """
    if not sites:
        raise ValueError("no sites to draw")
    rows: list[dict[str, Any]] = [
        {
            "title": s["title"],
            "lat": s["lat"],
            "lon": s["lon"],
            "what": CHOSEN if s["chosen"] else OTHER,
            "places": s.get("largest", 0.0),
            "holds": s["holds"],
        }
        for s in sites
    ]
    rows += [
        {"title": a["title"], "lat": a["lat"], "lon": a["lon"], "what": AREA}
        for a in areas
    ]
    areas_by = {CHOSEN: 190, OTHER: 40, AREA: 90}
    middle = (min(r["lon"] for r in rows) + max(r["lon"] for r in rows)) / 2
    for row in rows:
        row["area"] = areas_by[row["what"]]
    far = alt.Scale(zero=False, nice=False, padding=24)
    x = alt.X("lon:Q", title="longitude", scale=far)
    y = alt.Y("lat:Q", title="latitude", scale=far)
    names = [CHOSEN, OTHER, AREA]
    shapes = ["circle", "circle", "triangle-up"]
    dots = (
        rows_chart(rows)
        .mark_point(opacity=1, filled=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "what:N", scale=alt.Scale(domain=names, range=[BLUE, GREY, ORANGE])
            ),
            shape=alt.Shape(
                "what:N",
                scale=alt.Scale(domain=names, range=shapes),
            ),
            size=alt.Size("area:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("title:N"),
                alt.Tooltip("what:N", title="role"),
                alt.Tooltip("places:Q", format=",.0f"),
                alt.Tooltip("holds:Q", title="could hold", format=",.0f"),
            ],
        )
    )
    named = [r for r in rows if r["what"] == CHOSEN]
    west = [r for r in named if r["lon"] <= middle]
    east = [r for r in named if r["lon"] > middle]
    ends: tuple[tuple[list[dict[str, Any]], Literal["left", "right"], int], ...]
    ends = ((west, "left", 8), (east, "right", -8))
    texts = [
        rows_chart(side)
        .mark_text(align=align, dx=dx, dy=-10, fontWeight="bold", aria=False)
        .encode(x=x, y=y, text="title:N")
        for side, align, dx in ends
        if side
    ]
    return layered(dots, *texts, height=380)
