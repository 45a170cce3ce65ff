"""Charts of weighing: tornado, ranks, trade-offs, parallel coordinates."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.parallel import Line, parallel
from steelyard.tell.charts.rank_shares import rank_shares
from steelyard.tell.charts.tornado import Swing, tornado
from steelyard.tell.charts.tradeoff import Point, tradeoff


def test_tornado_draws_both_ends_in_order() -> None:
    """Two rows a bar, in the order given, scaled with their axis."""
    spec = tornado([Swing("b", "B", 2e9, 1e9), Swing("a", "A", 1e9, 2e9)], "USD")
    data = spec.to_dict()["data"]["values"]
    assert [(r["id"], r["value"]) for r in data] == [
        ("b", 2.0),
        ("b", 1.0),
        ("a", 1.0),
        ("a", 2.0),
    ]
    with pytest.raises(ValueError, match="no swings"):
        tornado([], "USD")


def test_ranks_that_never_occur_are_not_drawn() -> None:
    """Shares of zero have no bar; the others keep their rank."""
    rows = rank_shares({"A": [0.75, 0.25, 0.0]}).to_dict()["data"]["values"]
    assert [(r["rank"], r["share"]) for r in rows] == [(1, 0.75), (2, 0.25)]


def test_tradeoff_keeps_each_measure_in_its_scale() -> None:
    """Billions across and thousands up, each with its word; numbered in order."""
    points = [
        Point("One", (1e9, 2e9, 3e9), (10, 20, 30), "civil"),
        Point("Two", (2e9, 3e9, 4e9), (20, 30, 50), "military"),
    ]
    spec = tradeoff(points, ("Cost", "People"), ("USD", "person")).to_dict()
    rows = spec["data"]["values"]
    assert [(r["key"], r["x"], r["y"]) for r in rows] == [("1", 2, 20), ("2", 3, 30)]
    assert spec["layer"][2]["encoding"]["x"]["title"] == "Cost (billion USD)"


def test_best_is_always_up() -> None:
    """The least cost and the most effect both stand at 1, whatever the direction."""
    lines = [
        Line("A", "median", {"cost": 1.0, "effect": 5.0}),
        Line("B", "median", {"cost": 3.0, "effect": 9.0}),
    ]
    axes = {"cost": ("Cost", "less_is_better"), "effect": ("Effect", "more_is_better")}
    spec = parallel(lines, axes, "A").to_dict()
    rows = next(iter(spec["datasets"].values())) if "datasets" in spec else None
    rows = rows or spec["data"]["values"]
    place = {(r["course"], r["axis"]): r["place"] for r in rows}
    assert place["A", "Cost"] == 1
    assert place["B", "Effect"] == 1
    assert place["B", "Cost"] == place["A", "Effect"] == 0


def test_measures_that_do_not_differ_have_a_place() -> None:
    """A measure on which all agree does not divide by zero."""
    lines = [Line(c, "median", {"x": 2.0, "y": v}) for c, v in (("A", 1.0), ("B", 2.0))]
    axes = {"x": ("X", "less_is_better"), "y": ("Y", "less_is_better")}
    rows = parallel(lines, axes, "A").to_dict()["data"]["values"]
    assert all(0 <= r["place"] <= 1 for r in rows)
