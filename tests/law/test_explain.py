"""A ruling with its reasons, as data."""

from __future__ import annotations

import json

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law
from steelyard.law.explain import explain


def test_json_has_the_reasons_inside_each_system(toy: Law) -> None:
    """`why` stands beside the verdict, one tree for each act."""
    data = json.loads(json.dumps(explain(toy, "O-1").as_json()))
    assert data["title"] == "O-1: Both"
    assert len(data["domestic"]["why"]) == len(data["international"]["why"]) == 2
    assert len(data["near_misses"]) == len(data["flips"]) == 2


def test_near_misses_and_flips_can_be_left_out(toy: Law) -> None:
    """The trees alone are quicker."""
    found = explain(toy, "O-1", full=False)
    assert all(not a.near and not a.flips for a in found.acts)


def test_titles(toy: Law) -> None:
    """Acts are named as one writes them; an option by its name."""
    act = Act(actor="army", activity="haul", place="town", facts=("asked",))
    assert explain(toy, act).title == "army, haul, town, asked"
    assert explain(toy, toy.options["O-1"]).title == "O-1: Both"
    assert explain(toy, [], title="Nothing").title == "Nothing"
