"""What a course costs and uses, one row a future."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES
from steelyard.casebook.schema.courses import Part
from steelyard.money.cost import AMOUNT_UNIT, Line, lines
from steelyard.money.deflator import Deflator
from steelyard.study.activity import by_year, fiscal_years

Array = NDArray[np.float64]


def cost_lines(
    casebook: Casebook,
    parts: tuple[Part, ...],
    by_part: list[Array],
    draws: Mapping[str, Array],
    prices: Deflator,
    own: int | None = None,
) -> list[Line]:
    """Return the cost lines of a course's parts, from their levels by day.

    Parameters
    ----------
    by_part
        Level of each part, (futures, days) each.
    own
        How many of the parts are the course's own; all if left out. Of the others,
        which answers call for, only the share that is called for is set up.
    """
    active = [by_year(casebook, by_day) for by_day in by_part]
    for i in range(len(parts) if own is None else own, len(parts)):
        active[i] = replace(active[i], started=active[i].peak)
    return lines(casebook, parts, active, draws, prices)


def _total(arrays: list[Array], futures: int) -> Array:
    return np.sum(arrays, axis=0) if arrays else np.zeros(futures)


def cost_columns(
    casebook: Casebook, found: list[Line], futures: int
) -> dict[str, Array]:
    """Return money in the casebook's currency year, (futures,) each.

    `cost`, and the same split by fiscal year (`cost.year.2025`), payer, kind of use,
    basis and use.
    """
    costs = [line.cost.sum(axis=1) for line in found]
    columns = {"cost": _total(costs, futures)}
    for i, year in enumerate(fiscal_years(casebook)):
        of_year = [line.cost[:, i] for line in found]
        columns[f"cost.year.{year}"] = _total(of_year, futures)
    payers = casebook.budget.payers if casebook.budget else {}
    for payer in payers:
        mine = [c for c, x in zip(costs, found, strict=True) if x.use.payer == payer]
        columns[f"cost.payer.{payer}"] = _total(mine, futures)
    for kind in dict.fromkeys(line.use.kind for line in found):
        mine = [c for c, x in zip(costs, found, strict=True) if x.use.kind == kind]
        columns[f"cost.kind.{kind}"] = _total(mine, futures)
    for basis in BASES:
        mine = [c for c, x in zip(costs, found, strict=True) if x.basis == basis]
        columns[f"cost.basis.{basis}"] = _total(mine, futures)
    for cost, line in zip(costs, found, strict=True):
        columns[f"cost.use.{line.part}|{line.action}|{line.use.id}"] = cost
    return columns


def amount_columns(
    casebook: Casebook, found: list[Line], futures: int
) -> dict[str, Array]:
    """Return what is used, (futures,) each.

    `person_days.STATUS`, `bed_days`, `flight_hours`, `peak.persons`, `peak.beds`.
    """
    columns: dict[str, Array] = {}
    statuses = casebook.forces.statuses if casebook.forces else {}
    people = [x for x in found if x.use.kind == "person_days"]
    for status in statuses:
        mine = [x.amount for x in people if x.use.status == status]
        if mine:
            columns[f"person_days.{status}"] = _total(mine, futures)
    for kind in AMOUNT_UNIT:
        mine = [x.amount for x in found if x.use.kind == kind]
        columns[kind] = _total(mine, futures)
    columns["peak.persons"] = _total([x.peak for x in people], futures)
    beds = [x.peak for x in found if x.use.kind == "bed_days"]
    columns["peak.beds"] = _total(beds, futures)
    return columns
