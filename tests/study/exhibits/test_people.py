"""The exhibit of people."""

from __future__ import annotations

import json

from steelyard.casebook.model import Casebook
from steelyard.study.exhibits import EXHIBITS, Order


def test_a_casebook_without_network(tiny: Casebook) -> None:
    """There is none."""
    assert EXHIBITS["people"](Order(tiny, ("nothing",), 64, 1, {})) is None


def test_the_shipped_casebook(sr309: Casebook) -> None:
    """It is plain data, the same for the same order, with every key of the page."""
    order = Order(sr309, ("nothing",), 2, 1, {})
    found = EXHIBITS["people"](order)
    assert found is not None
    text = json.dumps(found, allow_nan=False)
    assert text == json.dumps(EXHIBITS["people"](order), allow_nan=False)
    assert found["futures"] == 2
    course = found["courses"]["nothing"]
    assert {g["id"] for g in course["groups"]} >= {"border_custody", "ice_detention"}
    for row in course["measures"].values():
        assert row["low"] <= row["value"] <= row["high"]
    assert course["measures"]["people.removals"]["value"] > 0
    assert len(course["gains_in"]) == len(
        next(iter(course["gains"][0]["change"].values()))
    )
    assert len(found["replays"]) == 2
    months = found["replays"][0]["months"]
    assert (months[0], months[-1]) == ("2018-10", "2024-09")
