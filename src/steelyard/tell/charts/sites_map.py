"""A map of points: candidate sites, those chosen, and where people come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from steelyard.tell.charts.base import degrees_axis, layered, rows_chart
from steelyard.tell.theme import BLUE, GREY, ORANGE

CHOSEN, OTHER, AREA = "chosen", "candidate", "people come from here"
SIZES = {CHOSEN: 190, OTHER: 40, AREA: 90}
"""Area of a point by what it is, in square pixels."""


def sites_map(
    sites: Sequence[Mapping[str, Any]], areas: Sequence[Mapping[str, Any]]
) -> alt.LayerChart:
    """Draw points by longitude and latitude; chosen ones large and numbered in order.

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
    for row in rows:
        row["area"] = SIZES[row["what"]]
    return layered(_points(rows), _names(rows), height=380)


def _place() -> tuple[alt.X, alt.Y]:
    far = alt.Scale(zero=False, nice=False, padding=24)
    across = alt.X("lon:Q", title=None, scale=far, axis=degrees_axis("E", "W"))
    return across, alt.Y("lat:Q", title=None, scale=far, axis=degrees_axis("N", "S"))


def _points(rows: list[dict[str, Any]]) -> alt.Chart:
    """Draw all points."""
    x, y = _place()
    names = list(SIZES)
    colours = alt.Scale(domain=names, range=[BLUE, GREY, ORANGE])
    shapes = alt.Scale(domain=names, range=["circle", "circle", "triangle-up"])
    drawn = (
        rows_chart(rows)
        .mark_point(opacity=1, filled=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color("what:N", scale=colours),
            shape=alt.Shape("what:N", scale=shapes),
            size=alt.Size("area:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("title:N"),
                alt.Tooltip("what:N", title="role"),
                alt.Tooltip("places:Q", format=",.0f"),
                alt.Tooltip("holds:Q", title="could hold", format=",.0f"),
            ],
        )
    )
    return cast("alt.Chart", drawn)


def _names(rows: list[dict[str, Any]]) -> alt.Chart:
    """Number the chosen sites in their order; names would overlap."""
    x, y = _place()
    named = [r for r in rows if r["what"] == CHOSEN]
    numbered = [{**r, "key": str(i + 1)} for i, r in enumerate(named)]
    text = rows_chart(numbered).mark_text(
        align="left", dx=8, dy=-9, fontWeight="bold", aria=False
    )
    return cast("alt.Chart", text.encode(x=x, y=y, text="key:N"))
