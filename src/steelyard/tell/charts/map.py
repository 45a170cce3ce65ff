"""Maps: land to see by, regions shaded by a value, points by place.

Outlines come from the casebook (`steelyard.casebook.outlines`); nothing is fetched.
The frame is a box of longitudes and latitudes that the map fills or fits at any width;
land beyond it fills what is left over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan
from typing import Any, cast

import altair as alt

from steelyard.casebook.outlines import Shape
from steelyard.tell.charts.base import rows_chart
from steelyard.tell.theme import BLUE, PALETTE, VERMILLION

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

SHADES = tuple(f"rgba(0,114,178,{a})" for a in (0.08, 0.28, 0.5, 0.74, 1))
"""The classes of a shaded region, least first: more or less of one blue over the land,
so that they read the same way on a light page and on a dark one."""

_USUAL = 760.0
"""Width in pixels for which names are kept clear of each other."""
_DROPS = (12, 26, 40)
"""How far beneath its region a name may stand, in pixels."""


@dataclass(frozen=True)
class Area:
    """A region with its value, and how both are written."""

    region: str
    value: float
    text: str
    label: str = ""
    """Short name to print on the map; none is printed if empty."""


@dataclass(frozen=True)
class Spot:
    """A point with a value: an installation, an airport, a port.

    `kind` gives colour and form; `size` the area of its mark, in any unit.
    """

    lon: float
    lat: float
    label: str
    text: str = ""
    kind: str = ""
    size: float | None = None
    named: bool = False
    """Whether its label is printed beside it."""


def outline_map(
    shapes: Sequence[Shape],
    areas: Sequence[Area] = (),
    spots: Sequence[Spot] = (),
    *,
    box: Box | None = None,
    legend: str = "",
    height: int = 280,
) -> alt.LayerChart:
    """Draw a map.

    Parameters
    ----------
    shapes
        Outlines, from `steelyard.casebook.outlines.outlines`.
    areas
        Regions to shade, in five classes of equal count.
    spots
        Points to mark.
    box
        What must be in view; what is shaded or marked if left out.
    legend
        What the shades stand for, with its unit.
    height
        In pixels; the width is that of the page.

    Raises
    ------
    ValueError
        If there is no outline, or an area's region has none.
    """
    if not shapes:
        raise ValueError("no outlines: the casebook has none for this map")
    known = {s.region for s in shapes if s.region}
    lost = [a.region for a in areas if a.region not in known]
    if lost:
        raise ValueError(f"no outline for the region '{lost[0]}'")
    frame = box or _frame(shapes, areas, spots)
    layers = [_land(shapes)]
    if areas:
        layers += _shaded(shapes, areas, legend, frame)
    if spots:
        layers += _marked(spots)
    whole = alt.layer(*layers).properties(
        width="container",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        projection=alt.Projection(**_projection(frame)),
    )
    return cast("alt.LayerChart", whole)


def classes(values: Sequence[float]) -> list[int]:
    """Return the class of each value: of equal count, equal values together."""
    ranked = sorted(values)
    last = len(SHADES) - 1
    return [
        min(last, len(SHADES) * ranked.index(v) // max(len(values), 1)) for v in values
    ]


def _frame(
    shapes: Sequence[Shape], areas: Sequence[Area], spots: Sequence[Spot]
) -> Box:
    shown = {a.region for a in areas}
    points = [(s.lon, s.lat) for s in spots]
    wanted = [s for s in shapes if s.region and s.region in shown]
    for shape in wanted or ([] if points else shapes):
        points += [p for polygon in shape.polygons for ring in polygon for p in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    pad_x, pad_y = 0.04 * (max(xs) - min(xs)) + 0.4, 0.06 * (max(ys) - min(ys)) + 0.4
    if any(a.label for a in areas):
        pad_y *= 2
    return min(xs) - pad_x, min(ys) - pad_y, max(xs) + pad_x, max(ys) + pad_y


def _projection(box: Box) -> dict[str, Any]:
    """Return Mercator's projection with the box in the middle, as large as fits."""
    west, south, east, north = box
    low, high = (asinh(tan(radians(v))) for v in (south, north))
    middle = degrees(atan(sinh((low + high) / 2)))
    wide, tall = radians(east - west), high - low
    return {
        "type": "mercator",
        "center": [round((west + east) / 2, 3), round(middle, 3)],
        "scale": {"expr": f"min(width / {wide:.5f}, height / {tall:.5f})"},
        "translate": {"expr": "[width / 2, height / 2]"},
    }


def _features(shapes: Sequence[Shape]) -> alt.Data:
    return alt.Data(values=[s.geojson() for s in shapes])  # type: ignore[no-untyped-call]


def _land(shapes: Sequence[Shape]) -> alt.Chart:
    base: alt.Chart = alt.Chart(_features(shapes))
    drawn: alt.Chart = base.mark_geoshape(clip=True, aria=False)
    return drawn


