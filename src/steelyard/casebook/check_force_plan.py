"""Hold the planning part of `forces.yaml` against itself."""

from __future__ import annotations

from collections.abc import Set

from steelyard.casebook.bounds import bounds
from steelyard.casebook.check_need import check_need
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.force_plan import ForcePlanning, PlanHire, PlanOption

PAY = "USD/person/day"


def check_force_plan(
    casebook: Casebook, broken: Set[str] = frozenset()
) -> list[Problem]:
    """Find what in `plan` of `forces.yaml` cannot be planned with.

    Named are: a name that nothing defines, a quantity of the wrong unit, a negative
    cost, a tour of no length, a reserve on a pool that is not there.
    """
    forces = casebook.forces
    if forces is None or forces.plan is None:
        return []
    check, plan = RecordCheck(casebook, "forces", broken), forces.plan
    check.twice("option", [o.id for o in plan.options], ("plan", "options"))
    for i, option in enumerate(plan.options):
        _option(check, option, ("plan", "options", i))
    for i, hire in enumerate(plan.hires):
        _hire(check, hire, ("plan", "hires", i))
    _reserve(check, plan)
    _standing(check, plan)
    check_need(check, plan.needs, ("plan", "needs"))
    for key in ("base", "driven"):
        _amount(check, getattr(plan, key), ("plan", key), "person")
    _amount(check, plan.unmet, ("plan", "unmet"), PAY)
    _amount(check, plan.tail_weight, ("plan", "tail_weight"), PAY)
    _open_share(check, plan.tail_share, ("plan", "tail_share"))
    return check.problems


def _amount(
    check: RecordCheck, id_: str | None, at: Route, unit: str | tuple[str, ...]
) -> None:
    check.quantity(id_, at, unit)
    check.at_least_zero(id_, at)


def _open_share(check: RecordCheck, id_: str, at: Route) -> None:
    quantity = check.quantity(id_, at, "ratio")
    if quantity and not 0 < bounds(quantity)[0] <= bounds(quantity)[1] <= 1:
        low, high = bounds(quantity)
        check.add(at, f"'{id_}' can be {low:g} to {high:g}", "above 0, at most 1")


def _whom(check: RecordCheck, item: PlanOption | PlanHire, at: Route) -> None:
    forces = check.casebook.forces
    statuses = forces.statuses if forces else {}
    check.known("duty status", [item.status], statuses, (*at, "status"))
    check.known("action", item.actions, check.casebook.actions, (*at, "actions"))
    _amount(check, item.weekly, (*at, "weekly"), PAY)
    _amount(check, item.ceiling, (*at, "ceiling"), "person")
    _amount(check, item.output, (*at, "output"), "ratio")


def _option(check: RecordCheck, option: PlanOption, at: Route) -> None:
    _whom(check, option, at)
    _amount(check, option.setup, (*at, "setup"), "USD/person")
    _amount(check, option.pool, (*at, "pool"), "person")
    forces = check.casebook.forces
    status = forces.statuses.get(option.status) if forces else None
    if status is None:
        return
    tour = check.casebook.quantities.get(status.tour or "")
    if status.tour is None:
        what = f"the duty status '{option.status}' has no tour"
        check.add((*at, "status"), what, "give it tour, and lead and dwell if any")
    elif tour and bounds(tour)[0] <= 0:
        what = f"a tour of '{status.tour}' can have no length"
        check.add(("statuses", option.status, "tour"), what, "above 0")


def _hire(check: RecordCheck, hire: PlanHire, at: Route) -> None:
    _whom(check, hire, at)
    _amount(check, hire.training, (*at, "training"), "USD/person")
    _amount(check, hire.lead, (*at, "lead"), "day")
    _amount(check, hire.attrition, (*at, "attrition"), "1/year")
    _amount(check, hire.rate, (*at, "rate"), "person/day")


def _reserve(check: RecordCheck, plan: ForcePlanning) -> None:
    reserve, at = plan.reserve, ("plan", "reserve")
    if reserve is None:
        return
    known = {o.id: o for o in plan.options}
    check.known("option", [reserve.option], known, (*at, "option"))
    check.known("action", reserve.actions, check.casebook.actions, (*at, "actions"))
    _amount(check, reserve.retainer, (*at, "retainer"), PAY)
    _amount(check, reserve.use, (*at, "use"), PAY)
    _amount(check, reserve.ceiling, (*at, "ceiling"), "person")
    _amount(check, reserve.lead, (*at, "lead"), "day")
    _amount(check, reserve.hold, (*at, "hold"), "day")
    _amount(check, reserve.start, (*at, "start"), "ratio")
    _amount(check, reserve.width, (*at, "width"), "ratio")


def _standing(check: RecordCheck, plan: ForcePlanning) -> None:
    actions = check.casebook.actions
    for i, item in enumerate(plan.standing):
        at: Route = ("plan", "standing", i)
        check.known("action", [item.action], actions, (*at, "action"))
        action = actions.get(item.action)
        if action is not None:
            uses = {u.id: u for u in action.uses}
            check.known("use", [item.use], uses, (*at, "use"))
        _amount(check, item.output, (*at, "output"), "ratio")
