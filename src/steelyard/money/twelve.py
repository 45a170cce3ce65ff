"""GAO's twelve steps of cost estimating, and what a course has of each.

References
----------
GAO-20-195G (2020), Cost Estimating and Assessment Guide, table 2: the twelve steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.money.backtest import BackTest
from steelyard.money.scurve import SCurve
from steelyard.money.second import SecondEstimate
from steelyard.money.wbs import Branch

Done = Literal["done", "in_part", "not_done"]


class GaoStep(Record):
    """One step: how far it is done, and by what."""

    number: int
    name: str
    done: Done
    says: str


def twelve_steps(
    casebook: Casebook,
    course: str,
    branches: Sequence[Branch],
    curve: SCurve,
    second: SecondEstimate,
    tests: Sequence[BackTest],
    drivers: Sequence[str],
) -> tuple[GaoStep, ...]:
    """Tell how far each of the twelve steps is done for a course."""
    rows = (
        *_set_up(casebook, course, branches),
        *_worked_out(casebook, course, curve, second, drivers),
        *_used(tests),
    )
    return tuple(
        GaoStep(number=i, name=name, done=done, says=says)
        for i, (name, done, says) in enumerate(rows, start=1)
    )


Row = tuple[str, Done, str]


def _bare(casebook: Casebook, course: str) -> list[str]:
    parts = casebook.courses[course].parts
    return [p.action for p in parts if not casebook.actions[p.action].uses]


def _set_up(
    casebook: Casebook, course: str, branches: Sequence[Branch]
) -> tuple[Row, ...]:
    """Return steps one to six."""
    front, held = casebook.front, casebook.courses[course]
    uses = [u for p in held.parts for u in casebook.actions[p.action].uses]
    names = {n for u in uses for n in (u.amount, u.rate)}
    sources = {s for n in names for s in casebook.quantities[n].source}
    elements = sum(b.level == 2 for b in branches)
    leaves = sum(b.level == 4 for b in branches)
    plan = "the casebook is the plan; it names no team and no schedule"
    rules = (
        f"prices of {front.currency_year}; {front.horizon.start} to "
        f"{front.horizon.end}; {len(front.not_modelled)} things not modelled"
    )
    structure = f"{elements} elements, {leaves} uses in the work breakdown structure"
    data = f"{len(names)} quantities from {len(sources)} sources"
    bare = _bare(casebook, course)
    return (
        ("define the estimate's purpose", "done", front.question),
        ("develop an estimating plan", "in_part", plan),
        ("define the programme", "in_part" if bare else "done", held.summary),
        (
            "determine the estimating structure",
            "done" if leaves else "not_done",
            structure,
        ),
        ("identify ground rules and assumptions", "done", rules),
        ("obtain the data", "done" if names else "not_done", data),
    )


def _worked_out(
    casebook: Casebook,
    course: str,
    curve: SCurve,
    second: SecondEstimate,
    drivers: Sequence[str],
) -> tuple[Row, ...]:
    """Return steps seven to nine."""
    bare = _bare(casebook, course)
    point = f"{curve.point / 1e6:,.0f} million USD"
    if bare:
        point += f"; not costed: {', '.join(bare)}"
    if second.difference is None:
        point += "; no independent analogy"
    else:
        point += (
            f"; analogy covers {second.covered:.0%} of the cost, "
            f"{second.difference:+.0%} against the first"
        )
    moves = "what moves it most: " + (", ".join(drivers[:3]) or "nothing found")
    risk = (
        f"the point estimate is at the {curve.confidence:.0%} confidence level; "
        f"{curve.contingency / 1e6:+,.0f} million USD reach {curve.wanted}%"
    )
    return (
        ("develop the point estimate", "in_part" if bare else "done", point),
        ("conduct a sensitivity analysis", "done" if drivers else "in_part", moves),
        ("conduct a risk and uncertainty analysis", "done", risk),
    )


def _used(tests: Sequence[BackTest]) -> tuple[Row, ...]:
    """Return steps ten to twelve."""
    errors = [t.error for t in tests if t.error is not None]
    told = f"back-tests of {len(errors)} operations" if errors else "no actual costs"
    paper = "the dossier is the paper; presenting is the reader's part"
    return (
        ("document the estimate", "done", "every figure leads back to its quantities"),
        ("present the estimate to management", "in_part", paper),
        (
            "update the estimate with actual costs",
            "in_part" if errors else "not_done",
            told,
        ),
    )
