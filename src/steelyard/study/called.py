"""What answers of others call for, one row a future: within a course's totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.money.account import then_year
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.ledger import Ledger
from steelyard.study.activity import fiscal_years

Array = NDArray[np.float64]


def called_columns(
    casebook: Casebook, course: str, found: Sequence[Line]
) -> dict[str, Array]:
    """Return what paths call for beyond that of the status quo, (futures,) each.

    Returns
    -------
    `called.cost` (USD of the currency year), `called.days` (military person-days) and
    `called.hours` (flight hours): parts of the course's totals and never added to
    them. Nothing for a course whose paths call for nothing.
    """
    mine = _mine(casebook, course, found)
    if not mine:
        return {}
    statuses = casebook.forces.statuses if casebook.forces else {}
    none = np.zeros_like(mine[0].amount, dtype=np.float64)

    def total(lines: Sequence[Line]) -> Array:
        return np.sum([x.amount for x in lines], axis=0) if lines else none

    military = [
        x for x in mine if x.use.status in statuses and statuses[x.use.status].military
    ]
    return {
        "called.cost": np.sum([x.cost.sum(axis=1) for x in mine], axis=0),
        "called.days": total(military),
        "called.hours": total([x for x in mine if x.use.kind == "flight_hours"]),
    }


def called_gap(
    casebook: Casebook,
    course: str,
    found: Sequence[Line],
    ledger: Ledger,
    draws: Mapping[str, Array],
    prices: Deflator,
) -> dict[str, Array]:
    """Return `called.gap`: what of it no appropriation covers, in currency-year USD.

    In each fiscal year what a course plans is paid before what answers call for. What
    answers take out of an account may be missed by the course in a later year; that
    stands in the gap as a whole.
    """
    names = {
        f"use:{x.part}|{x.action}|{x.use.id}" for x in _mine(casebook, course, found)
    }
    if not names:
        return {}
    then = then_year(casebook, prices, draws)
    gap = np.zeros(len(found[0].cost))
    for year in fiscal_years(casebook):
        for entry in ledger.select("gap", year):
            if entry.debit in names:
                gap = gap + entry.cents / 100.0 / then.fiscal(year)
    return {"called.gap": gap}


def _mine(casebook: Casebook, course: str, found: Sequence[Line]) -> list[Line]:
    own = len(casebook.courses[course].parts)
    return [line for line in found if line.part >= own]
