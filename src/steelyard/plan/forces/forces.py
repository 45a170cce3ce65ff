"""The verb: plan the forces of a course."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.plan.amounts import Amounts
from steelyard.plan.forces.benders import ForcePlan, solve_forces
from steelyard.plan.forces.curves import reserve_curve, service_curve, unmet, use_cost
from steelyard.plan.forces.first_stage import hire_cost, on_duty, serving, tour_cost
from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.forces.read import Maker, maker, planning
from steelyard.plan.forces.rule_search import search_rule
from steelyard.plan.forces.sample_average import sample_bound
from steelyard.plan.forces.shadow import worths
from steelyard.plan.forces.trigger import Trigger
from steelyard.plan.forces.verify import verify
from steelyard.plan.linear import Floats

SCENARIOS, SEARCHED, FRESH, BATCH, BATCHES = 2000, 300, 5000, 300, 5


@dataclass(frozen=True)
class ForcesPlan:
    """A course's forces."""

    data: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return self.data


def forces(
    casebook: Casebook,
    course: str,
    *,
    seed: int = 1,
    seconds: float | None = None,
    scenarios: int = SCENARIOS,
    need: Floats | None = None,
    curves: bool = True,
    bounded: bool = True,
) -> ForcesPlan | None:
    """Plan whom to send, in which status and when, and what to hold in reserve.

    Parameters
    ----------
    casebook, course
        Read and cross-checked.
    seed
        Of the scenarios.
    seconds
        Time limit of the main solution; a fixed gap if None.
    scenarios
        Number of them.
    need
        Scenarios to plan for instead, people needed by week, shape (count, weeks).
    curves
        Whether to trace the worth of a reserve and cost against service.
    bounded
        Whether to bound what the plan loses by being made on a sample.

    Returns
    -------
    The plan, or None if the casebook has no planning of forces.
    """
    if casebook.forces is None or casebook.forces.plan is None:
        return None
    amounts = Amounts(casebook)
    make = maker(casebook, amounts, course, seed)
    rule = make.menu.rule
    if rule is not None:
        rule = search_rule(lambda r: make(90, SEARCHED, r), rule, halvings=2).rule
    problem = make(0, scenarios, rule) if need is None else make.on(need, rule)
    plan = solve_forces(problem, seconds=seconds)
    data = {
        **_told(casebook, make, problem, plan),
        "rule": None if rule is None else asdict(rule),
        "seed": seed,
        "scenarios": len(problem.demand),
        "basis": amounts.basis(),
        "trace": sorted(amounts.read),
        "without_contested": _settled(make, problem),
    }
    if need is None and bounded:
        data["sample_bound"] = _bounded(make, rule, plan)
    if curves:
        data |= _curves(make, rule)
    return ForcesPlan(data)


def _bounded(make: Maker, rule: Trigger | None, plan: ForcePlan) -> dict[str, Any]:
    """Return the interval of what the plan loses by being made on a sample."""
    found = sample_bound(lambda i, n: make(i, n, rule), plan, BATCHES, BATCH, FRESH)
    return found.as_json()


def _curves(make: Maker, rule: Trigger | None) -> dict[str, Any]:
    """Return the worth of a reserve and cost against service, on a smaller sample."""
    small = make(91, SEARCHED, rule)
    return {
        "reserve_curve": [asdict(p) for p in reserve_curve(small)],
        "service_curve": [asdict(p) for p in service_curve(small)],
        "curve_scenarios": SEARCHED,
    }


