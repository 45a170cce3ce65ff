"""What paths call for, as parts of a course."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.called import (
    called_parts,
    path_quantities,
    whole_parts,
)


def test_a_course_that_keeps_to_the_status_quo_calls_for_nothing() -> None:
    """So that doing nothing is charged with nothing, by construction."""
    case = open_casebook("sr309")
    for quiet in ("nothing", "civil"):
        course = case.courses[quiet]
        assert called_parts(case, course) == ()
        assert whole_parts(case, course) == course.parts
        assert path_quantities(case, course) == ()


def test_a_course_that_climbs_may_call_for_each_action() -> None:
    """After its own parts, in the order of the file."""
    case = open_casebook("sr309")
    course = case.courses["broad-unilateral"]
    assert case.escalation is not None
    wanted = [c.action for c in case.escalation.calls]
    assert [p.action for p in called_parts(case, course)] == wanted
    assert whole_parts(case, course)[: len(course.parts)] == course.parts
    assert {"esc_precision", "esc_answer_attacks"} <= {*path_quantities(case, course)}


def test_a_game_without_calls_adds_no_part(dispute: Casebook) -> None:
    """The second game calls for nothing."""
    for course in dispute.courses.values():
        assert whole_parts(dispute, course) == course.parts
