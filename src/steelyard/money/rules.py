"""Hold the books of a course against the rules of purpose, time and amount.

References
----------
31 U.S.C. 1301(a) (purpose), 1502(a) (time), 1341(a)(1) (amount); GAO, Principles
of Federal Appropriations Law (the Red Book), chapters 3, 5 and 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.budget import BudgetRule
from steelyard.casebook.schema.objects import covered
from steelyard.casebook.units import factor
from steelyard.money.account import Accounted
from steelyard.money.cents import Cents, add, at_rank, to_cents
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.ledger import Ledger, Reason

Array = NDArray[np.float64]

Verdict: TypeAlias = Literal["kept", "depends", "breached", "not_concerned"]


class RuleFinding(Record):
    """What a rule says about a course."""

    rule: str
    verdict: Verdict
    share: float
    """Share of futures in which it is broken, or would be without its waiver."""
    amount: float
    """Dollars beyond it at the wanted percentile of futures."""
    says: str
    uses: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def hold(
    casebook: Casebook,
    done: Accounted,
    found: Sequence[Line],
    draws: Mapping[str, Array],
    prices: Deflator,
    percentile: float = 70.0,
) -> tuple[RuleFinding, ...]:
    """Hold a course's books against every rule of the budget.

    A rule with `payers` is a duty of who bears a cost; one with a `limit` and
    `covers` caps the money spent on that; one with a `limit` and `accounts` caps
    what is moved; the others speak of what the ledger leaves unpaid, by reason.
    """
    rules = casebook.budget.rules if casebook.budget else ()
    findings = []
    for rule in rules:
        mine = [x for x in found if covered(rule.covers, x.action, x.use)]
        if rule.payers:
            findings.append(_payers(casebook, rule, mine, done.ledger, percentile))
        elif rule.limit and rule.covers is not None:
            spent = _spent(casebook, rule, mine, done.ledger, draws, prices)
            findings.append(_limit(casebook, rule, mine, spent, draws, percentile))
        elif rule.limit:
            findings.append(_moved(casebook, rule, done, draws, percentile))
        elif rule.kind != "reimbursement":
            findings.append(_unpaid(rule, mine, done.ledger, percentile))
        else:
            findings.append(_finding(rule, "not_concerned", says=rule.says))
    return tuple(findings)


def _finding(
    rule: BudgetRule,
    verdict: Verdict,
    *,
    share: float = 0.0,
    amount: float = 0.0,
    says: str,
    uses: Sequence[str] = (),
) -> RuleFinding:
    return RuleFinding(
        rule=rule.id,
        verdict=verdict,
        share=share,
        amount=amount,
        says=says,
        uses=tuple(dict.fromkeys(uses)),
        cites=rule.cites,
    )


def _judge(rule: BudgetRule, broken: bool) -> Verdict:
    if not broken:
        return "kept"
    return "depends" if rule.waiver else "breached"


def _name(line: Line) -> str:
    return f"{line.action}.{line.use.id}"


def _payers(
    casebook: Casebook,
    rule: BudgetRule,
    mine: Sequence[Line],
    ledger: Ledger,
    percentile: float,
) -> RuleFinding:
    """Check who bears what the rule covers, after reimbursements."""
    if not mine:
        return _finding(rule, "not_concerned", says="no use of the course is covered")
    names = {f"use:{x.part}|{x.action}|{x.use.id}": x for x in mine}
    wrong = [n for n, x in names.items() if x.use.payer not in rule.payers]
    costs = {use.name: use.cents.sum(axis=1) for use in ledger.uses}
    backs: dict[str, Cents] = {}
    for entry in ledger.select("reimbursement"):
        backs[entry.debit] = backs.get(entry.debit, 0) + entry.cents
    due = [costs[n] - backs.get(n, 0) for n in wrong]
    sums = add(due, len(ledger.cost()))
    broken = bool((sums > 0).any())
    known = casebook.budget.payers if casebook.budget else {}
    who = " or ".join(known[p].title if p in known else p for p in rule.payers)
    says = f"borne by {who}" if not broken else f"is to be borne by {who}"
    if broken and rule.waiver:
        says += f", unless {rule.waiver}"
    return _finding(
        rule,
        _judge(rule, broken),
        share=float((sums > 0).mean()),
        amount=at_rank(sums, percentile),
        says=says,
        uses=[_name(names[n]) for n in (wrong if broken else names)],
    )


def _spent(
    casebook: Casebook,
    rule: BudgetRule,
    mine: Sequence[Line],
    ledger: Ledger,
    draws: Mapping[str, Array],
    prices: Deflator,
) -> Cents:
    """Return what is held against a ceiling, by the rule's scope; (futures,)."""
    none = add((), len(ledger.cost()))
    if rule.scope == "item":
        items = [_item(casebook, x, draws, prices) for x in mine]
        highest: Cents = np.maximum.reduce([none, *items])
        return highest
    names = {f"use:{x.part}|{x.action}|{x.use.id}" for x in mine}
    years = [
        add(
            (u.cents[:, i] for u in ledger.uses if u.name in names),
            len(none),
        )
        for i in range(len(ledger.years))
    ]
    if rule.scope == "year":
        dearest: Cents = np.maximum.reduce([none, *years])
        return dearest
    return add(years, len(none))


