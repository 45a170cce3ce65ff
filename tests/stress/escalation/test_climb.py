"""Which rungs a course climbs, and the moves that makes."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.stress.escalation.climb import climbs, sequence


def moves(casebook: Casebook, course: str) -> tuple[str, ...]:
    """Return the climber's moves under a course."""
    file, horizon = casebook.escalation, casebook.front.horizon
    assert file is not None
    found = climbs(file, casebook.courses[course], casebook.actions, horizon)
    return sequence(file, found, horizon)


def test_nothing_is_the_status_quo(dispute: Casebook) -> None:
    """The null course makes the status-quo move in every period."""
    assert moves(dispute, "nothing") == ("wait", "wait")


def test_the_highest_rung_of_a_period_counts(dispute: Casebook) -> None:
    """The move is that of the highest rung climbed within the period."""
    assert moves(dispute, "police") == ("police", "police")
    assert moves(dispute, "by-call") == ("call", "call")


def test_a_rung_by_number(dispute: Casebook) -> None:
    """An action that stands on a rung's number climbs it."""
    file = dispute.escalation
    assert file is not None
    course = dispute.courses["by-request"]
    found = climbs(file, course, dispute.actions, dispute.front.horizon)
    assert [c.rung.id for c in found] == ["R2"]
    assert found[0].start.isoformat() == "2025-05-01"
