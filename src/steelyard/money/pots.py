"""Appropriation accounts as they are drawn down over the horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.fiscal_years import fiscal_span, overlap
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.budget import Account
from steelyard.casebook.units import factor
from steelyard.money.cents import Cents, share_of, to_cents
from steelyard.money.ledger import TREASURY, Entry
from steelyard.money.prices import ThenYear

Array = NDArray[np.float64]


@dataclass
class Pot:
    """One account and what is left in it.

    Attributes
    ----------
    left
        Cents by future, shape (futures,).
    granted
        Whether it may pay: a request only once a movement grants it.
    """

    id: str
    account: Account
    left: Cents
    granted: bool

    def open_in(self, year: int) -> bool:
        """Tell whether it can be obligated in a fiscal year."""
        first, last = self.account.years
        return self.granted and first <= year <= last

    def share(self, year: int, start: date, end: date) -> float:
        """Return the share of a year's days in the horizon after enactment."""
        if self.account.enacted is None:
            return 1.0
        days = overlap(start, end, year)
        day = date.fromisoformat(self.account.enacted)
        after = overlap(max(start, day), max(end, day), year)
        return after / days if days else 0.0

    def may_start(self, begins: date, goes_on: bool) -> bool:
        """Tell whether it may pay for what begins on a day."""
        if self.account.new_starts or goes_on:
            return True
        return begins < fiscal_span(self.account.years[0])[0]


def dollars(
    casebook: Casebook, id_: str, draws: Mapping[str, Array], year: int, then: ThenYear
) -> Array:
    """Return a quantity of money in dollars of a year, shape (futures,)."""
    quantity = casebook.quantities[id_]
    value = draws[id_] * factor(quantity.unit, "USD")
    if quantity.price_year is not None and quantity.price_year != year:
        value = value * then.between(quantity.price_year, year)
    return np.broadcast_to(value, np.shape(draws[id_]))


def open_pots(
    casebook: Casebook,
    draws: Mapping[str, Array],
    then: ThenYear,
    as_of: date | None = None,
) -> tuple[dict[str, Pot], list[Entry]]:
    """Open the accounts of a budget with their free money.

    Parameters
    ----------
    draws
        Quantity id to its value in each future.
    then
        Brings amounts to the dollars of the account's first year; a continuing
        resolution keeps the dollars of the year before.
    as_of
        Accounts enacted after this day are left out; None keeps all.

    Returns
    -------
    The accounts by id, and the entries of what was appropriated.
    """
    pots: dict[str, Pot] = {}
    entries: list[Entry] = []
    horizon = casebook.front.horizon
    start, end = date.fromisoformat(horizon.start), date.fromisoformat(horizon.end)
    for id_, account in (casebook.budget.accounts if casebook.budget else {}).items():
        late = account.enacted is not None and as_of is not None
        if late and date.fromisoformat(account.enacted or "") > (as_of or start):
            continue
        name = account.free or account.amount
        first, last = account.years
        frozen = account.status == "continuing_resolution"
        priced = casebook.quantities[name].price_year if frozen else None
        opening = to_cents(dollars(casebook, name, draws, priced or first, then))
        granted = account.status != "requested"
        if not granted:
            opening = np.zeros_like(opening)
        elif account.apportioned:
            opening = share_of(opening, _share_in_horizon(first, last, start, end))
        pots[id_] = Pot(id_, account, opening.copy(), granted)
        entries.append(
            Entry(
                max(first, min(last, _first_year(start))),
                "appropriation",
                f"account:{id_}",
                TREASURY,
                opening,
                account.authority,
            )
        )
    return pots, entries


def _first_year(start: date) -> int:
    return start.year + (1 if start.month >= 10 else 0)


def _share_in_horizon(first: int, last: int, start: date, end: date) -> float:
    whole = (fiscal_span(last)[1] - fiscal_span(first)[0]).days
    inside = sum(overlap(start, end, year) for year in range(first, last + 1))
    return inside / whole