def _shaded(
    shapes: Sequence[Shape], areas: Sequence[Area], legend: str, frame: Box
) -> list[alt.Chart]:
    named = {a.region: a for a in areas}
    found = dict(zip(named, classes([a.value for a in areas]), strict=True))
    spans = _spans(areas, found)
    features = []
    for shape in shapes:
        if shape.region not in named:
            continue
        item = shape.geojson()
        area = named[shape.region]
        shade = found[shape.region]
        item["properties"] |= {"value": area.text, "shade": spans[shade]}
        features.append(item)
    data = alt.Data(values=features)  # type: ignore[no-untyped-call]
    order = [spans[k] for k in sorted(spans)]
    drawn = (
        alt.Chart(data)
        .mark_geoshape(clip=True, stroke=BLUE, strokeWidth=1)
        .encode(
            fill=alt.Fill(
                "properties.shade:N",
                sort=None,
                scale=alt.Scale(domain=order, range=[SHADES[k] for k in sorted(spans)]),
                legend=alt.Legend(title=legend or None, symbolStrokeColor=BLUE),
            ),
            tooltip=[
                alt.Tooltip("properties.title:N", title="region"),
                alt.Tooltip("properties.value:N", title="value"),
            ],
        )
    )
    return [drawn, *_labels(shapes, named, frame)]


def _spans(areas: Sequence[Area], found: Mapping[str, int]) -> dict[int, str]:
    """Return what each class holds, in the words of its least and greatest value."""
    out = {}
    for k in sorted(set(found.values())):
        own = sorted((a for a in areas if found[a.region] == k), key=lambda a: a.value)
        first, last = own[0].text, own[-1].text
        out[k] = first if first == last else f"{first} to {last}"
    return out


def _labels(
    shapes: Sequence[Shape], named: Mapping[str, Area], frame: Box
) -> list[alt.Chart]:
    """Return the names, each beneath its region, clear of the others.

    They are left out where the map is too narrow for them.
    """
    found = []
    for shape in shapes:
        area = named.get(shape.region)
        if area is None or not area.label:
            continue
        ring = max((p[0] for p in shape.polygons), key=len)
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        found.append(((min(xs) + max(xs)) / 2, min(ys), area.label))
    pixels = _USUAL / (frame[2] - frame[0])
    taken: list[tuple[float, float, float]] = []
    rows: dict[int, list[dict[str, Any]]] = {}
    for lon, lat, label in sorted(found):
        x, half = lon * pixels, 3.1 * len(label) + 3
        for drop in _DROPS:
            y = -lat * pixels + drop
            if all(abs(x - a) > half + b or abs(y - c) > 13 for a, b, c in taken):
                break
        taken.append((x, half, y))
        rows.setdefault(drop, []).append({"lon": lon, "lat": lat, "label": label})
    seen = {"expr": "width < 560 ? 0 : 1"}
    return [
        rows_chart(some)
        .mark_text(dy=drop, fontSize=11, aria=False, opacity=seen)
        .encode(
            longitude=alt.Longitude("lon:Q"),
            latitude=alt.Latitude("lat:Q"),
            text=alt.Text("label:N"),
        )
        for drop, some in sorted(rows.items())
    ]


def _marked(spots: Sequence[Spot]) -> list[alt.Chart]:
    rows: list[dict[str, Any]] = [
        {
            "lon": s.lon,
            "lat": s.lat,
            "label": s.label,
            "text": s.text,
            "kind": s.kind,
            "size": s.size,
            "named": s.label if s.named else "",
        }
        for s in spots
    ]
    where = {
        "longitude": alt.Longitude("lon:Q"),
        "latitude": alt.Latitude("lat:Q"),
    }
    tips = [alt.Tooltip("label:N", title="place"), alt.Tooltip("text:N", title="value")]
    encoding: dict[str, Any] = {**where, "tooltip": tips}
    kinds = list(dict.fromkeys(s.kind for s in spots))
    if len(kinds) > 1:
        scale = alt.Scale(domain=kinds, range=list(PALETTE[: len(kinds)]))
        encoding["color"] = alt.Color("kind:N", sort=None, scale=scale, title=None)
        forms = alt.Scale(domain=kinds)
        encoding["shape"] = alt.Shape("kind:N", sort=None, scale=forms, title=None)
    else:
        encoding["color"] = alt.ColorValue(VERMILLION)
    if any(s.size is not None for s in spots):
        encoding["size"] = alt.Size(
            "size:Q", legend=None, scale=alt.Scale(range=[25, 500], zero=True)
        )
    base = rows_chart(rows)
    points = base.mark_point(filled=True, opacity=0.85, clip=True).encode(**encoding)
    text = base.mark_text(
        align="left", baseline="middle", dx=8, fontSize=11, aria=False
    ).encode(**where, text=alt.Text("named:N"))
    return [points, text] if any(s.named for s in spots) else [points]
