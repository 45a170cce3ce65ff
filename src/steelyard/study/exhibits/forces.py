"""The exhibit `forces`: whom each course would send, and what a reserve is worth."""

from __future__ import annotations

from typing import Any

from steelyard.plan.amounts import Amounts
from steelyard.plan.forces.forces import forces as plan_forces
from steelyard.plan.forces.read import menu
from steelyard.study.exhibits.order import Order

SCENARIOS = 500


def forces(order: Order) -> dict[str, Any] | None:
    """Return a plan for each menu of people; courses with the same menu share it.

    Scenarios are the exhibit's own. Curves are traced for the first course with a
    reserve, else for the first.
    """
    casebook = order.casebook
    if casebook.forces is None or casebook.forces.plan is None:
        return None
    amounts = Amounts(casebook)
    groups: dict[tuple[str, ...], list[str]] = {}
    reserved: set[str] = set()
    for course in order.courses:
        found = menu(casebook, amounts, course)
        ids = [*(o.id for o in found.options), *(h.id for h in found.hires)]
        if found.reserve is not None:
            ids.append("reserve")
            reserved.add(course)
        groups.setdefault(tuple(ids), []).append(course)
    heads = [courses[0] for courses in groups.values()]
    traced = next((c for c in heads if c in reserved), heads[0] if heads else None)
    plans = []
    for courses in groups.values():
        one = plan_forces(
            casebook,
            courses[0],
            seed=order.seed,
            scenarios=SCENARIOS,
            curves=courses[0] == traced,
            bounded=courses[0] == traced,
        )
        if one is not None:
            data = {**one.as_json(), "courses": courses}
            data.pop("seconds", None)
            plans.append(data)
    return {"scenarios": SCENARIOS, "plans": plans}
