"""Make a problem of forces of a casebook and a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.force_plan import ForcePlanning, PlanHire, PlanOption
from steelyard.law import admissible, law_of
from steelyard.plan.amounts import Amounts
from steelyard.plan.forces.problem import ForceProblem, Hire, Option, Reserve, Worth
from steelyard.plan.forces.trigger import Trigger, sent
from steelyard.plan.linear import Floats
from steelyard.plan.needs import arrivals, stream
from steelyard.plan.scenarios import Arrivals, draw, season

WEEK = "USD/person/week"


@dataclass(frozen=True)
class Menu:
    """Whom a course can send, and what the law says of each.

    Attributes
    ----------
    options, hires, reserve
        As the programme takes them.
    rule
        That sends the reserve; None without one.
    titles
        By id.
    law
        By id: verdicts at home and in international law.
    barred
        Ids that no reading of the law allows at home: they are not planned with.
    """

    options: tuple[Option, ...]
    hires: tuple[Hire, ...]
    reserve: Reserve | None
    rule: Trigger | None
    titles: Mapping[str, str]
    law: Mapping[str, dict[str, Any]]
    barred: tuple[str, ...]


def menu(casebook: Casebook, amounts: Amounts, course: str) -> Menu:
    """Return whom a course can send: what its actions allow and no reading bars."""
    plan = planning(casebook)
    actions = {part.action for part in casebook.courses[course].parts}
    items: list[PlanOption | PlanHire] = [*plan.options, *plan.hires]
    on = [i for i in items if _in(i.actions, actions)]
    ruled = _law(casebook, on)
    barred = tuple(i for i, r in ruled.items() if r["domestic"] == "barred")
    options = tuple(
        _option(casebook, amounts, o)
        for o in plan.options
        if _in(o.actions, actions) and o.id not in barred
    )
    hires = tuple(
        _hire(amounts, h)
        for h in plan.hires
        if _in(h.actions, actions) and h.id not in barred
    )
    reserve, rule = None, None
    held = plan.reserve
    if held is not None and _in(held.actions, actions) and held.option not in barred:
        reserve, rule = _reserve(amounts, plan)
    titles = {i.id: i.title for i in items}
    return Menu(options, hires, reserve, rule, titles, ruled, barred)


def planning(casebook: Casebook) -> ForcePlanning:
    """Return the planning part of the casebook's forces, which must be there."""
    assert casebook.forces is not None
    assert casebook.forces.plan is not None
    return casebook.forces.plan


def _in(wanted: tuple[str, ...], actions: set[str]) -> bool:
    return not wanted or bool(actions & set(wanted))


def _law(
    casebook: Casebook, items: list[PlanOption | PlanHire]
) -> dict[str, dict[str, Any]]:
    law = law_of(casebook)
    if law is None:
        return {}
    acts = {item.id: item.acts for item in items}
    gates = admissible(law, acts, casebook.front.as_of.law)
    return {
        id_: {
            "domestic": gate.domestic,
            "international": gate.international,
            "if_read": [s.pairs() for s in gate.if_read],
        }
        for id_, gate in gates.items()
    }


def _option(casebook: Casebook, amounts: Amounts, item: PlanOption) -> Option:
    assert casebook.forces is not None
    status = casebook.forces.statuses[item.status]
    return Option(
        id=item.id,
        weekly=amounts.value(item.weekly, WEEK),
        setup=amounts.value(item.setup, "USD/person"),
        tour=max(1, round(amounts.value(status.tour, "week", 52.0))),
        lead=int(np.ceil(amounts.value(status.lead, "week") - 1e-9)),
        dwell=amounts.value(status.dwell, "ratio"),
        pool=amounts.value(item.pool, "person"),
        ceiling=amounts.value(item.ceiling, "person", float("inf")),
        output=amounts.value(item.output, "ratio", 1.0),
    )


def _hire(amounts: Amounts, item: PlanHire) -> Hire:
    yearly = amounts.value(item.attrition, "1/year")
    return Hire(
        id=item.id,
        weekly=amounts.value(item.weekly, WEEK),
        training=amounts.value(item.training, "USD/person"),
        lead=int(np.ceil(amounts.value(item.lead, "week") - 1e-9)),
        attrition=float(1 - np.exp(-yearly * 7 / 365.25)),
        rate=amounts.value(item.rate, "person/week"),
        ceiling=amounts.value(item.ceiling, "person"),
        output=amounts.value(item.output, "ratio", 1.0),
    )


def _reserve(amounts: Amounts, plan: ForcePlanning) -> tuple[Reserve, Trigger]:
    held = plan.reserve
    assert held is not None
    reserve = Reserve(
        retainer=amounts.value(held.retainer, WEEK),
        use=amounts.value(held.use, WEEK),
        ceiling=amounts.value(held.ceiling, "person"),
        option=held.option,
    )
    rule = Trigger(
        start=amounts.value(held.start, "ratio"),
        width=amounts.value(held.width, "ratio"),
        lead=max(1, int(np.ceil(amounts.value(held.lead, "week") - 1e-9))),
        hold=max(1, round(amounts.value(held.hold, "week"))),
    )
    return reserve, rule


@dataclass(frozen=True)
class Maker:
    """Makes problems on samples of scenarios that are independent by number."""

    menu: Menu
    weeks: int
    base: float
    driven: Arrivals
    standing: Floats
    worth: Worth
    seed: int

    def __call__(
        self, number: int, count: int, rule: Trigger | None = None
    ) -> ForceProblem:
        """Return the problem on sample `number` of `count` scenarios."""
        rng = stream(self.seed, 6, number)
        need = self.base + draw(self.driven, self.weeks, count, rng)
        return self.on(need, rule)

    def on(self, need: Floats, rule: Trigger | None = None) -> ForceProblem:
        """Return the problem on scenarios that are given, shape (count, weeks)."""
        rule = rule or self.menu.rule
        share = np.zeros_like(need)
        if rule is not None and self.menu.reserve is not None:
            usual = self.base + season(self.driven, self.weeks)
            share = sent(rule, need, usual)
        return ForceProblem(
            weeks=self.weeks,
            options=self.menu.options,
            hires=self.menu.hires,
            reserve=self.menu.reserve,
            standing=self.standing,
            demand=need,
            sent=share,
            worth=self.worth,
        )


def maker(casebook: Casebook, amounts: Amounts, course: str, seed: int) -> Maker:
    """Read what a course's problem is made of."""
    plan = planning(casebook)
    first = date.fromisoformat(casebook.front.horizon.start)
    last = date.fromisoformat(casebook.front.horizon.end)
    weeks = max(1, (last - first).days // 7)
    driven = amounts.value(plan.driven, "person")
    present = {part.action for part in casebook.courses[course].parts}
    standing = 0.0
    for item in plan.standing:
        if item.action in present:
            uses = {u.id: u for u in casebook.actions[item.action].uses}
            people = amounts.value(uses[item.use].amount, "person")
            standing += people * amounts.value(item.output, "ratio", 1.0)
    return Maker(
        menu=menu(casebook, amounts, course),
        weeks=weeks,
        base=amounts.value(plan.base, "person"),
        driven=arrivals(amounts, plan.needs, driven, first),
        standing=np.full(weeks, standing),
        worth=Worth(
            penalty=amounts.value(plan.unmet, WEEK),
            tail=amounts.value(plan.tail_weight, WEEK),
            alpha=1 - amounts.value(plan.tail_share, "ratio"),
        ),
        seed=seed,
    )
