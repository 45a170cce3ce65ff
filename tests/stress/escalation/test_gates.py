"""Preconditions as gates."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.climb import climbs
from steelyard.stress.escalation.gates import Gate, gates


def found(casebook: Casebook, course: str) -> list[Gate]:
    """Return the gates of a course."""
    file, horizon = casebook.escalation, casebook.front.horizon
    assert file is not None
    one = casebook.courses[course]
    return gates(file, one, climbs(file, one, casebook.actions, horizon), horizon)


def test_an_earlier_action_meets_it(dispute: Casebook) -> None:
    """Consulted in July, asked in August."""
    (gate,) = found(dispute, "by-request")
    assert (gate.status, gate.by, gate.failed) == ("met", "consult", False)


def test_no_action_fails_it_with_the_quote(dispute: Casebook) -> None:
    """Called without being consulted; the sentence is told."""
    (gate,) = found(dispute, "by-call")
    assert gate.failed
    assert gate.status == "not in the course"
    assert "governors" in gate.as_json()["quote"]


def test_the_same_day_is_not_before(dispute: Casebook) -> None:
    """What starts with the rung does not precede it."""
    course = dispute.courses["by-request"]
    parts = tuple(p.model_copy(update={"start": None}) for p in course.parts)
    changed = course.model_copy(update={"parts": parts})
    file, horizon = dispute.escalation, dispute.front.horizon
    assert file is not None
    up = climbs(file, changed, dispute.actions, horizon)
    (gate,) = gates(file, changed, up, horizon)
    assert (gate.status, gate.failed) == ("not before", True)


def test_sr309_marks_the_protection_plan() -> None:
    """No course of SR309 that acts in the interior plans to protect nationals."""
    held = found(open_casebook("sr309"), "broad-unilateral")
    by = {(g.rung, g.id): g.status for g in held}
    assert by["E10", "P8"] == "not in the course"
    assert by["E10", "P2"] == "met"
    assert by["E10", "P3"] == "open"
