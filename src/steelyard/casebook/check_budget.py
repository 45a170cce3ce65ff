"""Hold a budget against itself: purpose, time, amount, currency year."""

from __future__ import annotations

from collections.abc import Set

from steelyard.casebook.bounds import bounds
from steelyard.casebook.fiscal_years import horizon_years
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.budget import BudgetFile, Movement
from steelyard.casebook.schema.objects import Objects
from steelyard.casebook.units import factor

AMOUNT_UNITS = ("person", "bed", "hour/day")
THINGS = ("device", "place", "ratio")
"""Units in which things bought at once are counted."""


def check_budget(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find what in `budget.yaml` cannot be accounted with.

    Named are: a name that nothing defines, an amount that is not money or can be
    negative, a transfer above its authority or above what its account holds, a
    year outside availability, free money above the account, a price year or a
    fiscal year that the deflator cannot reach.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.

    Returns
    -------
    Problems with file, line and column; none if the casebook has no budget.
    """
    budget = casebook.budget
    if budget is None:
        return []
    check = RecordCheck(casebook, "budget", broken)
    _accounts(check, budget)
    for i, move in enumerate(budget.movements):
        _movement(check, budget, move, ("movements", i))
    names = [m.id for m in budget.movements]
    check.twice("movement", names, ("movements",))
    check.twice("option", [o.id for o in budget.options], ("options",))
    check.twice("rule", [r.id for r in budget.rules], ("rules",))
    for i, option in enumerate(budget.options):
        known = dict.fromkeys(names)
        check.known("movement", option.movements, known, ("options", i, "movements"))
        check.known("source", option.source, casebook.sources, ("options", i))
    _rules(check, budget)
    _estimating(check, budget)
    _operations(check, budget)
    _currency(check, budget)
    return check.problems


def _money(check: RecordCheck, id_: str | None, route: Route) -> Quantity | None:
    quantity = check.quantity(id_, route, "USD")
    if quantity is not None:
        check.at_least_zero(id_, route)
    return quantity


def _highest(quantity: Quantity) -> float:
    """Return the most that a quantity can be, in its own dollars."""
    top = bounds(quantity)[1]
    most = quantity.value if top == float("inf") else max(top, quantity.value)
    return most * factor(quantity.unit, "USD")


def _accounts(check: RecordCheck, budget: BudgetFile) -> None:
    for id_, account in budget.accounts.items():
        at: Route = ("accounts", id_)
        amount = _money(check, account.amount, (*at, "amount"))
        free = _money(check, account.free, (*at, "free"))
        if amount and free and _highest(free) > _highest(amount):
            what = (
                f"'{account.free}' can be {_highest(free):,.0f} USD, more than the "
                f"account's {_highest(amount):,.0f}"
            )
            check.add((*at, "free"), what, "free money is a part of the amount")
        for i, objects in enumerate(account.objects or ()):
            _objects(check, budget, objects, (*at, "objects", i))


def _objects(
    check: RecordCheck, budget: BudgetFile, objects: Objects, route: Route
) -> None:
    casebook = check.casebook
    statuses = casebook.forces.statuses if casebook.forces else {}
    uses = {u.id: u for a in casebook.actions.values() for u in a.uses}
    check.known("payer", objects.payers, budget.payers, (*route, "payers"))
    check.known("action", objects.actions, casebook.actions, (*route, "actions"))
    check.known("use", objects.uses, uses, (*route, "uses"))
    check.known("duty status", objects.statuses, statuses, (*route, "statuses"))
    check.known("quantity", objects.rates, casebook.quantities, (*route, "rates"))


def _movement(
    check: RecordCheck, budget: BudgetFile, move: Movement, at: Route
) -> None:
    amount = _money(check, move.amount, (*at, "amount"))
    limit = _money(check, move.limit, (*at, "limit"))
    if move.takes:
        each = _money(check, move.takes.each, (*at, "takes", "each"))
        if each and bounds(each)[0] <= 0:
            check.add((*at, "takes", "each"), "one of them can cost nothing")
    if amount and limit and _highest(amount) > _highest(limit):
        what = (
            f"the {move.kind} '{move.id}' can be {_highest(amount):,.0f} USD, above "
            f"its authority of {_highest(limit):,.0f}"
        )
        check.add((*at, "amount"), what, f"lower it, or mend the limit '{move.limit}'")
    source = budget.accounts.get(move.from_account or "")
    held = check.casebook.quantities.get(source.amount) if source else None
    if amount and held and _highest(amount) > _highest(held):
        what = (
            f"the {move.kind} '{move.id}' can be {_highest(amount):,.0f} USD, more "
            f"than '{move.from_account}' holds ({_highest(held):,.0f})"
        )
        check.add((*at, "amount"), what, "lower it")
    for i, objects in enumerate(move.objects or ()):
        _objects(check, budget, objects, (*at, "objects", i))
    for key in ("from_account", "to_account"):
        account = budget.accounts.get(getattr(move, key) or "")
        if account is None or move.year is None:
            continue
        first, last = account.years
        if not first <= move.year <= last:
            what = (
                f"FY{move.year} is outside the availability of "
                f"'{getattr(move, key)}' (FY{first} to FY{last})"
            )
            check.add((*at, "year"), what, "31 U.S.C. 1502(a): give a year within")


def _rules(check: RecordCheck, budget: BudgetFile) -> None:
    for i, rule in enumerate(budget.rules):
        at: Route = ("rules", i)
        _money(check, rule.limit, (*at, "limit"))
        check.known("payer", rule.payers, budget.payers, (*at, "payers"))
        for j, objects in enumerate(rule.covers or ()):
            _objects(check, budget, objects, (*at, "covers", j))


def _estimating(check: RecordCheck, budget: BudgetFile) -> None:
    for i, element in enumerate(budget.elements):
        for j, objects in enumerate(element.covers):
            _objects(check, budget, objects, ("elements", i, "covers", j))
    for i, group in enumerate(budget.correlation):
        at: Route = ("correlation", i)
        known = check.casebook.quantities
        check.known("quantity", group.quantities, known, (*at, "quantities"))
        check.between(group.rho, (*at, "rho"), 0.0, 0.999, "a correlation")
    held = [q for g in budget.correlation for q in g.quantities]
    for name in sorted({q for q in held if held.count(q) > 1}):
        check.add(("correlation",), f"'{name}' is in two groups", "leave one")
    for i, curve in enumerate(budget.curves):
        at = ("curves", i)
        for j, objects in enumerate(curve.covers):
            _objects(check, budget, objects, (*at, "covers", j))
        if curve.learning:
            check.between(curve.learning, (*at, "learning"), 0.5, 1.0, "a slope")
        step = check.casebook.quantities.get(curve.step or "")
        if curve.step and step is None:
            check.known("quantity", [curve.step], check.casebook.quantities, at)
        elif step is not None and bounds(step)[0] <= 0:
            check.add((*at, "step"), f"the step '{curve.step}' can be 0", "above 0")
    if budget.inflation:
        check.between(budget.inflation, ("inflation",), -0.2, 1.0, "inflation")


def _operations(check: RecordCheck, budget: BudgetFile) -> None:
    casebook = check.casebook
    statuses = casebook.forces.statuses if casebook.forces else {}
    check.twice("operation", [o.id for o in budget.operations], ("operations",))
    for i, operation in enumerate(budget.operations):
        at: Route = ("operations", i)
        _money(check, operation.cost, (*at, "cost"))
        check.known("source", operation.source, casebook.sources, (*at, "source"))
        for j, spent in enumerate(operation.used):
            here = (*at, "used", j)
            at_once = spent.kind in {"equipment", "service"}
            units = THINGS if at_once else AMOUNT_UNITS
            check.quantity(spent.amount, (*here, "amount"), units)
            check.quantity(spent.days, (*here, "days"), "day")
            wanted = (spent.status,) if spent.status else ()
            check.known("duty status", wanted, statuses, (*here, "status"))
    operations = {o.id: o for o in budget.operations}
    for name, ids in budget.derived.items():
        here = ("derived", name)
        check.known("quantity", [name], casebook.quantities, ("derived",))
        check.known("operation", ids, operations, here)


def _currency(check: RecordCheck, budget: BudgetFile) -> None:
    """Find fiscal years that no price index reaches."""
    if not budget.accounts:
        return
    front = check.casebook.front
    table = check.casebook.tables.get(front.deflator)
    if table is None and "tables" in check.broken:
        return
    columns = table.arrow.column_names if table else []
    if table is None or "year" not in columns:
        years: set[int] = set()
    else:
        column = table.arrow.column("year").to_pylist()
        years = {int(y) for y in column if y is not None}
    wanted = {front.currency_year}
    for fiscal in horizon_years(front.horizon.start, front.horizon.end):
        wanted |= {fiscal - 1, fiscal}
    for account in budget.accounts.values():
        wanted.add(account.years[0])
    if len(wanted) > 1 and not years:
        what = "money of several years, and no deflator"
        check.add(("payers",), what, f"add the table '{front.deflator}'")
        return
    late = sorted(y for y in wanted if y > max(years))
    if late and budget.inflation is None:
        what = f"prices of {late[0]} are wanted, the deflator ends at {max(years)}"
        check.add(
            ("payers",), what, "add `inflation`, a quantity of yearly growth (ratio)"
        )
    early = sorted(y for y in wanted if y < min(years))
    if early:
        what = f"prices of {early[0]} are wanted, the deflator begins at {min(years)}"
        check.add(("payers",), what, "extend the table")
