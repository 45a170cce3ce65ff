"""Courses: action by action, as a whole, and gated."""

from __future__ import annotations

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, admissible, judge_course

HAUL = Act(actor="army", activity="haul", place="town", facts=("asked",))
ARREST = Act(actor="army", activity="arrest", place="border")
GAP = Act(actor="army", activity="haul", place="town")
ACTIONS = {"carry": [HAUL], "seize": [ARREST], "drift": [GAP], "talk": []}


def test_each_action_and_the_whole(toy: Law) -> None:
    """The whole is lawful only where every action is."""
    course = judge_course(toy, {"carry": [HAUL], "seize": [ARREST]})
    assert course.actions["carry"].domestic.verdict == "lawful"
    assert course.whole is not None
    assert course.whole.domestic.depends_on == ("P-DEFENCE", "P-POWER")
    assert course.as_json()["whole"]["domestic"]["verdict"] == "depends"


def test_actions_may_have_no_reading_in_common(shipped: Law) -> None:
    """Two actions that each depend can be unlawful together."""
    base = {"actor": "t10_active", "activity": "dod_custody", "facts": ("lea_request",)}
    guard = Act(place="installation", **base)  # type: ignore[arg-type]
    course = judge_course(
        shipped,
        {"a": [guard], "b": [Act(actor="cbp", activity="parole", place="zone100")]},
    )
    assert course.whole is not None
    assert course.whole.domestic.verdict == "unlawful"
    assert course.actions["a"].domestic.verdict == "depends"


def test_gates(toy: Law) -> None:
    """Admissible, dependent, barred, and not judged are told apart."""
    gates = admissible(toy, ACTIONS)
    assert {id_: gate.domestic for id_, gate in gates.items()} == {
        "carry": "admissible",
        "seize": "dependent",
        "drift": "barred",
        "talk": "not_judged",
    }
    assert gates["seize"].international == "admissible"
    assert gates["seize"].if_read[0].readings == (
        ("P-DEFENCE", "defence"),
        ("P-POWER", "inherent"),
    )
    assert gates["drift"].because == ("no authority in this casebook",)


def test_gates_under_readings(toy: Law) -> None:
    """Under a reading set the same action may pass or fall."""
    taken = {"P-DEFENCE": "defence"}
    gate = admissible(toy, ACTIONS, profile="crown", readings=taken)["seize"]
    assert gate.domestic == "admissible"
    assert gate.if_read == ()
    gate = admissible(toy, ACTIONS, readings={"P-POWER": "asked_only"})["seize"]
    assert gate.as_json()["domestic"] == "barred"


def test_doing_nothing(toy: Law) -> None:
    """A course without acts has no ruling as a whole."""
    course = judge_course(toy, {"talk": []})
    assert course.whole is None
    assert course.not_judged == ("talk",)
