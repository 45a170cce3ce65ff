"""Legal bars and rights: constraints, never traded in a sum.

A course that a bar stops is set apart before anything is weighed; its outcomes are
still shown, with the bar in words first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """Why a course is set apart.

    Attributes
    ----------
    course
        The course.
    rule
        Name of the rule.
    says
        The bar in words.
    depends_on
        Contested readings under which it holds; empty if it holds under all.
    """

    course: str
    rule: str
    says: str
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Admitted:
    """Courses that may be weighed, and those set apart.

    Attributes
    ----------
    admitted
        Courses that nothing bars under the readings assumed.
    barred
        Course to its bars that hold.
    contested
        Course to bars that hold only under readings that are not assumed.
    """

    admitted: tuple[str, ...]
    barred: Mapping[str, tuple[Bar, ...]]
    contested: Mapping[str, tuple[Bar, ...]]


def admit(
    courses: Sequence[str], bars: Sequence[Bar], readings: Sequence[str] = ()
) -> Admitted:
    """Set apart the courses that a bar stops.

    Parameters
    ----------
    readings
        Contested readings that are assumed to hold.

    Raises
    ------
    ValueError
        If a bar names no course.
    """
    unknown = sorted({b.course for b in bars} - set(courses))
    if unknown:
        raise ValueError(f"no course {unknown} among {list(courses)}")
    assumed = set(readings)
    held = [b for b in bars if set(b.depends_on) <= assumed]
    barred = {c: tuple(b for b in held if b.course == c) for c in courses}
    rest = {
        c: tuple(b for b in bars if b.course == c and b not in held) for c in courses
    }
    return Admitted(
        tuple(c for c in courses if not barred[c]),
        {c: b for c, b in barred.items() if b},
        {c: b for c, b in rest.items() if b},
    )
