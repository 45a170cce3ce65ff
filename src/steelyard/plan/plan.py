"""The verb: plan the movement, sites and forces of a course."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal, Protocol, cast

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import nearest

Part = Literal["movement", "sites", "forces"]

PARTS: tuple[Part, ...] = ("movement", "sites", "forces")
"""What can be planned: a package of that name holds a function of that name."""


class PartPlan(Protocol):
    """What one part of a plan gives."""

    def as_json(self) -> dict[str, Any]:
        """Return plain data: at least objective, bound, gap and seconds.

        An infeasible part has None for objective, and says why in `infeasible`.
        """
        ...


Planner = Callable[..., PartPlan | None]
"""Called as `planner(casebook, course, seed=..., seconds=...)`; gives None if the
casebook, or the course, has nothing of the kind to plan."""


@dataclass(frozen=True)
class Plan:
    """A course's plan, part by part.

    Attributes
    ----------
    casebook, course
        Ids.
    parts
        Part: its plan.
    not_evaluated
        Part: why there is none.
    """

    casebook: str
    course: str
    parts: Mapping[str, PartPlan]
    not_evaluated: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return plain data for JSON output."""
        plans: dict[str, Any] = {p: found.as_json() for p, found in self.parts.items()}
        return {
            "casebook": self.casebook,
            "course": self.course,
            **plans,
            "not_evaluated": dict(self.not_evaluated),
        }


def plan(
    casebook: Casebook,
    course: str,
    part: Part | None = None,
    *,
    seed: int = 1,
    seconds: float | None = None,
) -> Plan:
    """Say what a course would take.

    Parameters
    ----------
    casebook
        Read and cross-checked.
    course
        Id of a course.
    part
        Only this part; all if None.
    seed
        Of searches.
    seconds
        Time that each part may take; the best plan is then returned with its gap.
        None for a fixed number of steps, so that no result depends on the machine.

    Raises
    ------
    ValueError
        If there is no such course or part, or the time is not above zero.
    """
    check_asked(casebook, course, seconds)
    if part is not None and part not in PARTS:
        raise ValueError(f"no part '{part}'; {nearest(part, PARTS)}")
    parts: dict[str, PartPlan] = {}
    missing: dict[str, str] = {}
    for name in (part,) if part else PARTS:
        planner = _planner(name)
        if planner is None:
            missing[name] = "not built"
            continue
        found = planner(casebook, course, seed=seed, seconds=seconds)
        if found is None:
            missing[name] = f"the casebook gives this course no {name} to plan"
        else:
            parts[name] = found
    return Plan(casebook.id, course, parts, missing)


def check_asked(casebook: Casebook, course: str, seconds: float | None) -> None:
    """Refuse a course that is not there, and a time that is none.

    Raises
    ------
    ValueError
        If there is no such course, or the time is not above zero.
    """
    if course not in casebook.courses:
        raise ValueError(f"no course '{course}'; {nearest(course, casebook.courses)}")
    if seconds is not None and not seconds > 0:
        raise ValueError(f"seconds must be above 0, got {seconds:g}")


def _planner(part: Part) -> Planner | None:
    module = f"steelyard.plan.{part}"
    if find_spec(module) is None:
        return None
    return cast(Planner, getattr(importlib.import_module(module), part, None))
