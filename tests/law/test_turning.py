"""Contested propositions and what turns on them."""

from __future__ import annotations

from steelyard.law import Law, turning_points


def test_what_turns_on_what(toy: Law) -> None:
    """Each question lists the actions that turn on it, by reading."""
    points = {p.proposition.id: p for p in turning_points(toy)}
    (turn,) = points["P-POWER"].turns
    assert (turn.action, turn.system) == ("O-1", "domestic")
    assert turn.by_reading == {"inherent": "depends", "asked_only": "unlawful"}
    assert points["P-POWER"].line.startswith("law.yaml:")


def test_settled_questions_are_left_out(toy: Law) -> None:
    """Under a profile only what it leaves open is listed."""
    points = turning_points(toy, profile="crown")
    assert [p.proposition.id for p in points] == ["P-DEFENCE"]
    assert points[0].turns[0].by_reading == {
        "defence": "lawful",
        "policing": "unlawful",
    }


def test_readings_stand_side_by_side(shipped: Law) -> None:
    """As data each point has the question, readings with holders, and the turns."""
    data = next(
        p.as_json() for p in turning_points(shipped) if p.proposition.id == "CP-NDA"
    )
    assert data["question"].endswith("?")
    assert len(data["readings"]) >= 2
    assert all(reading["holders"] for reading in data["readings"])
    assert {t["action"] for t in data["turns"]} == {"OP-09"}
