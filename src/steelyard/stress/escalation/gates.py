"""Preconditions as gates: rungs climbed before what should come before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.casebook.schema.courses import Course
from steelyard.casebook.schema.escalation import EscalationFile, Precondition
from steelyard.stress.escalation.climb import Climb, span

Status: TypeAlias = Literal["met", "not before", "not in the course", "open"]
"""Met by an earlier action; by an action that does not start earlier; by none; or
nothing that an action could meet (a state of the world, a way of doing it)."""


@dataclass(frozen=True)
class Gate:
    """A precondition before a rung that a course climbs."""

    rung: str
    id: str
    precondition: Precondition
    status: Status
    by: str
    """Action that meets it, or that comes too late."""
    says: str

    @property
    def failed(self) -> bool:
        """Whether the rung is climbed without it."""
        return self.status in ("not before", "not in the course")

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "rung": self.rung,
            "precondition": self.id,
            "status": self.status,
            "by": self.by,
            "says": self.says,
            "quote": self.precondition.quote,
            "line": self.precondition.line,
        }


def gates(
    file: EscalationFile, course: Course, found: Sequence[Climb], horizon: Horizon
) -> list[Gate]:
    """Hold each rung that a course climbs against its preconditions.

    Parameters
    ----------
    found
        Rungs that it climbs, from `climbs`.

    Returns
    -------
    One gate for each precondition of each rung, in the order of the ladder.
    """
    starts: dict[str, date] = {}
    for part in course.parts:
        # What only a trigger starts may never start, and meets nothing.
        if part.trigger is None:
            first = span(part, horizon)[0]
            starts[part.action] = min(first, starts.get(part.action, first))
    return [
        _gate(id_, file.preconditions[id_], climb, starts)
        for climb in found
        for id_ in climb.rung.preconditions
    ]


def _gate(id_: str, gate: Precondition, climb: Climb, starts: dict[str, date]) -> Gate:
    rung = climb.rung.id
    if gate.kind != "action" and not gate.met_by:
        what = "a state of the world" if gate.kind == "condition" else "a way of acting"
        says = f"{what}: no action of the course can show that it holds"
        return Gate(rung, id_, gate, "open", "", says)
    have = sorted((starts[a], a) for a in gate.met_by if a in starts)
    if have and have[0][0] < climb.start:
        day, action = have[0]
        says = f"{action} starts on {day}, before {climb.start}"
        return Gate(rung, id_, gate, "met", action, says)
    if have:
        day, action = have[0]
        says = f"{action} starts on {day}, not before {climb.start}"
        return Gate(rung, id_, gate, "not before", action, says)
    if gate.met_by:
        says = f"none of {', '.join(gate.met_by)} is in the course"
    else:
        says = "no action of this casebook meets it"
    return Gate(rung, id_, gate, "not in the course", "", says)
