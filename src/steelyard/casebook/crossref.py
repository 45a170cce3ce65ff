"""Hold the parts of a casebook against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from steelyard.casebook.escalation_check import check_escalation
from steelyard.casebook.model import Casebook
from steelyard.casebook.outlines import check_outlines
from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.threat_check import check_threat
from steelyard.casebook.units import dimension, registry


@dataclass
class _Checker:
    casebook: Casebook
    broken: Set[str]
    problems: list[Problem] = field(default_factory=list)

    def need(
        self,
        kind: str,
        ids: Iterable[str],
        known: Mapping[str, object],
        owner: tuple[str, str],
        *route: str | int,
    ) -> None:
        """Add a problem for each id that nothing defines."""
        for i, id_ in enumerate(ids):
            if id_ not in known and _PART_OF[kind] not in self.broken:
                self.add(owner, (*route, i), f"no {kind} '{id_}'", nearest(id_, known))

    def one(
        self,
        kind: str,
        id_: str | None,
        known: Mapping[str, object],
        owner: tuple[str, str],
        *route: str | int,
    ) -> None:
        """Add a problem if an id is given and nothing defines it."""
        if id_ is None or id_ in known:
            return
        if _PART_OF[kind] not in self.broken:
            self.add(owner, route, f"no {kind} '{id_}'", nearest(id_, known))

    def add(
        self,
        owner: tuple[str, str],
        route: tuple[str | int, ...],
        message: str,
        mend: str = "",
    ) -> None:
        """Add a problem at a route inside a record."""
        mark = self.casebook.places[owner].mark(*route)
        self.problems.append(Problem(mark, message, mend))


_PART_OF = {
    "source": "sources",
    "quantity": "quantities",
    "measure or quantity": "quantities",
    "claim": "claims",
    "action": "actions",
    "course": "courses",
    "indicator": "courses",
    "flow": "threat",
    "payer": "budget",
    "account": "budget",
    "duty status": "forces",
}
"""Kind of record: the part that defines it."""


def cross_check(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find dangling ids, units that do not fit, cycles and missing courses.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.
    """
    checker = _Checker(casebook, broken)
    _front(checker)
    _quantities(checker)
    _claims(checker)
    _actions(checker)
    _courses(checker)
    _pathways(checker)
    _budget(checker)
    for id_, measure in casebook.measures.items():
        owner = ("measure", id_)
        checker.need("source", measure.source, casebook.sources, owner, "source")
        checker.one(
            "quantity", measure.threshold, casebook.quantities, owner, "threshold"
        )
    for name, table in casebook.tables.items():
        checker.need(
            "source",
            table.sources,
            casebook.sources,
            ("table", name),
            "steelyard",
            "sources",
        )
    checker.problems.extend(check_escalation(casebook, broken))
    checker.problems.extend(check_threat(casebook, broken))
    checker.problems.extend(check_outlines(casebook, broken))
    return checker.problems


def _front(checker: _Checker) -> None:
    casebook = checker.casebook
    owner = ("casebook", casebook.front.id)
    proposal = casebook.front.proposal.source
    checker.one("source", proposal, casebook.sources, owner, "proposal", "source")
    if casebook.courses and "courses" not in checker.broken:
        if "nothing" not in casebook.courses:
            what = "no course 'nothing'"
            checker.add(owner, ("files",), what, "doing nothing is always compared")
        if not any(c.kind == "civil" for c in casebook.courses.values()):
            what = "no course of kind 'civil'"
            mend = "a civilian course is always compared"
            checker.add(owner, ("files",), what, mend)


def _quantities(checker: _Checker) -> None:
    casebook = checker.casebook
    years = _deflator_years(casebook)
    for id_, quantity in casebook.quantities.items():
        owner = ("quantity", id_)
        checker.need("source", quantity.source, casebook.sources, owner, "source")
        problem = unit_problem(quantity)
        if problem:
            checker.add(owner, ("unit",), *problem)
        elif quantity.price_year and years is not None:
            for year in {quantity.price_year, casebook.front.currency_year} - years:
                what = f"the deflator table has no year {year}"
                mend = f"it runs from {min(years)} to {max(years)}" if years else ""
                checker.add(owner, ("price_year",), what, mend)


def unit_problem(quantity: Quantity) -> tuple[str, str] | None:
    """Return what is wrong with a quantity's unit and price year, if anything."""
    try:
        money = "[currency]" in dimension(quantity.unit)
    except ValueError as error:
        names = [*("person/day", "USD/person/day", "ratio", "day", "hour", "mile")]
        return str(error), nearest(quantity.unit, [*names, *registry()])
    if money and quantity.price_year is None:
        return "money without a price year", "add price_year, e.g. 2024"
    if not money and quantity.price_year is not None:
        return "a price year on what is not money", "remove price_year"
    return None


def _deflator_years(casebook: Casebook) -> set[int] | None:
    table = casebook.tables.get(casebook.front.deflator)
    if table is None or "year" not in table.arrow.column_names:
        return None
    return {int(y) for y in table.arrow.column("year").to_pylist() if y is not None}


def _claims(checker: _Checker) -> None:
    casebook = checker.casebook
    for id_, claim in casebook.claims.items():
        owner = ("claim", id_)
        for i, item in enumerate(claim.evidence):
            known = casebook.sources
            checker.need("source", item.source, known, owner, "evidence", i, "source")
        if claim.check:
            rows = claim.check.sources
            checker.need("source", rows, casebook.sources, owner, "check", "sources")
        if claim.states:
            try:
                dimension(claim.states.unit)
            except ValueError as error:
                checker.add(owner, ("states", "unit"), str(error))


