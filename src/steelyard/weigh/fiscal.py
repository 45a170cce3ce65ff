"""Which fiscal rules courses would break, rule by rule, for page one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.money.rules import RuleFinding, Verdict


class Broken(Record):
    """One course that a rule stands against."""

    course: str
    share: float
    """Share of futures in which it does."""
    amount: float
    """Dollars beyond the rule at the percentile of futures that was asked for."""
    says: str


class FiscalBreach(Record):
    """A rule of the budget and the courses that it stands against."""

    rule: str
    verdict: Verdict
    """`breached`, or `depends` where a waiver in words may lift it."""
    says: str
    cites: tuple[str, ...]
    waiver: str
    courses: tuple[Broken, ...]


def fiscal_breaches(
    casebook: Casebook, rules: Mapping[str, Sequence[RuleFinding]]
) -> tuple[FiscalBreach, ...]:
    """Gather what rules say about courses, by rule.

    Parameters
    ----------
    casebook
        Has the rules, in the order in which they are named.
    rules
        Course id to the findings of `money.rules.hold`.

    Returns
    -------
    Rules that a course breaks in some future, those without a waiver first; in each
    the courses, those in the most futures first.
    """
    found = []
    for rule in casebook.budget.rules if casebook.budget else ():
        hits = [
            (course, finding)
            for course, findings in rules.items()
            for finding in findings
            if finding.rule == rule.id and finding.verdict in {"breached", "depends"}
        ]
        if not hits:
            continue
        hits.sort(key=lambda hit: (-hit[1].share, -hit[1].amount))
        found.append(
            FiscalBreach(
                rule=rule.id,
                verdict=hits[0][1].verdict,
                says=rule.says,
                cites=rule.cites,
                waiver=rule.waiver or "",
                courses=tuple(
                    Broken(course=c, share=f.share, amount=f.amount, says=f.says)
                    for c, f in hits
                ),
            )
        )
    return tuple(sorted(found, key=lambda f: f.verdict != "breached"))
