"""Make a casebook's table of outlines: `python tools/outlines.py REGIONS ATLAS > CSV`.

REGIONS is GeoJSON with features of `kind` state and county, each county with the
`sector` that it is counted to; counties of a sector are dissolved. ATLAS is the folder
of npm's `world-atlas` 2 (Natural Earth, public domain), for `countries-50m.json` and
`countries-110m.json`. Longitudes and latitudes are cut to the digits that a map of
that size can show.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO

Point = tuple[float, float]
Ring = list[Point]
NEAR = (-122.0, 22.0, -90.0, 40.0)
"""West, south, east, north of what a map of the line may show."""


def split(a: Point, b: Point, corners: set[Point]) -> list[tuple[Point, Point]]:
    """Cut an edge at the corners of other rings that lie on it."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    on = []
    for p in corners - {a, b}:
        along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
        across = abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / length
        if 0 < along < length and across < 0.012:
            on.append((along, p))
    return list(pairwise([a, *(p for _, p in sorted(on)), b]))


def dissolve(rings: Iterable[Ring]) -> list[Ring]:
    """Drop the edges that two rings share, and join what is left."""
    held = list(rings)
    corners = {p for ring in held for p in ring}
    edges = {
        e for ring in held for a, b in pairwise(ring) for e in split(a, b, corners)
    }
    after: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(edges):
        if (b, a) not in edges:
            after[a].append(b)
    out = []
    while after:
        start = min(after)
        ring = [start]
        while True:
            here = ring[-1]
            step = after[here].pop()
            if not after[here]:
                del after[here]
            ring.append(step)
            if step == start:
                break
        out.append(ring)
    return out


def clip(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """Cut a ring to a box (Sutherland and Hodgman)."""
    for axis, limit, sign in (
        (0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)
    ):  # fmt: skip
        kept: Ring = []
        for a, b in pairwise(ring):
            ins, to = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if ins:
                kept.append(a)
            if ins != to:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        ring = [*kept, kept[0]] if kept else []
        if not ring:
            break
    return ring


def thin(line: Ring, tolerance: float) -> Ring:
    """Drop points nearer than a tolerance to the line (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    away = [
        abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
        if length
        else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
        for x, y in line
    ]
    worst = max(range(len(line)), key=lambda i: away[i])
    if away[worst] <= tolerance:
        return [line[0], line[-1]]
    return thin(line[: worst + 1], tolerance)[:-1] + thin(line[worst:], tolerance)


def cut(ring: Ring, digits: int, tolerance: float = 0.0) -> Ring:
    """Thin, round, and drop points that fall on their neighbour."""
    out: Ring = []
    for x, y in thin(ring, tolerance) if tolerance else ring:
        point = (round(x, digits), round(y, digits))
        if not out or out[-1] != point:
            out.append(point)
    return out if len(out) >= 4 and area(out) > 10**-digits * 0.1 else []


def area(ring: Ring) -> float:
    """Return the area of a ring in square degrees."""
    pairs = pairwise(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def wkt(rings: Iterable[Ring]) -> str:
    """Write rings without holes as WKT."""
    parts = ["((" + ", ".join(f"{x:g} {y:g}" for x, y in ring) + "))" for ring in rings]
    return f"MULTIPOLYGON ({', '.join(parts)})"


def polygons(geometry: dict[str, Any]) -> list[Ring]:
    """Return the outer rings of a GeoJSON geometry."""
    held = geometry["coordinates"]
    many = held if geometry["type"] == "MultiPolygon" else [held]
    return [[(p[0], p[1]) for p in polygon[0]] for polygon in many]


def decoded(topology: dict[str, Any]) -> dict[str, tuple[str, list[Ring]]]:
    """Return id: (name, outer rings) of the countries of a TopoJSON file."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)
    out = {}
    for item in topology["objects"]["countries"]["geometries"]:
        held = item.get("arcs", [])
        many = held if item["type"] == "MultiPolygon" else [held]
        rings = []
        for polygon in many:
            ring: Ring = []
            for index in polygon[0]:
                part = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += part[1:] if ring else part
            rings.append(ring)
        out[str(item.get("id", ""))] = (item["properties"]["name"], rings)
    return out


def main(regions: Path, atlas: Path, out: TextIO) -> None:
    """Write the table."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["map", "shape", "title", "region", "wkt"])

    def row(map_: str, shape: str, title: str, region: str, rings: list[Ring]) -> None:
        if rings:
            table.writerow([map_, shape, title, region, wkt(rings)])

    counties: dict[str, list[Ring]] = defaultdict(list)
    near = decoded(json.loads((atlas / "countries-50m.json").read_text()))["484"]
    clipped = [clip(ring, NEAR) for ring in near[1]]
    row("line", "mexico", near[0], "", [r for c in clipped if (r := cut(c, 2))])
    for feature in json.loads(regions.read_text())["features"]:
        what, rings = feature["properties"], polygons(feature["geometry"])
        if what["kind"] == "state":
            kept = [r for ring in rings if (r := cut(clip(ring, NEAR), 2))]
            row("line", what["fips"], what["name"], "", kept)
        else:
            counties[what["sector"]] += rings
    for sector, rings in counties.items():
        id_ = sector.lower().replace(" ", "_")
        kept = [r for ring in dissolve(rings) if (r := cut(ring, 2))]
        row("line", f"sector_{id_}", sector, id_, kept)
    world = decoded(json.loads((atlas / "countries-110m.json").read_text()))
    for id_, (name, rings) in world.items():
        kept = [r for ring in rings if area(ring) > 0.8 and (r := cut(ring, 1, 0.25))]
        if name != "Antarctica":
            row("world", f"country_{id_ or name.lower()}", name, "", kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout)