def _actions(checker: _Checker) -> None:
    casebook = checker.casebook
    payers = casebook.budget.payers if casebook.budget else {}
    statuses = casebook.forces.statuses if casebook.forces else {}
    for id_, action in casebook.actions.items():
        owner = ("action", id_)
        checker.need("source", action.source, casebook.sources, owner, "source")
        checker.need("action", action.requires, casebook.actions, owner, "requires")
        checker.need("claim", action.claims, casebook.claims, owner, "claims")
        for i, use in enumerate(action.uses):
            at = ("uses", i)
            known = casebook.quantities
            checker.one("quantity", use.amount, known, owner, *at, "amount")
            checker.one("quantity", use.rate, known, owner, *at, "rate")
            checker.one("payer", use.payer, payers, owner, *at, "payer")
            checker.one("duty status", use.status, statuses, owner, *at, "status")
            if use.amount in known and use.rate in known:
                _use_units(checker, owner, at, use.amount, use.rate, use.recurring)
        for i, effect in enumerate(action.effects):
            targets = {**casebook.measures, **casebook.quantities}
            checker.one(
                "measure or quantity", effect.target, targets, owner, "effects", i
            )
            checker.one(
                "quantity", effect.size, casebook.quantities, owner, "effects", i
            )
    for cycle in _cycles({i: a.requires for i, a in casebook.actions.items()}):
        text = " -> ".join([*cycle, cycle[0]])
        owner = ("action", cycle[0])
        checker.add(owner, ("requires",), f"a cycle: {text}", "drop one of them")


def _use_units(
    checker: _Checker,
    owner: tuple[str, str],
    at: tuple[str | int, ...],
    amount: str,
    rate: str,
    recurring: bool,
) -> None:
    known = checker.casebook.quantities
    a, r = known[amount], known[rate]
    if unit_problem(a) or unit_problem(r):
        return
    per = "day" if recurring else "ratio"
    product = dimension(a.unit) * dimension(r.unit) * dimension(per)
    if product != dimension("USD"):
        each = " x day" if recurring else ""
        what = f"{amount} [{a.unit}] x {rate} [{r.unit}]{each} is not money"
        checker.add(owner, at, what, f"it is {product}; change a unit or `recurring`")


def _courses(checker: _Checker) -> None:
    casebook = checker.casebook
    quantities = casebook.quantities
    flows = casebook.threat.flows if casebook.threat else {}
    for id_, indicator in casebook.indicators.items():
        checker.one("flow", indicator.flow, flows, ("indicator", id_), "flow")
    for id_, course in casebook.courses.items():
        owner = ("course", id_)
        checker.need("source", course.source, casebook.sources, owner, "source")
        checker.need("claim", course.claims, casebook.claims, owner, "claims")
        for i, part in enumerate(course.parts):
            at = ("parts", i)
            checker.one("action", part.action, casebook.actions, owner, *at, "action")
            checker.one("quantity", part.ramp, quantities, owner, *at, "ramp")
            if isinstance(part.scale, str):
                checker.one("quantity", part.scale, quantities, owner, *at, "scale")
            if part.trigger:
                trigger = part.trigger
                here = (*at, "trigger")
                checker.one(
                    "indicator",
                    trigger.indicator,
                    casebook.indicators,
                    owner,
                    *here,
                    "indicator",
                )
                for key in ("above", "below", "lead", "hold"):
                    value = getattr(trigger, key)
                    checker.one("quantity", value, quantities, owner, *here, key)


def _pathways(checker: _Checker) -> None:
    casebook = checker.casebook
    for id_, path in casebook.pathways.items():
        owner = ("pathway", id_)
        known = casebook.courses
        checker.one(
            "indicator", path.indicator, casebook.indicators, owner, "indicator"
        )
        for key in ("above", "below"):
            level = getattr(path, key)
            checker.one("quantity", level, casebook.quantities, owner, key)
        checker.one("course", path.start, known, owner, "start")
        for course, after in path.follows.items():
            checker.one("course", course, known, owner, "follows", course)
            checker.need("course", after, known, owner, "follows", course)
        for course, lead in path.lead.items():
            checker.one("course", course, known, owner, "lead", course)
            checker.one("quantity", lead, casebook.quantities, owner, "lead", course)


def _budget(checker: _Checker) -> None:
    casebook = checker.casebook
    budget = casebook.budget
    if budget is None:
        return
    owner = ("budget", "budget")
    for id_, account in budget.accounts.items():
        at = ("accounts", id_)
        checker.one("payer", account.payer, budget.payers, owner, *at, "payer")
        checker.one("quantity", account.amount, casebook.quantities, owner, *at)
        checker.need("source", account.source, casebook.sources, owner, *at, "source")
    for i, move in enumerate(budget.movements):
        at2 = ("movements", i)
        for key in ("from_account", "to_account"):
            value = getattr(move, key)
            checker.one("account", value, budget.accounts, owner, *at2, key)
        checker.one("quantity", move.amount, casebook.quantities, owner, *at2, "amount")
        checker.need("source", move.source, casebook.sources, owner, *at2, "source")
    for i, rule in enumerate(budget.rules):
        checker.need(
            "account", rule.accounts, budget.accounts, owner, "rules", i, "accounts"
        )
        checker.one("quantity", rule.limit, casebook.quantities, owner, "rules", i)


def _cycles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return one cycle for each that a depth-first walk closes."""
    state: dict[str, int] = {}
    found: list[list[str]] = []

    def walk(node: str, trail: list[str]) -> None:
        state[node] = 1
        for after in graph.get(node, ()):
            if state.get(after) == 1:
                found.append(trail[trail.index(after) :])
            elif after in graph and after not in state:
                walk(after, [*trail, after])
        state[node] = 2

    for start in graph:
        if start not in state:
            walk(start, [start])
    return found