def _told(
    casebook: Casebook, make: Maker, problem: ForceProblem, plan: ForcePlan
) -> dict[str, Any]:
    missing, tail = unmet(problem, plan)
    first = date.fromisoformat(casebook.front.horizon.start)
    menu = make.menu
    use = problem.reserve.use if problem.reserve else 0.0
    by_sent = float((problem.sent.sum() / len(problem.sent)) * use)
    return {
        "task": planning(casebook).task,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "rounds": plan.rounds,
        "cost": {
            "first_stage": plan.first,
            "sending_reserve": use_cost(problem, plan),
            "weight_of_unmet": plan.second.value - by_sent * plan.reserve,
        },
        "unmet": missing,
        "unmet_tail": tail,
        "weeks": [
            (first + timedelta(weeks=t)).isoformat() for t in range(problem.weeks)
        ],
        "need": _need(problem),
        "standing": _list(problem.standing),
        "on_duty": _list(plan.there),
        "reserve": plan.reserve,
        "reserve_sent": _list(problem.sent.mean(axis=0) * plan.reserve),
        "statuses": _statuses(problem, plan, dict(menu.titles)),
        "rotations": _rotations(problem, plan, dict(menu.titles), first),
        "law": dict(menu.law),
        "barred": list(menu.barred),
        "shadow": worths(plan, menu.titles),
        "checked": list(verify(problem, plan)),
        "notes": list(planning(casebook).notes),
    }


def _settled(make: Maker, problem: ForceProblem) -> dict[str, Any] | None:
    """Return what the best plan costs without whom only some readings allow."""
    law = make.menu.law
    open_ = {i for i, ruled in law.items() if ruled["domestic"] == "dependent"}
    if not open_:
        return None
    held = problem.reserve
    if held is not None and held.option in open_:
        held = None
    fewer = replace(
        problem,
        options=tuple(o for o in problem.options if o.id not in open_),
        hires=tuple(h for h in problem.hires if h.id not in open_),
        reserve=held,
    )
    plan = solve_forces(fewer, gap=1e-3)
    missing, tail = unmet(fewer, plan)
    return {
        "left_out": sorted(open_),
        "objective": plan.objective,
        "bound": plan.bound,
        "first_stage": plan.first,
        "unmet": missing,
        "unmet_tail": tail,
    }


def _need(problem: ForceProblem) -> dict[str, Any]:
    """Return the middle and the band of need by week."""
    low, middle, high = np.quantile(problem.demand, (0.05, 0.5, 0.95), axis=0)
    band = {"p5": _list(low), "p95": _list(high)}
    return {"median": _list(middle), **band, "unit": "person"}


def _list(values: Floats) -> list[float]:
    return [float(v) for v in values]


def _statuses(
    problem: ForceProblem, plan: ForcePlan, titles: dict[str, str]
) -> list[dict[str, Any]]:
    """Return people on duty and cost of each option and of hires."""
    weeks, rows = problem.weeks, []
    for k, option in enumerate(problem.options):
        duty = on_duty(option, weeks) @ plan.tours[k]
        cost = float(tour_cost(option, weeks) @ plan.tours[k])
        rows.append((option.id, duty, cost, float(plan.tours[k].sum())))
    for k, hire in enumerate(problem.hires):
        duty = serving(hire, weeks) @ plan.hired[k]
        cost = float(hire_cost(hire, weeks) @ plan.hired[k])
        rows.append((hire.id, duty, cost, float(plan.hired[k].sum())))
    return [
        {
            "id": id_,
            "title": titles.get(id_, id_),
            "on_duty": _list(duty),
            "mean": float(duty.mean()),
            "peak": float(duty.max()),
            "cost": cost,
            "people": people,
        }
        for id_, duty, cost, people in rows
    ]


def _rotations(
    problem: ForceProblem, plan: ForcePlan, titles: dict[str, str], first: date
) -> list[dict[str, Any]]:
    """Return each tour that starts, with its end and the end of dwell.

    Starts of fewer than a person are left out, and those of weeks on end are brought
    together by month, so that a chart can be read.
    """
    rows: list[dict[str, Any]] = []
    for k, option in enumerate(problem.options):
        months: dict[int, tuple[float, float]] = {}
        for t, people in enumerate(plan.tours[k]):
            if people >= 1.0:
                held, moment = months.get(t // 4, (0.0, 0.0))
                months[t // 4] = (held + people, moment + people * t)
        for people, moment in months.values():
            start = first + timedelta(weeks=round(moment / people))
            end = start + timedelta(weeks=option.tour)
            dwell = end + timedelta(weeks=round(option.tour * option.dwell))
            rows.append(
                {
                    "id": option.id,
                    "title": titles.get(option.id, option.id),
                    "people": people,
                    "start": start.isoformat(),
                    "end": end.isoformat(),
                    "dwell_ends": dwell.isoformat(),
                }
            )
    return rows
