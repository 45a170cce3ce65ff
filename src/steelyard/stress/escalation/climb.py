"""What a course climbs and when, and so the climber's moves by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steelyard.casebook.schema.actions import Action
from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.casebook.schema.courses import Course, Part
from steelyard.casebook.schema.escalation import EscalationFile, Rung


@dataclass(frozen=True)
class Climb:
    """A rung that a course climbs.

    Attributes
    ----------
    rung
        The rung.
    actions
        Actions of the course that climb it, with their first days.
    start, end
        First day, and the day after the last.
    certain
        Whether it is climbed in any case and not by a trigger.
    """

    rung: Rung
    actions: tuple[tuple[str, date], ...]
    start: date
    end: date
    certain: bool


def climbs(
    file: EscalationFile,
    course: Course,
    actions: Mapping[str, Action],
    horizon: Horizon,
) -> list[Climb]:
    """Return the rungs that a course climbs, lowest first.

    A part climbs a rung if the rung names its action, or if its action stands on the
    rung of the same number.
    """
    out = []
    for rung in sorted(file.rungs, key=lambda r: r.rung):
        parts = [p for p in course.parts if _on(rung, p, actions)]
        if parts:
            spans = [span(p, horizon) for p in parts]
            out.append(
                Climb(
                    rung,
                    tuple(
                        (p.action, first)
                        for p, (first, _) in zip(parts, spans, strict=True)
                    ),
                    min(first for first, _ in spans),
                    max(last for _, last in spans),
                    any(p.trigger is None for p in parts),
                )
            )
    return out


def _on(rung: Rung, part: Part, actions: Mapping[str, Action]) -> bool:
    if rung.action == part.action:
        return True
    action = actions.get(part.action)
    return action is not None and action.rung == rung.rung


def span(part: Part, horizon: Horizon) -> tuple[date, date]:
    """Return the first day of a part and the day after its last."""
    first, last = part.start or horizon.start, part.end or horizon.end
    return date.fromisoformat(first), date.fromisoformat(last)


def sequence(
    file: EscalationFile,
    found: list[Climb],
    horizon: Horizon,
    periods: int | None = None,
) -> tuple[str, ...]:
    """Return the climber's move in each period of a course.

    The horizon is cut into equal periods; in each the move is that of the highest
    rung that is climbed in it, or the status quo.
    """
    count = periods or file.periods
    leader = next(iter(file.players))
    quiet = file.status_quo[leader]
    stands = {r: m.id for m in file.moves for r in m.rungs}
    begin = date.fromisoformat(horizon.start).toordinal()
    end = date.fromisoformat(horizon.end).toordinal()
    out = []
    for t in range(count):
        first = begin + (end - begin) * t / count
        last = begin + (end - begin) * (t + 1) / count
        up = [
            c.rung
            for c in found
            if c.start.toordinal() < last
            and c.end.toordinal() > first
            and c.rung.id in stands
        ]
        top = max(up, key=lambda r: r.rung, default=None)
        out.append(stands[top.id] if top else quiet)
    return tuple(out)
