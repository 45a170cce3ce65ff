"""One future's books, at a percentile: a page that adds up to the cent."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.money.ledger import Ledger, UnbalancedError


class Paid(Record):
    """What one source pays for one use in one year."""

    use: str
    """ACTION.USE of the part, e.g. `3: M06.people`."""
    source: str
    """Account id, or `gap`."""
    payer: str
    cents: int
    authority: str
    why: str = ""
    """For a gap: purpose, time or amount."""


class Statement(Record):
    """The uses of a year and their sources, in one future."""

    course: str
    year: int | None
    """Fiscal year; None for the whole horizon."""
    percentile: float
    future: int
    """The future at that percentile of the gap, ties by cost."""
    lines: tuple[Paid, ...]
    cost: int
    """Cents."""
    paid: dict[str, int]
    """Cents by account."""
    gap: int
    """Cents that no appropriation covers."""


def at_percentile(ledger: Ledger, percentile: float, year: int | None = None) -> int:
    """Return the future whose gap is at a percentile, nearest rank.

    Futures with the same gap are ordered by cost, so that a course without a gap
    is shown at that percentile of its cost.
    """
    if not 0.0 < percentile <= 100.0:
        raise ValueError(f"a percentile lies above 0, up to 100; got {percentile:g}")
    gap, cost = ledger.gap(year), ledger.cost(year)
    if not len(gap):
        return 0
    order = np.lexsort((cost, gap))
    rank = int(np.ceil(percentile / 100.0 * len(order))) - 1
    return int(order[max(rank, 0)])


def statement(
    casebook: Casebook,
    ledger: Ledger,
    percentile: float = 70.0,
    year: int | None = None,
) -> Statement:
    """Return the books of the future at a percentile of the gap.

    Raises
    ------
    ValueError
        If the ledger has no such year.
    UnbalancedError
        If sources and gap do not add up to the cost.
    """
    if year is not None and year not in ledger.years:
        known = ", ".join(f"FY{y}" for y in ledger.years)
        raise ValueError(f"the horizon has no FY{year}; it has {known}")
    i = at_percentile(ledger, percentile, year)
    lines = _lines(casebook, ledger, i, year)
    paid: dict[str, int] = {}
    for line in lines:
        if line.source != "gap":
            paid[line.source] = paid.get(line.source, 0) + line.cents
    gap = sum(line.cents for line in lines if line.source == "gap")
    total = ledger.cost(year)
    cost = int(total[i]) if len(total) else 0
    if sum(paid.values()) + gap != cost:
        raise UnbalancedError(f"{ledger.course}: sources and gap are not the cost")
    return Statement(
        course=ledger.course,
        year=year,
        percentile=percentile,
        future=i,
        lines=lines,
        cost=cost,
        paid=paid,
        gap=gap,
    )


def _lines(
    casebook: Casebook, ledger: Ledger, future: int, year: int | None
) -> tuple[Paid, ...]:
    """Return what each source pays for each use, zeros left out."""
    accounts = casebook.budget.accounts if casebook.budget else {}
    sums: dict[tuple[str, str], int] = {}
    said: dict[tuple[str, str], str] = {}
    for kind in ("reimbursement", "obligation", "gap"):
        for entry in ledger.select(kind, year):
            key = (entry.debit, entry.credit)
            sums[key] = sums.get(key, 0) + int(entry.cents[future])
            said[key] = entry.authority
    lines = []
    for (debit, credit), cents in sums.items():
        part, action, use = debit.removeprefix("use:").split("|")
        head, _, rest = credit.partition(":")
        why, _, owing = rest.partition(":") if head == "gap" else ("", "", "")
        if cents:
            line = Paid(
                use=f"{int(part) + 1}: {action}.{use}",
                source="gap" if why else rest,
                payer=owing if why else accounts[rest].payer,
                cents=cents,
                authority=said[debit, credit],
                why=why,
            )
            lines.append(line)
    return tuple(lines)
