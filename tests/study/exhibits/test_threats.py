"""The exhibit of the setting's pictures."""

from __future__ import annotations

import json
from typing import Any

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits import Order
from steelyard.study.exhibits.threats import threats
from steelyard.study.exhibits.threats.routes import levers
from steelyard.study.exhibits.threats.threats import MOST

COURSES = ("nothing", "civil", "package-3")


def order(case: str, futures: int = 12) -> Order:
    casebook = open_casebook(case)
    courses = tuple(c for c in COURSES if c in casebook.courses)
    return Order(casebook, courses, futures, 1, {})


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    found = threats(order("sr309"))
    assert found is not None
    return found


def test_the_same_order_gives_the_same_bytes(made: dict[str, Any]) -> None:
    """And only plain data, without what JSON cannot hold."""
    again = threats(order("sr309"))
    assert json.dumps(made, allow_nan=False) == json.dumps(again, allow_nan=False)
    assert len(json.dumps(made)) < 300_000


def test_doing_nothing_changes_nothing(made: dict[str, Any]) -> None:
    """The course 'nothing' is the forecast, but where others act on the ladder."""
    for flow in made["arrivals"]["flows"].values():
        change = flow["courses"]["nothing"]["change"]
        assert change[:3] == [0.0] * 3  # cooperation breaks in few futures
        assert change == sorted(change)
    for good in made["routes"]["goods"].values():
        supply = good["courses"]["nothing"]["supply"]
        assert supply[:3] == [1.0] * 3
        assert supply == sorted(supply)
    told = made["routes"]["argument"].get("nothing", {"crossings": [1.0] * 5})
    assert told["crossings"][:3] == [1.0] * 3


def test_bands_rise_and_readings_stay_apart(made: dict[str, Any]) -> None:
    """Levels of a band are in order; counts that differ are not averaged."""
    for flow in made["arrivals"]["flows"].values():
        assert all(b == sorted(b) for b in flow["forecast"])
        assert len(flow["forecast"]) == len(flow["ahead"])
        assert flow["hold_out"]["scores"]
    readings = made["airspace"]["readings"]
    assert len(readings) > 1
    assert made["airspace"]["apart"] > 5


def test_what_came_was_not_known(made: dict[str, Any]) -> None:
    """The record ends before the horizon; what came lies in it."""
    for flow in made["arrivals"]["flows"].values():
        assert flow["months"][-1] < flow["ahead"][0] <= flow["came"][0][0]


def test_effort_adds_up_to_one(made: dict[str, Any]) -> None:
    """Mean shares of routes add up; spreading well is no worse than evenly."""
    effort = made["routes"]["effort"]
    for key in ("mean", "best_reply_mean"):
        total = sum(r[key] for r in effort["routes"].values())
        assert total == pytest.approx(1.0, abs=1e-3)
    assert effort["delivered"][2] <= effort["even"][2]
    assert effort["assumed"]


def test_declared_charts_are_multiples_of_their_base(made: dict[str, Any]) -> None:
    """Each series has mean 1 over its base, and keeps its own unit."""
    chart = made["charts"]["crossings_2020"]
    own = [
        r["multiple"]
        for r in chart["rows"]
        if r["series"].startswith("Border") and r["x"].startswith(chart["index"])
    ]
    assert sum(own) / len(own) == pytest.approx(1.0, abs=1e-4)
    assert len({r["unit"] for r in chart["rows"]}) == 3


def test_levers_are_quantities_of_the_setting() -> None:
    """No quantity of money or movement is asked what it decides."""
    casebook = open_casebook("sr309")
    found = levers(casebook)
    assert "arrivals_pressure" in found
    assert not any(casebook.quantities[q].unit.startswith("USD/person") for q in found)


def test_a_casebook_without_a_setting_has_no_pictures() -> None:
    """The exhibit is left out, and the cap is a small number."""
    assert threats(order("guard-dispute")) is None
    assert MOST <= 500
