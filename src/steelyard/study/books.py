"""Outcome columns of a course's books and forces, one row a future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.money.account import account
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.ledger import REASONS
from steelyard.stress.readiness.dwell import dwell
from steelyard.stress.readiness.flights import aircraft_days, margin
from steelyard.study.readiness import (
    Demand,
    by_status,
    in_aircraft,
    in_units,
    relieved,
)

Array = NDArray[np.float64]


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
    years they fall in; nothing if the casebook has no accounts.
    """
    if casebook.budget is None or not casebook.budget.accounts or not found:
        return {}
    ledger = account(casebook, course, found, draws, prices).ledger
    columns = {"gap": ledger.gap()}
    columns |= {f"gap.year.{y}": ledger.gap(y) for y in ledger.years}
    columns |= {f"gap.reason.{r}": ledger.gap(reason=r) for r in REASONS}
    paid = ledger.paid()
    none = np.zeros_like(columns["gap"])
    for id_ in casebook.budget.accounts:
        columns[f"paid.{id_}"] = paid.get(id_, none)
    return {name: cents / 100.0 for name, cents in columns.items()}


def force_columns(casebook: Casebook, wanted: Demand) -> dict[str, Array]:
    """Return what a course does to units and aircraft.

    Returns
    -------
    `readiness.short.UNIT` (unit-days short of time at home), `readiness.short` (all
    types), `readiness.margin.AIRCRAFT` (least aircraft fit and without a task on any
    day) and `civil_share`; nothing if the casebook has no pool.
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
            share = draws[held.available] if held.available else 1.0
            free = (draws[held.pool] * share).astype(np.float32)
            ratio = draws[held.dwell].astype(np.float32)
            short = dwell(units[id_], free, ratio).short.astype(np.float64)
        columns[f"readiness.short.{id_}"] = short
        columns["readiness.short"] += short
    hours = in_aircraft(casebook, wanted)
    for id_, item in forces.aircraft.items():
        fleet, capable, tasked, each = (
            draws[n].astype(np.float32)
            for n in (item.fleet, item.capable, item.tasked, item.hours)
        )
        idle = np.zeros((wanted.futures, 1), dtype=np.float32)
        taken = aircraft_days(hours[id_], each) if id_ in hours else idle
        left = margin(fleet, capable, tasked, taken).min(axis=1)
        columns[f"readiness.margin.{id_}"] = left.astype(np.float64)
    columns["civil_share"] = _civil_share(casebook, wanted)
    return columns


def _civil_share(casebook: Casebook, wanted: Demand) -> Array:
    """Return the share of military person-days that others could take over."""
    forces = casebook.forces
    _, over = relieved(wanted, forces.substitutes if forces else ())
    taken = np.zeros(wanted.futures)
    for piece, _, amount in over:
        if piece.use.kind == "person_days":
            taken = taken + amount.sum(axis=1, dtype=np.float64)
    whole = np.zeros(wanted.futures)
    for people in by_status(wanted).values():
        whole = whole + people.sum(axis=1, dtype=np.float64)
    return np.divide(taken, whole, out=np.zeros_like(whole), where=whole > 0)
