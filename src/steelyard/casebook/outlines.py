"""Outlines for maps: polygons that a casebook keeps in one of its tables.

A row is one shape of one map, its polygons as well-known text. Shapes that show a
region of the casebook name it; the others are land to see them by.

References
----------
OGC 06-103r4, Simple feature access, part 1 (well-known text).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Mark, Problem, nearest

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Longitudes and latitudes in degrees, the first point repeated at the end."""

COLUMNS = ("map", "shape", "title", "region", "wkt")
"""Map, id of the shape, its name, the region it shows if any, its polygons."""

_NUMBER = r"-?\d+(?:\.\d+)?"
_RING = re.compile(r"\(\s*([^()]*?)\s*\)")
_PAIR = re.compile(rf"^({_NUMBER})\s+({_NUMBER})$")
_WHOLE = re.compile(r"^(?:MULTI)?POLYGON\s*(\(.*\))$", re.DOTALL)
_PARENTHESES = re.compile(r"[^()]+")


@dataclass(frozen=True)
class Shape:
    """A shape of a map.

    Attributes
    ----------
    id, title
        Of the shape.
    region
        Id of the region that it shows; empty for land around.
    polygons
        Each an outer ring and its holes.
    """

    id: str
    title: str
    region: str
    polygons: tuple[tuple[Ring, ...], ...]

    def geojson(self) -> dict[str, Any]:
        """Return the shape as a GeoJSON feature, wound as spherical maps want it.

        Outer rings run clockwise: drawing on a sphere, what lies right of a ring is
        inside it.
        """
        parts = [
            [_wound(ring, clockwise=k == 0) for k, ring in enumerate(polygon)]
            for polygon in self.polygons
        ]
        return {
            "type": "Feature",
            "properties": {"id": self.id, "title": self.title, "region": self.region},
            "geometry": {"type": "MultiPolygon", "coordinates": parts},
        }


def outlines(casebook: Casebook, map_: str) -> tuple[Shape, ...]:
    """Return the shapes of a map, in the order of the table; none if it has none."""
    table = casebook.tables.get(casebook.front.outlines or "")
    if table is None:
        return ()
    return tuple(
        Shape(
            row["shape"], row["title"] or "", row["region"] or "", polygons(row["wkt"])
        )
        for row in table.arrow.to_pylist()
        if row["map"] == map_
    )


def maps(casebook: Casebook) -> tuple[str, ...]:
    """Return the ids of the maps that a casebook has outlines for."""
    table = casebook.tables.get(casebook.front.outlines or "")
    if table is None or "map" not in table.arrow.column_names:
        return ()
    return tuple(dict.fromkeys(table.arrow.column("map").to_pylist()))


def polygons(wkt: str) -> tuple[tuple[Ring, ...], ...]:
    """Read a polygon or several from well-known text.

    Raises
    ------
    ValueError
        If it is neither, a ring is not closed or a point is not on Earth.
    """
    found = _WHOLE.match(wkt.strip())
    if not found:
        raise ValueError("not a POLYGON or MULTIPOLYGON")
    body = found[1] if wkt.lstrip().startswith("MULTI") else f"({found[1]})"
    skeleton = re.sub(_PARENTHESES, lambda m: "," if "," in m[0] else "", body)
    if not re.fullmatch(r"\((\((\(,?\),?)+\),?)+\)", skeleton):
        raise ValueError("its parentheses do not pair")
    whole = re.split(r"\)\s*\)\s*,\s*\(\s*\(", body)
    return tuple(
        tuple(_ring(ring) for ring in re.split(r"\)\s*,\s*\(", part)) for part in whole
    )


def _ring(text: str) -> Ring:
    points = []
    for pair in text.strip("() \t\n").split(","):
        found = _PAIR.match(pair.strip())
        if not found:
            raise ValueError(f"'{pair.strip()[:20]}' is not a longitude and a latitude")
        x, y = float(found[1]), float(found[2])
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            raise ValueError(f"{x:g} {y:g} is not on Earth")
        points.append((x, y))
    if len(points) < 4 or points[0] != points[-1]:
        raise ValueError("a ring is not closed: its last point repeats its first")
    if _area(points) == 0:
        raise ValueError("a ring encloses nothing")
    return tuple(points)


def _wound(ring: Ring, *, clockwise: bool) -> list[list[float]]:
    points = [[x, y] for x, y in ring]
    return points if (_area(points) < 0) == clockwise else points[::-1]


def _area(points: Sequence[Sequence[float]]) -> float:
    """Return twice the area of a ring, above 0 if it runs against the clock.

    An edge goes the short way round, across the 180th meridian if that is shorter.
    """
    total, x = 0.0, points[0][0]
    for a, b in pairwise(points):
        step = (b[0] - a[0] + 180.0) % 360.0 - 180.0
        total += x * b[1] - (x + step) * a[1]
        x += step
    return total


def check_outlines(casebook: Casebook, broken: Set[str]) -> list[Problem]:
    """Hold the table of outlines against its columns and the casebook's regions.

    A casebook without a setting may keep outlines all the same.
    """
    front = casebook.front
    if front.outlines is None or "threat" in broken:
        return []
    mark = casebook.mark("casebook", front.id, "outlines")
    table = casebook.tables.get(front.outlines)
    if table is None:
        mend = nearest(front.outlines, casebook.tables)
        return [Problem(mark, f"no table '{front.outlines}'", mend)]
    missing = [c for c in COLUMNS if c not in table.arrow.column_names]
    if missing:
        what = f"the table '{front.outlines}' has no column '{missing[0]}'"
        return [Problem(mark, what, f"it needs {', '.join(COLUMNS)}")]
    regions = casebook.threat.regions if casebook.threat else None
    problems = []
    for i, row in enumerate(table.arrow.to_pylist()):
        at = Mark(table.resource.path, i + 2)
        try:
            polygons(row["wkt"] or "")
        except ValueError as error:
            what = f"the outline of '{row['shape']}': {error}"
            problems.append(Problem(at, what, "write MULTIPOLYGON (((x y, ...)))"))
        region = row["region"]
        if region and regions is not None and region not in regions:
            mend = nearest(region, regions)
            problems.append(Problem(at, f"no region '{region}'", mend))
    return problems
