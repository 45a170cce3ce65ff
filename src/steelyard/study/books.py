"""Outcome columns of a course's books and forces, one row a future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.money.account import account, then_year
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.ledger import REASONS
from steelyard.stress.readiness.dwell import dwell
from steelyard.stress.readiness.flights import aircraft_days, margin
from steelyard.study.called import called_columns, called_gap
from steelyard.study.pool import free_by_day
from steelyard.study.readiness import Demand, in_aircraft, in_units, taken_over

Array = NDArray[np.float64]
Array32 = NDArray[np.float32]


def money_columns(
    casebook: Casebook,
    course: str,
    found: Sequence[Line],
    draws: Mapping[str, Array],
    prices: Deflator,
) -> dict[str, Array]:
    """Return what no appropriation covers, and what each account pays.

    Returns
    -------
    `gap`, `gap.year.YEAR`, `gap.reason.REASON` and `paid.ACCOUNT`, dollars of the
    years they fall in, and `gap.real`, the gap in dollars of the currency year;
    only `military_days`, person-days of the armed forces, if the casebook has no
    accounts. Of courses whose paths call for more, `called.*` besides.
    """
    military = _military_days(casebook, found)
    military |= called_columns(casebook, course, found)
    if casebook.budget is None or not casebook.budget.accounts or not found:
        return military
    ledger = account(casebook, course, found, draws, prices).ledger
    military |= called_gap(casebook, course, found, ledger, draws, prices)
    columns = {"gap": ledger.gap()}
    columns |= {f"gap.year.{y}": ledger.gap(y) for y in ledger.years}
    columns |= {f"gap.reason.{r}": ledger.gap(reason=r) for r in REASONS}
    paid = ledger.paid()
    none = np.zeros_like(columns["gap"])
    for id_ in casebook.budget.accounts:
        columns[f"paid.{id_}"] = paid.get(id_, none)
    money = {name: cents / 100.0 for name, cents in columns.items()}
    then = then_year(casebook, prices, draws)
    real = [money[f"gap.year.{y}"] / then.fiscal(y) for y in ledger.years]
    return military | money | {"gap.real": np.sum(real, axis=0)}


def _military_days(casebook: Casebook, found: Sequence[Line]) -> dict[str, Array]:
    """Return person-days of the armed forces; nothing without duty statuses."""
    statuses = casebook.forces.statuses if casebook.forces else {}
    if not statuses or not found:
        return {}
    mine = [
        line.amount
        for line in found
        if line.use.kind == "person_days"
        and line.use.status in statuses
        and statuses[line.use.status].military
    ]
    none = np.zeros_like(found[0].amount, dtype=np.float64)
    return {"military_days": np.sum(mine, axis=0) if mine else none}


def force_columns(casebook: Casebook, wanted: Demand) -> dict[str, Array]:
    """Return what a course does to units and aircraft.

    Returns
    -------
    `readiness.short.UNIT` (unit-days short of time at home), `readiness.short` (all
    types), `readiness.margin.AIRCRAFT` (least aircraft fit and without a task on any
    day), `readiness.margin` (the same, all types together) and `civil_share`; nothing
    if the casebook has no pool.
    """
    forces = casebook.forces
    if forces is None or not forces.units:
        return {}
    draws, none = wanted.draws, np.zeros(wanted.futures)
    units = in_units(casebook, wanted)
    columns: dict[str, Array] = {"readiness.short": none.copy()}
    for id_, held in forces.units.items():
        short = none
        if id_ in units and held.dwell is not None:
            free = free_by_day(casebook, draws, id_)
            ratio = draws[held.dwell].astype(np.float32)
            short = dwell(units[id_], free, ratio).short.astype(np.float64)
        columns[f"readiness.short.{id_}"] = short
        columns["readiness.short"] += short
    hours = in_aircraft(casebook, wanted)
    spare: Array32 = np.zeros((wanted.futures, 1), dtype=np.float32)
    for id_, item in forces.aircraft.items():
        fleet, capable, tasked, each = (
            draws[n].astype(np.float32)
            for n in (item.fleet, item.capable, item.tasked, item.hours)
        )
        idle = np.zeros((wanted.futures, 1), dtype=np.float32)
        taken = aircraft_days(hours[id_], each) if id_ in hours else idle
        left = margin(fleet, capable, tasked, taken)
        spare = spare + left
        columns[f"readiness.margin.{id_}"] = left.min(axis=1).astype(np.float64)
    if forces.aircraft:
        columns["readiness.margin"] = spare.min(axis=1).astype(np.float64)
    columns["civil_share"] = taken_over(wanted, forces.substitutes)
    return columns
