"""Fiscal rules that courses would break, as page one names them."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.money.rules import RuleFinding
from steelyard.tell.material import Material
from steelyard.tell.show import amount, listing
from steelyard.weigh.fiscal import FiscalBreach, fiscal_breaches


@dataclass(frozen=True)
class Named:
    """A rule and the courses that it stands against, by how often."""

    rule: FiscalBreach
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(how often in words, ((course id, by how much), ...))."""


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
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in breach.courses:
        text = amount(item.amount, "USD") if item.amount > 0 else ""
        groups.setdefault(_often(item.share), []).append((item.course, text))
    return Named(breach, tuple((k, tuple(v)) for k, v in groups.items()))


def _often(share: float) -> str:
    if share == 1.0:
        return "in every future"
    return "in more than half of futures" if share > 0.5 else "in fewer"
