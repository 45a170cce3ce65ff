"""What paths call for beside what a course does, as parts of the course."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Course, Part
from steelyard.casebook.strings import strings
from steelyard.stress.escalation.climb import climbs, sequence


def called_parts(casebook: Casebook, course: Course) -> tuple[Part, ...]:
    """Return a part for each action that the course's paths may call for.

    Returns
    -------
    In the order of the file's `calls`, over the whole horizon; how strongly each is at
    work is a matter of the path. None for a course whose moves are the status quo: its
    path is that against which calls are counted.
    """
    file = casebook.escalation
    if file is None or not file.playable or not file.calls:
        return ()
    horizon = casebook.front.horizon
    moves = sequence(file, climbs(file, course, casebook.actions, horizon), horizon)
    if set(moves) == {file.status_quo[next(iter(file.players))]}:
        return ()
    return tuple(Part(action=call.action) for call in file.calls)


def whole_parts(casebook: Casebook, course: Course) -> tuple[Part, ...]:
    """Return the parts of a course, and after them what its paths may call for."""
    return (*course.parts, *called_parts(casebook, course))


def path_quantities(casebook: Casebook, course: Course) -> tuple[str, ...]:
    """Return the quantities of the game that a course's cost rests on, in order.

    None for a course whose paths call for nothing.
    """
    file = casebook.escalation
    if file is None or not called_parts(casebook, course):
        return ()
    named = strings(file.model_dump(mode="python"))
    return tuple(name for name in casebook.quantities if name in named)
