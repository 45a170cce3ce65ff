"""The exhibit `loop`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits.loop import FUTURES, ROUNDS, loop
from steelyard.study.exhibits.order import Order

TINY = Path(__file__).parents[2] / "tiny"


def test_no_declaration_no_exhibit() -> None:
    """A casebook that feeds no link has none, with or without movement."""
    for case in (TINY, "blank"):
        casebook = open_casebook(case)
        assert loop(Order(casebook, tuple(casebook.courses), 5, 1, {})) is None


def test_courses_that_feed_nothing() -> None:
    """None of the run's courses moves anybody by a fed link."""
    casebook = open_casebook("sr309")
    assert loop(Order(casebook, ("nothing", "support-only"), 5, 1, {})) is None


@pytest.mark.slow
def test_the_first_casebook() -> None:
    """Few futures and rounds, each round kept; the same bytes again."""
    casebook = open_casebook("sr309")
    order = Order(casebook, ("nothing", "civil"), 4, 1, {})
    found = loop(order)
    assert found is not None
    assert found["course"] == "civil"
    assert found["futures"] == min(4, FUTURES)
    assert 1 <= len(found["rounds"]) <= ROUNDS
    assert all(r["feasible"] for r in found["rounds"])
    assert json.dumps(found) == json.dumps(loop(order))
