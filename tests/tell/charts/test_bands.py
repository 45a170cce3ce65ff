"""Intervals by row."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.bands import BandRow, bands


def row(id_: str, middle: float, *, outer: bool = True) -> BandRow:
    """Return a row around a middle."""
    ends = (middle * 0.5, middle * 1.5) if outer else None
    return BandRow(id_, id_, middle * 0.8, middle, middle * 1.2, ends, f"${middle}")


def test_values_are_scaled_with_their_axis() -> None:
    """Amounts of billions are drawn in billions, and the axis says so."""
    spec = bands([row("a", 2e9), row("b", 4e9)], "USD of 2025").to_dict()
    values = spec["data"]["values"]
    assert [v["middle"] for v in values] == [2, 4]
    assert values[0]["p5"] == 1
    title = spec["layer"][1]["encoding"]["x"]["title"]
    assert title == "billion USD of 2025"


def test_rows_without_outer_ends_draw_no_line() -> None:
    """Where the outer percentiles are not known no line is drawn for them."""
    spec = bands([row("a", 2, outer=False)], "day").to_dict()
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert "rule" not in marks
    assert "p5" not in spec["data"]["values"][0]


def test_very_different_sizes_get_a_logarithmic_scale() -> None:
    """The scale is logarithmic only where a linear one would hide the small."""
    wide = bands([row("a", 1), row("b", 1000)], "day").to_dict()
    near = bands([row("a", 1), row("b", 10)], "day").to_dict()
    scales = [s["layer"][1]["encoding"]["x"]["scale"] for s in (wide, near)]
    assert scales[0]["type"] == "log"
    assert scales[1]["zero"] is True
    assert "logarithmic" in wide["layer"][1]["encoding"]["x"]["title"]


def test_nothing_to_draw() -> None:
    """A chart without rows is refused."""
    with pytest.raises(ValueError, match="no rows"):
        bands([], "day")
