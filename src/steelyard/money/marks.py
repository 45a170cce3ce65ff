"""GAO's four marks of a reliable cost estimate, held against a course.

References
----------
GAO-20-195G, Cost Estimating and Assessment Guide (2020), chapter 16:
comprehensive, well documented, accurate, credible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Basis, Record
from steelyard.casebook.schema.courses import Course
from steelyard.money.backtest import BackTest
from steelyard.money.second import SecondEstimate
from steelyard.stress.escalation.called import whole_parts

Level = Literal["met", "partly", "not"]

Name = Literal["comprehensive", "well_documented", "accurate", "credible"]


class Mark(Record):
    """One mark: how far it is met, and why."""

    name: Name
    level: Level
    reasons: tuple[str, ...]


def marks(
    casebook: Casebook,
    course: Course,
    by_basis: Mapping[Basis, float],
    by_use: Mapping[tuple[int, str], float],
    drivers: tuple[str, ...],
    second: SecondEstimate | None = None,
    tests: Sequence[BackTest] = (),
) -> tuple[Mark, ...]:
    """Hold the estimate of a course against the four marks.

    Parameters
    ----------
    casebook, course
        The course and what it is made of.
    by_basis
        Mean cost by the weakest basis that it rests on.
    by_use
        Mean cost by (part, use id).
    drivers
        Quantities that move the cost most, first the strongest.
    second
        The second estimate of the course, if one was made.
    tests
        Back-tests of the rates on past operations.
    """
    return (
        _comprehensive(casebook, course),
        _well_documented(casebook, course, by_use),
        _accurate(casebook, by_basis, tests),
        _credible(drivers, second),
    )


def _comprehensive(casebook: Casebook, course: Course) -> Mark:
    bare = [
        casebook.actions[p.action]
        for p in course.parts
        if not casebook.actions[p.action].uses
    ]
    parts = len(course.parts)
    costed = parts - len(bare)
    reasons = [f"{costed} of {parts} parts have a cost"]
    reasons += [f"not costed: {a.title} ({a.not_costed})" for a in bare]
    reasons.append("costs after the horizon are in only where an action lists them")
    share = costed / parts if parts else 0.0
    level: Level = "met" if share == 1 else "partly" if share >= 0.5 else "not"
    return Mark(name="comprehensive", level=level, reasons=tuple(reasons))


def _well_documented(
    casebook: Casebook, course: Course, by_use: Mapping[tuple[int, str], float]
) -> Mark:
    total = sum(by_use.values())
    recalled = 0.0
    names: set[str] = set()
    for i, part in enumerate(whole_parts(casebook, course)):
        for use in casebook.actions[part.action].uses:
            weak = [n for n in (use.amount, use.rate) if from_memory(casebook, n)]
            if weak:
                recalled += by_use.get((i, use.id), 0.0)
                names.update(weak)
    share = recalled / total if total else 0.0
    level: Level = "met" if share < 0.1 else "partly" if share < 0.5 else "not"
    reasons = [
        "every quantity names a source, and each figure its quantities",
        f"{share:.0%} of the cost uses a number written down from memory",
    ]
    if names:
        reasons.append("from memory: " + ", ".join(sorted(names)))
    return Mark(name="well_documented", level=level, reasons=tuple(reasons))


def from_memory(casebook: Casebook, quantity: str) -> bool:
    """Tell whether all sources of a quantity are somebody's memory."""
    kinds = [casebook.sources[s].kind for s in casebook.quantities[quantity].source]
    return all(kind == "memory" for kind in kinds)


NEAR = 0.3
"""Largest difference to a second estimate, or error of a back-test, called near.

GAO names no number; this one is ours.
"""

COVERED = 0.8
"""Least share of the cost that a second estimate must cover, ours too."""


def _accurate(
    casebook: Casebook, by_basis: Mapping[Basis, float], tests: Sequence[BackTest]
) -> Mark:
    total = sum(by_basis.values())
    firm = by_basis.get("measured", 0.0) + by_basis.get("planning_factor", 0.0)
    share = firm / total if total else 0.0
    level: Level = "met" if share >= 0.8 else "partly" if share >= 0.4 else "not"
    errors = [t.error for t in tests if t.error is not None]
    near = sum(abs(e) <= NEAR for e in errors)
    if errors and level == "met" and near < len(errors):
        level = "partly"
    year = casebook.front.currency_year
    held = "not yet held against what past operations did cost"
    if errors:
        held = (
            f"{near} of {len(errors)} past operations predicted within {NEAR:.0%}; "
            f"errors from {min(errors):+.0%} to {max(errors):+.0%}"
        )
    return Mark(
        name="accurate",
        level=level,
        reasons=(
            f"{share:.0%} of the cost rests on measured data or planning factors "
            "alone; the rest has an assumed or elicited number in it",
            f"all money is in prices of {year}, by the table "
            f"'{casebook.front.deflator}'",
            held,
        ),
    )


def _credible(drivers: tuple[str, ...], second: SecondEstimate | None) -> Mark:
    reasons = ["the whole range of each uncertain number is carried through"]
    if drivers:
        reasons.append("what moves the cost most: " + ", ".join(drivers[:3]))
    level: Level = "partly"
    if second is None or second.difference is None:
        reasons.append("no independent second estimate has been made")
    else:
        reasons.append(
            f"a second estimate, from {', '.join(second.analogies)}, covers "
            f"{second.covered:.0%} of the cost and differs by {second.difference:+.0%}"
        )
        near = abs(second.difference) <= NEAR
        if near and second.covered >= COVERED:
            level = "met"
        if second.not_covered:
            first = ", ".join(second.not_covered[:3])
            reasons.append(f"without an independent analogy: {first}")
    return Mark(name="credible", level=level, reasons=tuple(reasons))
