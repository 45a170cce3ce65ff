"""The exhibit `movement`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits.movement import movement_exhibit
from steelyard.study.exhibits.order import Order

TINY = Path(__file__).parents[1] / "tiny"


def test_no_movement_no_exhibit() -> None:
    """A casebook without fleets has none."""
    casebook = open_casebook(TINY)
    assert movement_exhibit(Order(casebook, tuple(casebook.courses), 5, 1, {})) is None


def test_the_same_order_gives_the_same_bytes() -> None:
    """And the plan in it holds; the blank casebook is enough."""
    casebook = open_casebook("blank")
    order = Order(casebook, tuple(casebook.courses), 5, 1, {})
    first, second = movement_exhibit(order), movement_exhibit(order)
    assert first is not None
    assert json.dumps(first) == json.dumps(second)
    assert first["summary"]["feasible"]
    assert first["summary"]["bound"] <= first["summary"]["objective"]


@pytest.mark.slow
def test_the_first_casebook_fits_its_page() -> None:
    """Routes, weeks, a mission to check, and a floor curve that never falls."""
    casebook = open_casebook("sr309")
    courses = ("nothing", "detention-airlift")
    found = movement_exhibit(Order(casebook, courses, 5, 1, {}))
    assert found is not None
    assert found["course"] == "detention-airlift"
    assert len(found["waiting"]) == 13
    assert len(json.dumps(found)) < 60_000
    costs = [row["objective"] for row in found["lean"]["curve"]]
    assert costs == sorted(costs)
