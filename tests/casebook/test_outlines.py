"""Outlines of maps: well-known text, winding, and what is wrong with a table."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from steelyard.casebook.outlines import Shape, maps, outlines, polygons
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook, shipped

SQUARE = "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))"
HOLED = (
    "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 3 2, 3 3, 2 2)), "
    "((20 1.5, 21 1.5, 21 -2, 20 1.5)))"
)


def turns(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def test_reads_polygons_with_holes() -> None:
    """Each polygon has its outer ring first."""
    assert polygons(SQUARE) == ((((0, 0), (2, 0), (2, 2), (0, 2), (0, 0)),),)
    found = polygons(HOLED)
    assert [len(p) for p in found] == [2, 1]
    assert found[1][0][2] == (21.0, -2.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("POINT (1 2)", "not a POLYGON"),
        ("POLYGON ((0 0, 2 0, 2 2))", "not closed"),
        ("POLYGON ((0 0, 200 0, 2 2, 0 0))", "not on Earth"),
        ("POLYGON ((0 0, 2 x, 2 2, 0 0))", "not a longitude"),
        ("POLYGON ((0 0, 2 2, 4 4, 0 0))", "encloses nothing"),
        ("POLYGON (0 0, 2 0, 2 2, 0 0)", "parentheses"),
    ],
)
def test_refuses_what_is_no_outline(text: str, said: str) -> None:
    """The reason is named."""
    with pytest.raises(ValueError, match=said):
        polygons(text)


def test_winds_outer_rings_clockwise() -> None:
    """Drawn on a sphere, a ring the other way round would fill all else."""
    made = Shape("a", "A", "", polygons(HOLED)).geojson()
    outer, hole = made["geometry"]["coordinates"][0]
    assert turns(outer) < 0 < turns(hole)


def test_winds_across_the_180th_meridian() -> None:
    """A ring that crosses it is wound by its short edges."""
    text = "POLYGON ((170 0, -170 0, -170 10, 170 10, 170 0))"
    ring = Shape("a", "A", "", polygons(text)).geojson()["geometry"]["coordinates"][0]
    assert ring[0] == [[170, 0], [170, 10], [-170, 10], [-170, 0], [170, 0]]


def test_sr309_has_a_shape_for_each_sector() -> None:
    """Its maps go no finer than sectors."""
    casebook = open_casebook("sr309")
    assert maps(casebook) == ("line", "world")
    shown = {s.region for s in outlines(casebook, "line")} - {""}
    assert casebook.threat is not None
    assert casebook.threat.airspace is not None
    assert shown == set(casebook.threat.airspace.regions)
    for shape in outlines(casebook, "line"):
        if shape.region:
            assert len(shape.polygons) <= 2, "an island at most; counties are dissolved"
    assert not outlines(casebook, "nowhere")


def test_a_casebook_without_outlines(tiny) -> None:  # type: ignore[no-untyped-def]
    """It has no maps."""
    assert maps(tiny) == ()


def complaint(folder: Path, file: str, old: str, new: str) -> str:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    try:
        with pytest.raises(CasebookError) as caught:
            open_casebook(folder)
    finally:
        path.write_text(text)
    return str(caught.value)


def test_what_is_wrong_is_named_with_its_line(tmp_path: Path) -> None:
    """The row of a broken outline, of an unknown region; a table that is not there."""
    folder = Path(shutil.copytree(shipped()["sr309"], tmp_path / "sr309"))
    table, front = "data/outlines.csv", "casebook.yaml"
    said = complaint(folder, table, ",yuma,", ",yumma,")
    assert "data/outlines.csv:9:1: no region 'yumma'; did you mean 'yuma'?" in said
    said = complaint(folder, table, "MULTIPOLYGON (((-117.13", "MULTIPOLYGON ((-117.13")
    assert "data/outlines.csv:2:1: the outline of 'mexico'" in said
    said = complaint(folder, front, "outlines: outlines", "outlines: outline")
    assert "no table 'outline'; did you mean 'outlines'?" in said
    said = complaint(folder, front, "outlines: outlines", "outlines: airports")
    assert "the table 'airports' has no column 'map'" in said
