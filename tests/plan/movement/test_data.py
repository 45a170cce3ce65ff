"""From casebooks to instances and plans."""

from __future__ import annotations

import datetime as dt

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.plan.movement.data import question, spread
from steelyard.plan.movement.movement import movement, staggering
from steelyard.plan.movement.solve import Effort
from steelyard.plan.movement.tables import links

LITTLE = Effort(first=5, steps=10, climbs=2, rounds=3, tolerance=1e-2)


def test_people_come_evenly_and_add_up() -> None:
    """Ten people over four days: 2 or 3 a day, ten in all."""
    start = dt.date(2025, 2, 1)
    found = spread(10, ("2025-02-02", "2025-02-06"), start, 7)
    assert found.tolist() == [0, 2, 5, 8, 10, 10, 10]
    assert spread(10, ("2025-01-01", "2025-01-05"), start, 3).tolist() == [10] * 3


def test_a_course_brings_its_fleets_and_its_people() -> None:
    """No military fleet and no added demand where nothing is done."""
    casebook = open_casebook("sr309")
    less, more = (question(casebook, c) for c in ("nothing", "detention-airlift"))
    assert less is not None
    assert more is not None
    assert {k.id for k in less.instance.fleets} < {k.id for k in more.instance.fleets}
    assert less.instance.people < more.instance.people
    assert [u.demand for u in more.unmoved] == ["removals-ve"]
    assert "takes nobody" in more.unmoved[0].why


def test_the_plan_says_what_the_design_promises() -> None:
    """Keys that stay, figures that add up, a plan that holds."""
    casebook = open_casebook("sr309")
    found = movement(casebook, "detention-airlift", effort=LITTLE, days=14)
    assert found is not None
    data = found.as_json()
    assert {"objective", "bound", "gap", "seconds"} <= data.keys()
    assert data["checked"]["feasible"], data["checked"]["problems"]
    assert sum(data["cost"].values()) == pytest.approx(data["objective"])
    people = data["people"]
    assert people["moved"] + people["waiting_at_end"] == people["asked"]
    assert found.solution is not None
    table = links(found.solution.instance, found.solution.found)
    assert (table.people <= table.seats).all()
    flown = sum(n for row in data["links"] for _, n in row["departures"])
    assert flown == table.seats.sum()


def test_a_higher_floor_never_costs_less() -> None:
    """Cost and bound rise with the floor."""
    casebook = open_casebook("sr309")
    rows = staggering(
        casebook, "detention-airlift", "c17", (0, 12), effort=LITTLE, days=10
    )
    assert rows[0]["objective"] <= rows[1]["objective"]
    assert rows[0]["bound"] <= rows[1]["bound"]
    assert all(row["bound"] <= row["objective"] for row in rows)