def _limit(
    casebook: Casebook,
    rule: BudgetRule,
    mine: Sequence[Line],
    spent: Cents,
    draws: Mapping[str, Array],
    percentile: float,
) -> RuleFinding:
    """Check money spent on what the rule covers against its ceiling."""
    if not mine or rule.limit is None:
        return _finding(rule, "not_concerned", says="no use of the course is covered")
    quantity = casebook.quantities[rule.limit]
    limit = to_cents(draws[rule.limit] * factor(quantity.unit, "USD"))
    over = np.maximum(spent - limit, 0)
    broken = bool((over > 0).any())
    what = {"item": "one item", "year": "one year", "horizon": "the whole"}[rule.scope]
    says = (
        f"{what} costs {float(np.median(spent)) / 1e8:,.1f} million USD at the median, "
        f"the ceiling is {float(np.median(limit)) / 1e8:,.1f} million"
    )
    if broken and rule.waiver:
        says += f"; it does not hold if {rule.waiver}"
    return _finding(
        rule,
        _judge(rule, broken),
        share=float((over > 0).mean()),
        amount=at_rank(over, percentile),
        says=says,
        uses=[_name(x) for x in mine],
    )


def _item(
    casebook: Casebook, line: Line, draws: Mapping[str, Array], prices: Deflator
) -> Cents:
    rate = casebook.quantities[line.use.rate]
    per = rate.unit.split("/", 1)
    scale = factor(per[0], "USD")
    if rate.price_year is not None:
        scale *= prices.factor(rate.price_year)
    return to_cents(draws[line.use.rate] * scale)


def _moved(
    casebook: Casebook,
    rule: BudgetRule,
    done: Accounted,
    draws: Mapping[str, Array],
    percentile: float,
) -> RuleFinding:
    """Check what is moved in each year against the authority to move it."""
    if rule.limit is None:
        return _finding(rule, "not_concerned", says=rule.says)
    quantity = casebook.quantities[rule.limit]
    limit = to_cents(draws[rule.limit] * factor(quantity.unit, "USD"))
    by_year: dict[int, Cents] = {}
    for item in done.moved:
        ids = {item.movement.from_account, item.movement.to_account}
        kind = item.movement.kind in {"transfer", "reprogramming"}
        if kind and (not rule.accounts or ids & set(rule.accounts)):
            by_year[item.year] = by_year.get(item.year, 0) + item.asked
    if not by_year:
        return _finding(
            rule, "not_concerned", says="no money is moved between accounts"
        )
    over = np.max([np.maximum(v - limit, 0) for v in by_year.values()], axis=0)
    broken = bool((over > 0).any())
    return _finding(
        rule,
        _judge(rule, broken),
        share=float((over > 0).mean()),
        amount=at_rank(over, percentile),
        says=f"the ceiling is {float(np.median(limit)) / 1e8:,.0f} million USD a year",
        uses=[item.movement.id for item in done.moved],
    )


def _unpaid(
    rule: BudgetRule, mine: Sequence[Line], ledger: Ledger, percentile: float
) -> RuleFinding:
    """Read the part of the gap that stands under the rule's kind."""
    reasons: dict[str, Reason] = {
        "purpose": "purpose",
        "time": "time",
        "amount": "amount",
    }
    reason = reasons[rule.kind]
    names = {f"use:{x.part}|{x.action}|{x.use.id}": x for x in mine}
    gaps = [
        e
        for e in ledger.select("gap")
        if e.credit.startswith(f"gap:{reason}:") and e.debit in names
    ]
    texts = {
        "purpose": "no account of the payer is made for it",
        "time": "no account for it is open in the year",
        "amount": "the accounts for it run out",
    }
    if not gaps:
        return _finding(rule, "kept", says="nothing is left unpaid for this reason")
    total = add((e.cents for e in gaps), len(gaps[0].cents))
    return _finding(
        rule,
        _judge(rule, bool((total > 0).any())),
        share=float((total > 0).mean()),
        amount=at_rank(total, percentile),
        says=texts[reason],
        uses=[_name(names[e.debit]) for e in gaps],
    )
