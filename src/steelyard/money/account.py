"""The verb: pay a course's uses out of accounts, and book what stays unpaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.fiscal_years import horizon_years
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.budget import Movement
from steelyard.casebook.schema.objects import covered
from steelyard.money.cents import Cents, share_of, to_cents
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.ledger import Booked, Entry, EntryKind, Ledger, Reason
from steelyard.money.movements import Moved, apply, chosen
from steelyard.money.pots import Pot, open_pots
from steelyard.money.prices import ThenYear
from steelyard.stress.escalation.called import whole_parts

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Accounted:
    """A ledger and the movements that were made before it."""

    ledger: Ledger
    moved: tuple[Moved, ...]


def then_year(
    casebook: Casebook, prices: Deflator, draws: Mapping[str, Array]
) -> ThenYear:
    """Return the prices of fiscal years in each future."""
    name = casebook.budget.inflation if casebook.budget else None
    return ThenYear(prices, draws[name] if name else None)


def account(
    casebook: Casebook,
    course: str,
    found: Sequence[Line],
    draws: Mapping[str, Array],
    prices: Deflator,
    *,
    options: Iterable[str] = (),
    as_of: date | None = None,
) -> Accounted:
    """Account for a course.

    Uses are paid in the order of the course's parts; for each, reimbursing
    accounts come first (the agency that asked pays), then the accounts of its
    payer in the order of the budget. What nothing covers is a gap, with why.

    Parameters
    ----------
    casebook, course
        Supply accounts, objects and parts.
    found
        The course's costs, in prices of the currency year.
    draws
        Quantity id to its value in each future, shape (futures,).
    prices
        The price index.
    options
        Options or movements of the budget that are made.
    as_of
        The day that knows what was enacted; None knows all.

    Returns
    -------
    A ledger in then-year dollars that balances to the cent.
    """
    horizon = casebook.front.horizon
    years = horizon_years(horizon.start, horizon.end)
    then = then_year(casebook, prices, draws)
    pots, entries = open_pots(casebook, draws, then, as_of)
    moves = chosen(casebook, options)
    moved, more = apply(casebook, moves, pots, draws, then)
    entries += more
    uses = [_booked(line, years, then) for line in found]
    payments = _Payments(casebook, course, pots, moves)
    for i, year in enumerate(years):
        for line, use in zip(found, uses, strict=True):
            entries += payments.pay(line, use, use.cents[:, i], year)
    ledger = Ledger(course, years, tuple(uses), tuple(entries))
    return Accounted(ledger, tuple(moved))


def _booked(line: Line, years: tuple[int, ...], then: ThenYear) -> Booked:
    name = f"use:{line.part}|{line.action}|{line.use.id}"
    dated = [line.cost[:, i] * then.fiscal(year) for i, year in enumerate(years)]
    cents = to_cents(np.stack(dated, axis=1))
    use = line.use
    return Booked(name, line.part, line.action, use.id, use.payer, cents)


def _room(cost: Cents, share: float, late: Mapping[float, Cents]) -> Cents:
    """Return what an account enacted within the year can still pay of a use.

    A cost falls evenly over the year; what accounts enacted on or after a day
    pay together stays within the share of the cost that falls after that day.
    """
    room = cost
    for limit in {share, *(s for s in late if s > share)}:
        paid = sum((v for s, v in late.items() if s <= limit), np.zeros_like(cost))
        room = np.minimum(room, share_of(cost, limit) - paid)
    return np.maximum(room, 0)


class _Payments:
    """Pays one use after another out of the same accounts."""

    def __init__(
        self,
        casebook: Casebook,
        course: str,
        pots: Mapping[str, Pot],
        moves: Iterable[Movement],
    ) -> None:
        horizon = casebook.front.horizon
        self.parts = whole_parts(casebook, casebook.courses[course])
        nothing = casebook.courses.get("nothing")
        self.goes_on = {p.action for p in nothing.parts} if nothing else set()
        self.pots = pots
        self.start = date.fromisoformat(horizon.start)
        self.end = date.fromisoformat(horizon.end)
        self.paybacks = [m for m in moves if m.kind == "reimbursement"]

    def pay(self, line: Line, use: Booked, cost: Cents, year: int) -> list[Entry]:
        """Return the entries of one use in one year, the gap among them."""
        entries: list[Entry] = []
        want = cost.copy()
        late: dict[float, Cents] = {}
        begins = date.fromisoformat(self.parts[line.part].start or self.start_iso)
        goes_on = line.action in self.goes_on
        reason: Reason = "purpose"
        for pot, authority, back in self._candidates(line):
            reason = "time" if reason == "purpose" else reason
            share = pot.share(year, self.start, self.end)
            started = pot.may_start(begins, goes_on)
            if not (pot.open_in(year) and started and share > 0):
                continue
            reason = "amount"
            take = np.minimum(want, pot.left)
            if share < 1.0:
                take = np.minimum(take, _room(cost, share, late))
                late[share] = late.get(share, 0) + take
            if not take.any():
                continue
            pot.left = pot.left - take
            want = want - take
            kind: EntryKind = "reimbursement" if back else "obligation"
            entries.append(
                Entry(year, kind, use.name, f"account:{pot.id}", take, authority)
            )
        if want.any():
            credit = f"gap:{reason}:{use.payer}"
            entries.append(Entry(year, "gap", use.name, credit, want))
        return entries

    @property
    def start_iso(self) -> str:
        """First day of the horizon."""
        return self.start.isoformat()

    def _candidates(self, line: Line) -> list[tuple[Pot, str, bool]]:
        found: list[tuple[Pot, str, bool]] = []
        for move in self.paybacks:
            pot = self.pots.get(move.from_account or "")
            if pot is not None and covered(move.objects, line.action, line.use):
                found.append((pot, move.authority, True))
        for pot in self.pots.values():
            mine = pot.account.payer == line.use.payer
            if mine and covered(pot.account.objects, line.action, line.use):
                found.append((pot, pot.account.authority, False))
        return found
