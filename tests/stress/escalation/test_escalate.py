"""The whole step, and its plain data."""

from __future__ import annotations

import json

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.escalate import Escalation, escalate
from steelyard.stress.escalation.tables import as_json
from steelyard.study.futures import sample


@pytest.fixture(scope="module")
def whole(dispute: Casebook, draws: dict[str, np.ndarray]) -> Escalation:
    """Everything about the small game."""
    return escalate(dispute, draws, 7)


def test_keys_are_there(whole: Escalation) -> None:
    """Courses have an id, outcomes with a band, and epsilon; JSON can be written."""
    data = json.loads(json.dumps(as_json(whole)))
    assert [c["id"] for c in data["courses"]] == [
        "nothing",
        "police",
        "by-request",
        "by-call",
    ]
    for course in data["courses"]:
        for outcome in course["outcomes"].values():
            assert 0 <= outcome["low"] <= outcome["value"] <= outcome["high"] <= 1
        assert course["epsilon"]["value"] >= 0
    assert {r["id"] for r in data["readings"]} == {"clear", "unlawful"}


def test_no_move_is_called_best(whole: Escalation) -> None:
    """The page names no best rung and says that it foretells nothing."""
    text = json.dumps(as_json(whole)).lower()
    assert "foretells nothing" in text
    assert '"best"' not in text
    assert "recommend" not in text


def test_readings_pull_apart(whole: Escalation) -> None:
    """Who reads the statute as barring the call expects more bars."""
    bars = {
        r.reading.id: r.moves["call"].outcomes["barred"].mean() for r in whole.readings
    }
    assert bars["unlawful"] > bars["clear"]


def test_unmet_gates_are_counted(whole: Escalation) -> None:
    """The course that calls without consulting is marked, the other is not."""
    unmet = {c["id"]: c["unmet"] for c in as_json(whole)["courses"]}
    assert (unmet["by-call"], unmet["by-request"], unmet["nothing"]) == (1, 0, 0)


def test_a_ladder_without_a_game_gives_gates() -> None:
    """The blank casebook has gates and no outcomes."""
    blank = open_casebook("blank")
    found = escalate(blank, sample(blank, 4, 1).draws(blank.quantities))
    data = as_json(found)
    assert data["game"] is False
    guard = next(c for c in data["courses"] if c["id"] == "guard")
    assert [g["precondition"] for g in guard["gates"]] == ["asked"]


def test_unknown_courses_are_named(
    dispute: Casebook, draws: dict[str, np.ndarray]
) -> None:
    """A course that the casebook lacks is said to be missing."""
    with pytest.raises(ValueError, match="no course 'war'"):
        escalate(dispute, draws, courses=["war"])
