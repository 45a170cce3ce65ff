"""Charts of plans: what they hold, and what they refuse."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.curve import curve
from steelyard.tell.charts.duty import duty
from steelyard.tell.charts.sites_map import sites_map
from steelyard.tell.charts.spans import Span, spans

SITE = {"title": "A", "lat": 1.0, "lon": 2.0, "chosen": True, "holds": 5.0}


def test_map_numbers_chosen_sites() -> None:
    """Chosen sites are numbered in their order."""
    spec = sites_map([SITE, {**SITE, "chosen": False}], []).to_dict()
    text = next(x for x in spec["layer"] if x["mark"]["type"] == "text")
    assert [v["key"] for v in text["data"]["values"]] == ["1"]
    with pytest.raises(ValueError, match="no sites"):
        sites_map([], [])


def test_spans_and_curves_refuse_nothing_to_draw() -> None:
    """No rows, or one point, make no chart."""
    with pytest.raises(ValueError, match="no rows"):
        spans([])
    with pytest.raises(ValueError, match="two points"):
        curve([(1, 2, "")], "x", "y")
    row = Span("a", "2025-01-01", "2025-02-01", "2025-03-01", "b")
    assert len(spans([row]).to_dict()["layer"]) == 4


def test_duty_thins_weeks() -> None:
    """Every other week is drawn."""
    weeks = [f"2025-01-{d:02d}" for d in (1, 8, 15, 22)]
    flat = [1.0] * 4
    spec = duty(weeks, [("Active", flat)], (flat, flat, flat)).to_dict()
    assert len(spec["layer"][1]["data"]["values"]) == 2
