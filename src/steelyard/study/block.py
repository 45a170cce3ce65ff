"""Run one course through one block of futures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES
from steelyard.money.cost import AMOUNT_UNIT, Line, lines
from steelyard.money.deflator import Deflator
from steelyard.study.activity import by_year, fiscal_years, level
from steelyard.study.books import force_columns, money_columns
from steelyard.study.futures import Futures
from steelyard.study.readiness import demand_of
from steelyard.study.replay import Record

Array = NDArray[np.float64]


def run_block(
    casebook: Casebook,
    course: str,
    futures: Futures,
    rows: slice,
    records: Mapping[str, Record],
    prices: Deflator,
) -> pa.Table:
    """Return the outcomes of a course in some futures.

    Returns
    -------
    One row a future. Money is in the casebook's currency year: `cost`, and the
    same split by fiscal year (`cost.year.2025`), payer, kind of use, basis and
    use; then `person_days.STATUS`, `bed_days`, `flight_hours`, `peak.persons`
    and `peak.beds`; then what `study.books` adds.
    """
    draws = futures.draws(casebook.quantities, rows)
    u = futures.replay(rows)
    windows = {id_: record.pick(u) for id_, record in records.items()}
    parts = casebook.courses[course].parts
    levels = [level(casebook, part, draws, windows) for part in parts]
    active = [by_year(casebook, by_day) for by_day in levels]
    found = lines(casebook, parts, active, draws, prices)
    columns: dict[str, Array] = {
        "future": np.arange(rows.start, rows.stop, dtype=float)
    }
    columns |= _money(casebook, found, len(u))
    columns |= _amounts(casebook, found, len(u))
    columns |= money_columns(casebook, course, found, draws, prices)
    wanted = demand_of(casebook, course, levels, draws)
    columns |= force_columns(casebook, wanted)
    table: dict[str, pa.Array] = {name: pa.array(v) for name, v in columns.items()}
    table["future"] = table["future"].cast(pa.int64())
    return pa.table(table)


def _total(arrays: list[Array], futures: int) -> Array:
    return np.sum(arrays, axis=0) if arrays else np.zeros(futures)


def _money(casebook: Casebook, found: list[Line], futures: int) -> dict[str, Array]:
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


def _amounts(casebook: Casebook, found: list[Line], futures: int) -> dict[str, Array]:
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
