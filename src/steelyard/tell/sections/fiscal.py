"""Fiscal rules that courses would break, as page one names them."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.money.rules import RuleFinding
from steelyard.tell.material import Material
from steelyard.tell.show import amount, listing, percent
from steelyard.weigh.fiscal import FiscalBreach, fiscal_breaches


@dataclass(frozen=True)
class Named:
    """A rule and, in words, the courses that it stands against."""

    rule: FiscalBreach
    against: tuple[tuple[str, str], ...]
    """(course id, in how many futures and by how much)."""


@dataclass(frozen=True)
class Fiscal:
    """What page one says of fiscal law.

    Attributes
    ----------
    broken
        Rules without a waiver.
    turning
        Citations of the rules that turn on a waiver, joined as in a sentence.
    percentile
        Of futures, at which amounts are said.
    """

    broken: tuple[Named, ...]
    turning: str
    percentile: str


def fiscal(m: Material) -> Fiscal | None:
    """Return the fiscal rules that stand against courses; None without a ledger."""
    found = m.exhibit("ledger")
    if found is None:
        return None
    held = {
        course: [RuleFinding.model_validate(rule) for rule in page["rules"]]
        for course, page in found["courses"].items()
    }
    breaches = fiscal_breaches(m.casebook, held)
    cites = [b.cites[0] for b in breaches if b.verdict == "depends"]
    return Fiscal(
        broken=tuple(_named(b) for b in breaches if b.verdict == "breached"),
        turning=listing(list(dict.fromkeys(cites))),
        percentile=f"{found['percentile']:g}th",
    )


def _named(breach: FiscalBreach) -> Named:
    against = []
    for item in breach.courses:
        text = f"in {percent(item.share)} of futures"
        if item.amount > 0:
            text += f", {amount(item.amount, 'USD')}"
        against.append((item.course, text))
    return Named(breach, tuple(against))
