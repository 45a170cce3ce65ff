"""Shares that add up to a whole."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from steelyard.tell.charts.stacked import stacked

COLOURS = {"one": "#000000", "two": "#555555", "three": "#999999"}


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3).filter(any))
def test_parts_fill_the_bar(counts: list[int]) -> None:
    """Parts follow each other without gaps from nothing to the whole."""
    parts = dict(zip(COLOURS, map(float, counts), strict=True))
    spec = stacked([("row", parts)], COLOURS, counts=True).to_dict(validate=False)
    drawn = next(iter(spec["layer"]))["data"]["values"]
    assert drawn[0]["start"] == 0
    assert abs(drawn[-1]["end"] - 1) < 1e-9
    for one, other in itertools.pairwise(drawn):
        assert one["end"] == other["start"]
    assert all(v["text"] != "0" for v in drawn)


def test_an_empty_row_keeps_its_name() -> None:
    """A row without magnitude is named and has no parts."""
    spec = stacked([("empty", {}), ("full", {"one": 2})], COLOURS, counts=True)
    layers = spec.to_dict(validate=False)["layer"]
    assert [v["row"] for v in layers[0]["data"]["values"]] == [1]
    assert [v["label"] for v in layers[2]["data"]["values"]] == ["empty", "full"]
