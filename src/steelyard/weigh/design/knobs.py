"""What of a course a designer may set: scale, first day and days of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import nearest
from steelyard.casebook.schema.courses import Course, Part

What: TypeAlias = Literal["scale", "start", "days"]

SHARES = (0.0, 0.5, 1.0, 1.5)
"""Multiples of a written scale that are tried where none are named."""


@dataclass(frozen=True)
class Knob:
    """A number of a course that may be set.

    Attributes
    ----------
    action
        Of the part.
    what
        `scale` (multiple of the action's uses; 0 leaves the part out), `start` (days
        from the horizon's start) or `days` (how long; to the horizon's end at most).
    levels
        Values tried, rising.
    """

    action: str
    what: What
    levels: tuple[float, ...]

    @property
    def name(self) -> str:
        """Its name, as it is written on the command line."""
        return f"{self.action}.{self.what}"


def read_knob(text: str, casebook: Casebook, course: Course) -> Knob:
    """Read `ACTION.scale=0,1,2`, `ACTION.start=2025-03-01,...` or `ACTION.days=90,180`.

    Raises
    ------
    ValueError
        If it names nothing of the course, or its levels cannot be read.
    """
    name, sign, values = text.partition("=")
    action, dot, what = name.rpartition(".")
    actions = [part.action for part in course.parts]
    if not (sign and dot and values) or what not in get_args(What):
        raise ValueError(
            f"'{text}' is no lever; write ACTION.scale=0,1,2, ACTION.start=DATE,DATE "
            "or ACTION.days=90,180"
        )
    if action not in actions:
        near = nearest(action, actions)
        what = f"the course '{course.id}' has no action '{action}'"
        raise ValueError(f"{what}; {near}" if near else what)
    levels = tuple(
        sorted({_level(v.strip(), what, casebook, text) for v in values.split(",")})
    )
    return Knob(action, what, levels)  # type: ignore[arg-type]


def _level(value: str, what: str, casebook: Casebook, text: str) -> float:
    """Return a level; a date as days from the horizon's start."""
    first, last = _horizon(casebook)
    try:
        if what == "start":
            found = float((date.fromisoformat(value) - first).days)
        else:
            found = float(value)
    except ValueError:
        kind = "a date such as 2025-03-01" if what == "start" else "a number"
        raise ValueError(f"'{value}' in '{text}' is not {kind}") from None
    most = float((last - first).days)
    if what == "start" and not 0 <= found < most:
        raise ValueError(f"'{value}' is outside the horizon, {first} to {last}")
    if what == "days" and not 1 <= found <= most:
        raise ValueError(f"{value} days: give 1 to {most:g}")
    if not 0 <= found < 1e9:
        raise ValueError(f"scale {value}: give 0 or more")
    return found


def default_knobs(casebook: Casebook, course: Course) -> list[Knob]:
    """Return the scale of every part that the course adds to doing nothing."""
    base = {p.action for p in casebook.courses["nothing"].parts}
    found = []
    for part in course.parts:
        if part.action in base:
            continue
        if not casebook.actions[part.action].uses:
            continue
        written = 1.0 if isinstance(part.scale, str) else part.scale
        levels = {round(s * written, 6) for s in SHARES}
        if isinstance(part.scale, str):
            q = casebook.quantities[part.scale]
            levels = {0.0, q.value, *(v for v in bounds(q) if v < 1e9)}
        found.append(Knob(part.action, "scale", tuple(sorted(levels))))
    return found


def turned(casebook: Casebook, course: Course, design: Mapping[str, float]) -> Course:
    """Return a course with its parts set as a design says.

    Parameters
    ----------
    design
        Knob's name to its level.
    """
    parts = []
    for part in course.parts:
        made = _part(casebook, part, design)
        if made is not None:
            parts.append(made)
    return course.model_copy(update={"parts": tuple(parts)})


def _part(casebook: Casebook, part: Part, design: Mapping[str, float]) -> Part | None:
    scale = design.get(f"{part.action}.scale")
    start = design.get(f"{part.action}.start")
    days = design.get(f"{part.action}.days")
    if scale == 0:
        return None
    first, last = _horizon(casebook)
    change: dict[str, object] = {}
    if scale is not None:
        change["scale"] = scale
    begin = date.fromisoformat(part.start) if part.start else first
    if start is not None:
        begin = first + timedelta(days=int(start))
        change["start"] = begin.isoformat()
    end = date.fromisoformat(part.end) if part.end else last
    if days is not None:
        end = min(begin + timedelta(days=int(days)), last)
        change["end"] = end.isoformat()
    return part.model_copy(update=change) if begin < end else None


def _horizon(casebook: Casebook) -> tuple[date, date]:
    horizon = casebook.front.horizon
    return date.fromisoformat(horizon.start), date.fromisoformat(horizon.end)


def told(casebook: Casebook, knob: str, level: float) -> str:
    """Write a level as a reader would."""
    what = knob.rpartition(".")[2]
    if what == "start":
        first, _ = _horizon(casebook)
        return (first + timedelta(days=int(level))).isoformat()
    return f"{level:g} days" if what == "days" else f"{level:g}"


def names(knobs: Sequence[Knob]) -> tuple[str, ...]:
    """Return names of knobs.

    Raises
    ------
    ValueError
        If one is given twice.
    """
    found = tuple(k.name for k in knobs)
    twice = sorted({n for n in found if found.count(n) > 1})
    if twice:
        raise ValueError(f"the lever '{twice[0]}' is given twice")
    return found
