"""Charts of money and forces."""

from __future__ import annotations

import pytest

from steelyard.money.scurve import s_curve
from steelyard.tell.charts.amount_stack import amount_stack
from steelyard.tell.charts.availability import Held, availability
from steelyard.tell.charts.month_grid import month_grid
from steelyard.tell.charts.s_curve import s_curves
from steelyard.tell.charts.start_days import start_days
from steelyard.tell.charts.waterfall import waterfall


def test_a_waterfall_ends_where_it_began() -> None:
    """Sources rise to the cost, uses fall from it to nothing."""
    spec = waterfall(
        [
            ("account", "source", 3e6),
            ("gap", "not covered", 1e6),
            ("people", "use", 4e6),
        ],
        "USD",
    ).to_dict()
    values = spec["data"]["values"]
    assert [(v["from"], v["to"]) for v in values] == [(0, 3), (3, 4), (0, 4)]


def test_a_waterfall_that_does_not_balance() -> None:
    """Books that do not balance are never drawn."""
    with pytest.raises(ValueError, match="differ"):
        waterfall([("account", "source", 3.0), ("people", "use", 4.0)], "USD")


def test_s_curves_are_over_the_point_estimate() -> None:
    """A course that always costs twice its point estimate lies at two."""
    import numpy as np

    curve = s_curve(np.full(8, 2e6), 1e6)
    spec = s_curves([("a", curve)], "USD").to_dict()
    sets = list(spec["datasets"].values()) if "datasets" in spec else []
    sets += [x["data"]["values"] for x in spec["layer"] if "data" in x]
    points = next(rows for rows in sets if "big" in rows[0])
    assert {p["share"] for p in points} == {2.0}
    assert all(0.3 < p["row"] < 1 for p in points)


def test_seasons_break_the_line() -> None:
    """Days that are left out are not joined by a line."""
    days = ["2025-06-01", "2025-06-08", "2025-11-30", "2026-06-01", "2026-06-08"]
    missing = [(0.0, 1.0, 2.0)] * 5
    spec = start_days(days, missing, (0.0, 0.0, 0.0), "units").to_dict()
    rows = (
        next(x["data"]["values"] for x in spec["layer"] if "data" in x)
        if "data" not in spec
        else spec["data"]["values"]
    )
    assert [r["middle"] is None for r in rows].count(True) == 2


def test_stacks_keep_their_parts() -> None:
    """Each part's size is drawn; parts of nothing are left out."""
    rows = [("a", "A", {"x": 2e9, "gap": 1e9}), ("b", "B", {"x": 1e9, "gap": 0.0})]
    spec = amount_stack(rows, {"x": "#000000", "gap": "#ffffff"}, "USD").to_dict()
    bars = next(x for x in spec["layer"] if x["mark"]["type"] == "bar")
    assert [v["size"] for v in bars["data"]["values"]] == [2, 1, 1]


def test_nothing_to_draw() -> None:
    """Charts without rows are refused."""
    with pytest.raises(ValueError, match="no rows"):
        month_grid([], "people")
    with pytest.raises(ValueError, match="no rows"):
        availability([], "units")
    with pytest.raises(ValueError, match="no rows"):
        amount_stack([], {}, "USD")
    with pytest.raises(ValueError, match="no days"):
        start_days([], [], (0, 0, 0), "units")
    with pytest.raises(ValueError, match="no rows"):
        s_curves([], "USD")


def test_two_intervals_a_row() -> None:
    """What is free and what is needed are drawn apart."""
    held = Held("Company", (1, 2, 3), (2, 4, 6), "short in 90%")
    spec = availability([held], "units").to_dict()
    kinds = [x["mark"]["type"] for x in spec["layer"]]
    assert kinds == ["bar", "tick", "bar", "tick", "text", "text"]


def test_cells_are_shaded_by_the_largest() -> None:
    """The largest cell is full; numbers are short."""
    rows = [("a", "A", [("2025-02", 500.0), ("2025-03", 12_000.0)])]
    spec = month_grid(rows, "people").to_dict()
    sets = [x["data"]["values"] for x in spec["layer"] if "data" in x]
    sets += [spec["data"]["values"]] if "data" in spec else []
    cells = next(s for s in sets if "share" in s[0])
    assert [(c["share"], c["brief"]) for c in cells] == [(0.042, "500"), (1.0, "12k")]
