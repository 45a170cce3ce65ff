"""A double-entry ledger of a course: uses, sources and the gap, to the cent.

Each entry debits one name and credits another by the same whole cents, in each
future, so that debits and credits agree by construction. What remains to be shown
is that each use is booked at its cost and no account is overdrawn; a ledger that
fails this cannot be made.

References
----------
Pacioli (1494), Summa de arithmetica; US Standard General Ledger (Treasury) for
appropriations received, transferred and expended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from steelyard.money.cents import Cents

Reason: TypeAlias = Literal["purpose", "time", "amount"]

EntryKind: TypeAlias = Literal[
    "appropriation", "transfer", "obligation", "reimbursement", "gap"
]

REASONS: tuple[Reason, ...] = ("purpose", "time", "amount")
"""Why a use is not paid: no account may, none may in that year, none has enough."""

TREASURY = "treasury"
"""The credit side of what Congress or a legislature gives."""


class UnbalancedError(Exception):
    """Books that do not balance; they are never shown."""


@dataclass(frozen=True)
class Entry:
    """One booking.

    Attributes
    ----------
    year
        Fiscal year.
    kind
        What happens.
    debit, credit
        `use:PART|ACTION|USE`, `account:ID`, `gap:REASON:PAYER` or `treasury`.
    cents
        By future, shape (futures,).
    authority
        Under what authority, in words.
    """

    year: int
    kind: EntryKind
    debit: str
    credit: str
    cents: Cents
    authority: str = ""


@dataclass(frozen=True)
class Booked:
    """A use as it is booked: its name, who bears it first, its cost.

    Attributes
    ----------
    name
        `use:PART|ACTION|USE`.
    cents
        Then-year money, shape (futures, years).
    """

    name: str
    part: int
    action: str
    use: str
    payer: str
    cents: Cents


@dataclass(frozen=True)
class Ledger:
    """The books of one course; making one checks them.

    Raises
    ------
    UnbalancedError
        If a use is not booked at its cost, an entry is negative, or an account
        has a balance below zero.
    """

    course: str
    years: tuple[int, ...]
    uses: tuple[Booked, ...]
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        for entry in self.entries:
            if (entry.cents < 0).any():
                raise UnbalancedError(f"{entry.debit} / {entry.credit}: below zero")
        for i, year in enumerate(self.years):
            booked = self._sums("debit", year)
            for use in self.uses:
                cost = use.cents[:, i]
                if not np.array_equal(booked.get(use.name, np.zeros_like(cost)), cost):
                    raise UnbalancedError(f"{use.name} FY{year}: booked is not cost")
        for name, balance in self.balances().items():
            if name.startswith("account:") and (balance < 0).any():
                raise UnbalancedError(f"{name} is overdrawn")
        if self.entries and (sum(self.balances().values(), self._none()) != 0).any():
            raise UnbalancedError("debits and credits differ")

    def _none(self) -> Cents:
        first = next(iter(self.entries), None)
        futures = len(first.cents) if first else 0
        return np.zeros(futures, dtype=np.int64)

    def _sums(
        self, side: Literal["debit", "credit"], year: int | None
    ) -> dict[str, Cents]:
        sums: dict[str, Cents] = {}
        for entry in self.entries:
            if year is None or entry.year == year:
                name = entry.debit if side == "debit" else entry.credit
                sums[name] = sums[name] + entry.cents if name in sums else entry.cents
        return sums

    def balances(self) -> dict[str, Cents]:
        """Return debits less credits by name, shape (futures,)."""
        debit, credit = self._sums("debit", None), self._sums("credit", None)
        names = dict.fromkeys((*debit, *credit))
        none = self._none()
        return {n: debit.get(n, none) - credit.get(n, none) for n in names}

    def select(self, kind: str, year: int | None = None) -> Iterator[Entry]:
        """Return the entries of a kind, of one year if given."""
        for entry in self.entries:
            if entry.kind == kind and year in {None, entry.year}:
                yield entry

    def cost(self, year: int | None = None) -> Cents:
        """Return what all uses cost, shape (futures,)."""
        at = slice(None) if year is None else [self.years.index(year)]
        parts = [use.cents[:, at].sum(axis=1) for use in self.uses]
        return np.sum(parts, axis=0, dtype=np.int64) if parts else self._none()

    def gap(self, year: int | None = None, reason: Reason | None = None) -> Cents:
        """Return what nobody's appropriation covers, shape (futures,)."""
        head = "gap:" if reason is None else f"gap:{reason}:"
        found = [e.cents for e in self.select("gap", year) if e.credit.startswith(head)]
        return np.sum(found, axis=0, dtype=np.int64) if found else self._none()

    def paid(self, year: int | None = None) -> dict[str, Cents]:
        """Return what each account pays, by account id, shape (futures,)."""
        sums: dict[str, Cents] = {}
        for kind in ("obligation", "reimbursement"):
            for entry in self.select(kind, year):
                id_ = entry.credit.removeprefix("account:")
                sums[id_] = sums.get(id_, 0) + entry.cents
        return sums

    def left(self) -> dict[str, Cents]:
        """Return what remains in each account after the horizon, by account id."""
        return {
            name.removeprefix("account:"): balance
            for name, balance in self.balances().items()
            if name.startswith("account:")
        }
