"""Plan who moves where, on what, on which day."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from steelyard.casebook.model import Casebook
from steelyard.plan.movement.checker import Checked, check
from steelyard.plan.movement.data import Question, question, with_floors
from steelyard.plan.movement.infeasible import Conflict, conflict
from steelyard.plan.movement.report import report
from steelyard.plan.movement.solve import QUICK, Effort, Solution, solve


@dataclass(frozen=True)
class MovementPlan:
    """A movement plan with its bound, or the reason why there is none."""

    question: Question
    solution: Solution | None
    checked: Checked | None
    conflict: Conflict | None
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return plain data for JSON output."""
        why = None if self.conflict is None else self.conflict.as_json()
        if self.solution is None or self.checked is None:
            return {
                "objective": None,
                "bound": None,
                "gap": None,
                "seconds": self.seconds,
                "infeasible": why or {"says": "readiness floors are above the fleets"},
                "unmoved": [u.__dict__ for u in self.question.unmoved],
            }
        data = report(self.solution, self.checked, self.question.unmoved)
        data["seconds"] = self.seconds
        data["quantities"] = list(self.question.used)
        data["cannot_be_on_time"] = why
        return data


def movement(
    casebook: Casebook,
    course: str,
    *,
    seed: int = 1,
    seconds: float | None = None,
    effort: Effort = QUICK,
    values: Mapping[str, float] | None = None,
    floors: Mapping[str, int] | None = None,
    emergency: bool = False,
    days: int | None = None,
    late_first: bool = False,
    explain: bool = True,
    tell: Callable[[str], None] | None = None,
) -> MovementPlan | None:
    """Plan the movement of a course at least cost and lateness.

    Parameters
    ----------
    seed
        Of the search.
    seconds
        Time limit; None for the fixed steps of `effort`, whose result does not
        depend on the machine.
    values
        Values of quantities in place of the best ones, e.g. of one future.
    floors
        Type: aircraft that must stay within reach, in place of the casebook's.
    emergency
        Seat people as in an emergency.
    days
        Plan only so many days from the start; the whole horizon if None.
    late_first
        Let lateness come before cost rather than weigh the two.
    explain
        Also find why not all can be on time, if they cannot.

    Returns
    -------
    None if the casebook has no movement, or the course moves nobody.
    """
    begun = time.monotonic()
    asked = question(
        casebook, course, values=values, floors=floors, emergency=emergency,
        days=days, late_first=late_first,
    )  # fmt: skip
    if asked is None or not asked.instance.queues:
        return None
    found = solve(asked.instance, seed=seed, seconds=seconds, effort=effort, tell=tell)
    checked = check(asked.instance, found.found) if found is not None else None
    why = conflict(asked.instance) if explain else None
    return MovementPlan(asked, found, checked, why, time.monotonic() - begun)


def staggering(
    casebook: Casebook,
    course: str,
    fleet: str,
    floors: tuple[int, ...],
    *,
    seed: int = 1,
    effort: Effort = QUICK,
    values: Mapping[str, float] | None = None,
    days: int | None = None,
) -> list[dict[str, Any]]:
    """Return what it costs to keep aircraft of a type within reach, floor by floor.

    Each floor is planned anew from the same seed; a plan for a higher floor also
    keeps a lower one, so its cost counts for that too, and a bound for a lower floor
    holds for a higher one.
    """
    asked = question(casebook, course, values=values, days=days)
    if asked is None:
        return []
    rows: list[dict[str, Any]] = []
    least: float | None = None
    for floor in sorted(floors, reverse=True):
        at = with_floors(asked.instance, {fleet: floor})
        found = solve(at, seed=seed, effort=effort)
        if found is None:
            rows.append({"floor": floor, "objective": None, "bound": None, "gap": None})
            continue
        least = found.objective if least is None else min(least, found.objective)
        rows.append({"floor": floor, "objective": least, "bound": found.bound})
    low = 0.0
    for row in reversed(rows):
        if row["objective"] is not None:
            low = row["bound"] = max(low, row["bound"])
            row["gap"] = (
                max(0.0, 1.0 - low / row["objective"]) if row["objective"] else 0.0
            )
    return rows[::-1]
