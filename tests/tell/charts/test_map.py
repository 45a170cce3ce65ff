"""Maps: regions shaded by class, points by place, nothing fetched."""

from __future__ import annotations

import json

import pytest

from steelyard.casebook.outlines import Shape, polygons
from steelyard.tell.charts.map import Area, Spot, classes, outline_map

LAND = Shape("land", "Land", "", polygons("POLYGON ((-9 -9, 9 -9, 9 9, -9 9, -9 -9))"))
WEST = Shape("w", "West", "west", polygons("POLYGON ((-4 0, 0 0, 0 2, -4 2, -4 0))"))
EAST = Shape("e", "East", "east", polygons("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))"))


def test_classes_hold_equal_counts() -> None:
    """Equal values share a class; the least is in the first, the greatest last."""
    assert classes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert classes([5, 5, 5, 9]) == [0, 0, 0, 3]
    assert classes([3]) == [0]


def test_draws_areas_with_values_and_names() -> None:
    """Each area carries its text; the legend names what the shades hold."""
    areas = [Area("west", 1, "1 event", "West"), Area("east", 9, "9 events", "East")]
    spec = outline_map((LAND, WEST, EAST), areas, legend="events").to_dict()
    shaded = spec["layer"][1]
    shown = {
        f["properties"]["region"]: f["properties"] for f in shaded["data"]["values"]
    }
    assert shown["west"]["value"] == "1 event"
    assert shaded["encoding"]["fill"]["scale"]["domain"] == ["1 event", "9 events"]
    names = [r["label"] for c in spec["layer"][2:] for r in c["data"]["values"]]
    assert sorted(names) == ["East", "West"]
    assert "http" not in json.dumps({k: v for k, v in spec.items() if k != "$schema"})


def test_names_do_not_stand_on_each_other() -> None:
    """Near regions have their names on different lines."""
    near = Shape(
        "n", "Near", "near", polygons("POLYGON ((0 0, 0.2 0, 0.2 2, 0 2, 0 0))")
    )
    next_ = Shape("x", "Next", "next", polygons("POLYGON ((0.2 0, 9 0, 0.2 2, 0.2 0))"))
    close = Shape("c", "C", "c", polygons("POLYGON ((0.2 0, 0.4 0, 0.4 2, 0.2 0))"))
    areas = [Area(s.region, 1, "1", s.title) for s in (near, next_, close)]
    spec = outline_map((near, next_, close), areas).to_dict()
    assert len({layer["mark"]["dy"] for layer in spec["layer"][2:]}) == 2


def test_marks_points_by_kind_and_size() -> None:
    """Kinds differ in form as well as in colour."""
    spots = [Spot(1, 1, "A", kind="hub", size=2.0), Spot(2, 1, "B", kind="stop")]
    points = outline_map((LAND,), spots=spots).to_dict()["layer"][1]
    assert points["encoding"]["color"]["field"] == points["encoding"]["shape"]["field"]
    assert "size" in points["encoding"]


def test_the_frame_holds_what_is_shown() -> None:
    """It is centred on the areas and not on the land around."""
    spec = outline_map((LAND, WEST), [Area("west", 1, "1")]).to_dict()
    assert spec["projection"]["center"][0] == -2


def test_refuses_a_region_without_an_outline() -> None:
    """And a map without outlines."""
    with pytest.raises(ValueError, match="no outline for the region 'north'"):
        outline_map((LAND, WEST), [Area("north", 1, "1")])
    with pytest.raises(ValueError, match="no outlines"):
        outline_map(())
