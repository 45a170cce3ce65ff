"""Findings for rows of the card that money and readiness give, from a run."""

from __future__ import annotations

import pyarrow as pa

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Record
from steelyard.weigh.estimate import estimate, quantity_step


class RowFinding(Record):
    """One row of one course: a sentence, the figure behind it, and more figures."""

    finding: str
    figure: Figure
    figures: tuple[Figure, ...] = ()


def unfunded(casebook: Casebook, course: str, table: pa.Table) -> RowFinding | None:
    """Say what no appropriation covers; None if the casebook has no accounts.

    Parameters
    ----------
    table
        Outcomes of the course, with the columns of `study.books`.
    """
    if "gap" not in table.column_names:
        return None
    whole = _figure(
        casebook,
        table,
        "gap",
        f"money.{course}.gap",
        "Cost that no appropriation covers",
        "USD of the years",
        _money_trace(casebook),
    )
    years = tuple(
        _figure(
            casebook,
            table,
            name,
            f"money.{course}.{name}",
            f"Not covered in FY{name.rpartition('.')[2]}",
            "USD of the years",
            whole.trace,
        )
        for name in table.column_names
        if name.startswith("gap.year.")
    )
    gap = table.column("gap").to_numpy()
    share = float((gap > 0).mean())
    finding = f"In {share:.0%} of futures some of it has no appropriation"
    if share:
        finding += f", {(whole.value or 0) / 1e6:,.0f} million dollars at the median"
    return RowFinding(finding=finding + ".", figure=whole, figures=years)


def readiness_row(
    casebook: Casebook, course: str, table: pa.Table
) -> RowFinding | None:
    """Say what a course takes from units and aircraft; None without a pool."""
    forces = casebook.forces
    if forces is None or "readiness.short" not in table.column_names:
        return None
    trace = _force_trace(casebook)
    short = _figure(
        casebook,
        table,
        "readiness.short",
        f"readiness.{course}.dwell",
        "Unit-days short of time at home",
        "unit day",
        trace,
    )
    margins = tuple(
        _figure(
            casebook,
            table,
            f"readiness.margin.{id_}",
            f"readiness.{course}.margin.{id_}",
            f"{item.title}: fit and without a task, on the worst day",
            "aircraft",
            trace,
        )
        for id_, item in forces.aircraft.items()
    )
    breach = float((table.column("readiness.short").to_numpy() > 0).mean())
    finding = f"Units fall short of time at home in {breach:.0%} of futures"
    if breach:
        finding += f", by {short.value:,.0f} unit-days at the median"
    for item, figure in zip(forces.aircraft.values(), margins, strict=True):
        finding += (
            f"; on the worst day {figure.value:,.0f} {item.title} are fit and have "
            "no task"
        )
    return RowFinding(finding=finding + ".", figure=short, figures=margins)


def civil_row(casebook: Casebook, course: str, table: pa.Table) -> RowFinding | None:
    """Say how much of the task others could do; None without substitutes."""
    forces = casebook.forces
    known = "civil_share" in table.column_names
    if forces is None or not forces.substitutes or not known:
        return None
    names = [n for s in forces.substitutes for n in (s.share, s.lead)]
    trace = tuple(quantity_step(casebook, n) for n in dict.fromkeys(names))
    share = _figure(
        casebook,
        table,
        "civil_share",
        f"plan.{course}.civil_share",
        "Share of military person-days that civil agencies or contractors could do",
        "percent",
        trace,
        scale=100.0,
    )
    finding = (
        f"Civil agencies or contractors could do {share.value:.0f}% of the military "
        "person-days of the horizon, once they are hired."
    )
    return RowFinding(finding=finding, figure=share)


def _figure(
    casebook: Casebook,
    table: pa.Table,
    column: str,
    id_: str,
    label: str,
    unit: str,
    trace: tuple[Step, ...],
    *,
    scale: float = 1.0,
) -> Figure:
    values = table.column(column).to_numpy() * scale
    used = [casebook.quantities[s.id].basis for s in trace if s.kind == "quantity"]
    weakest = max(used, key=BASES.index, default=None)
    basis = {weakest: 1.0} if weakest else None
    return estimate(id_, label, values, unit, basis=basis, formula=column, trace=trace)


def _money_trace(casebook: Casebook) -> tuple[Step, ...]:
    budget = casebook.budget
    held = budget.accounts.values() if budget else ()
    names = dict.fromkeys(a.free or a.amount for a in held)
    return (
        *(quantity_step(casebook, n) for n in names),
        Step(kind="model", id="steelyard.money.account.account"),
    )


def _force_trace(casebook: Casebook) -> tuple[Step, ...]:
    forces = casebook.forces
    names: dict[str, None] = {}
    for unit in (forces.units if forces else {}).values():
        keys = (unit.pool, unit.available, unit.dwell, unit.strength)
        names |= dict.fromkeys(k for k in keys if k)
    for plan in forces.training if forces else ():
        names[plan.share] = None
    for turn in forces.rotations if forces else ():
        names |= dict.fromkeys((turn.units, turn.tour, turn.overlap, turn.first))
    for item in (forces.aircraft if forces else {}).values():
        names |= dict.fromkeys((item.fleet, item.capable, item.tasked, item.hours))
    return (
        *(quantity_step(casebook, n) for n in names),
        Step(kind="model", id="steelyard.stress.readiness"),
    )
