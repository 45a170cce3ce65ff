"""What a course came to, over all futures."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis, Record
from steelyard.casebook.schema.courses import Course
from steelyard.money.cost import course_quantities
from steelyard.money.marks import Mark, marks
from steelyard.money.opinions import Opinions
from steelyard.stress.escalation.called import called_parts, path_quantities
from steelyard.study.futures import REPLAY, Futures
from steelyard.weigh.estimate import drivers, estimate, quantity_step

Array = NDArray[np.float64]

EVEN = (
    "Ranges without a probability are covered evenly: a share of futures is "
    "not a chance."
)

PERCENTILES = (1, 5, 10, 25, 50, 75, 90, 95, 99)


class Driver(Record):
    """A quantity that moves the cost, by Spearman's rank correlation."""

    quantity: str
    rho: float


class CourseSummary(Record):
    """Figures of one course."""

    course: str
    cost: Figure
    over_nothing: Figure
    """Cost above that of `nothing`, future by future."""
    percentiles: dict[int, float]
    """Cost at these percentiles of futures."""
    by_year: dict[int, Figure]
    by_payer: dict[str, Figure]
    by_kind: dict[str, Figure]
    by_action: dict[str, Figure]
    amounts: dict[str, Figure]
    """Person-days by duty status, bed-days, flight hours, peaks."""
    drivers: tuple[Driver, ...]
    marks: tuple[Mark, ...]
    not_costed: tuple[str, ...]
    """Actions of the course without a cost."""


def summarise(
    casebook: Casebook,
    course: Course,
    table: pa.Table,
    nothing: pa.Table,
    futures: Futures,
    opinions: Opinions | None = None,
) -> CourseSummary:
    """Summarise a course's outcomes.

    Parameters
    ----------
    table, nothing
        Outcomes of the course and of doing nothing, one row a future, in the
        same order of futures.
    futures
        The inputs, for what drives the cost.
    opinions
        Second estimates and back-tests, if any were made.
    """
    others = opinions or Opinions()
    columns = {name: table.column(name).to_numpy() for name in table.column_names}
    unit = f"USD of {casebook.front.currency_year}"
    trace = _trace(casebook, course)
    basis = {b: float(columns[f"cost.basis.{b}"].mean()) for b in BASES}
    strongest = _drivers(casebook, course, futures, columns["cost"])
    by_year = _split(course, columns, "year", unit, trace)
    cost, over = _costs(course, columns["cost"], nothing, unit, basis, trace)
    return CourseSummary(
        course=course.id,
        cost=cost,
        over_nothing=over,
        percentiles={p: float(np.percentile(columns["cost"], p)) for p in PERCENTILES},
        by_year={int(year): figure for year, figure in by_year.items()},
        by_payer=_split(course, columns, "payer", unit, trace),
        by_kind=_split(course, columns, "kind", unit, trace),
        by_action=_by_action(casebook, course, columns, unit),
        amounts=_amounts(course, columns, trace),
        drivers=strongest,
        marks=marks(
            casebook,
            course,
            basis,
            _by_use(columns),
            tuple(d.quantity for d in strongest),
            others.seconds.get(course.id),
            others.tests,
        ),
        not_costed=tuple(
            p.action for p in course.parts if not casebook.actions[p.action].uses
        ),
    )


def _costs(
    course: Course,
    cost: Array,
    nothing: pa.Table,
    unit: str,
    basis: dict[Basis, float],
    trace: tuple[Step, ...],
) -> tuple[Figure, Figure]:
    whole = estimate(
        f"money.{course.id}.cost",
        f"Cost of {course.title} over the horizon",
        cost,
        unit,
        basis=basis,
        formula="sum over parts and uses of amount x scale x rate x days at work, "
        "brought to prices of the currency year",
        trace=trace,
        note=EVEN,
    )
    over = estimate(
        f"money.{course.id}.over_nothing",
        f"Cost of {course.title} above that of doing nothing",
        cost - nothing.column("cost").to_numpy(),
        unit,
        basis=basis,
        formula="cost of the course less cost of `nothing` in the same future",
        trace=trace,
        note=EVEN,
    )
    return whole, over


def _drivers(
    casebook: Casebook, course: Course, futures: Futures, cost: Array
) -> tuple[Driver, ...]:
    """Rank the quantities that the course rests on; others could only seem to."""
    used = {*course_quantities(casebook, course), *path_quantities(casebook, course)}
    if any(part.trigger for part in course.parts):
        used.add(REPLAY)
    at = [i for i, name in enumerate(futures.names) if name in used]
    names = [futures.names[i] for i in at]
    found = drivers(futures.points[:, at], names, cost)
    return tuple(Driver(quantity=name, rho=rho) for name, rho in found)


def _trace(casebook: Casebook, course: Course) -> tuple[Step, ...]:
    deflator = casebook.front.deflator
    return (
        *(quantity_step(casebook, n) for n in course_quantities(casebook, course)),
        Step(kind="table", id=deflator, says="brings money to one year's prices"),
        Step(kind="model", id="steelyard.money.cost.lines"),
        *_answers(casebook, course),
        *(Step(kind="source", id=s) for s in course.source),
    )


def _answers(casebook: Casebook, course: Course) -> tuple[Step, ...]:
    """Return the step by which answers of others come into the cost, if they do."""
    if not called_parts(casebook, course):
        return ()
    says = "what paths of the ladder call for beyond that of the status quo"
    return (Step(kind="model", id="steelyard.stress.escalation.beyond", says=says),)


def _split(
    course: Course,
    columns: dict[str, Array],
    by: str,
    unit: str,
    trace: tuple[Step, ...],
) -> dict[str, Figure]:
    prefix = f"cost.{by}."
    return {
        name.removeprefix(prefix): estimate(
            f"money.{course.id}.{by}.{name.removeprefix(prefix)}",
            f"Cost by {by}: {name.removeprefix(prefix)}",
            values,
            unit,
            formula=f"the part of the course's cost with this {by}",
            trace=trace,
        )
        for name, values in columns.items()
        if name.startswith(prefix) and values.any()
    }


def _by_use(columns: dict[str, Array]) -> dict[tuple[int, str], float]:
    found: dict[tuple[int, str], float] = {}
    for name, values in columns.items():
        if name.startswith("cost.use."):
            part, _, use = _use_name(name)
            found[part, use] = float(values.mean())
    return found


def _use_name(column: str) -> tuple[int, str, str]:
    """Split `cost.use.PART|ACTION|USE` into its three names."""
    part, action, use = column.removeprefix("cost.use.").split("|")
    return int(part), action, use


def _by_action(
    casebook: Casebook, course: Course, columns: dict[str, Array], unit: str
) -> dict[str, Figure]:
    sums: dict[str, Array] = {}
    for name, values in columns.items():
        if name.startswith("cost.use."):
            action = _use_name(name)[1]
            sums[action] = sums.get(action, np.zeros_like(values)) + values
    figures = {}
    for action, values in sums.items():
        uses = casebook.actions[action].uses
        names = dict.fromkeys(n for use in uses for n in (use.amount, use.rate))
        bases: dict[Basis, float] = {}
        for use in uses:
            pair = (use.amount, use.rate)
            found = [casebook.quantities[n].basis for n in pair]
            weakest = max(found, key=BASES.index)
            bases[weakest] = bases.get(weakest, 0.0) + 1.0
        figures[action] = estimate(
            f"money.{course.id}.action.{action}",
            casebook.actions[action].title,
            values,
            unit,
            basis=bases if len(bases) == 1 else None,
            formula="; ".join(f"{use.amount} x {use.rate}" for use in uses),
            trace=[quantity_step(casebook, n) for n in names],
        )
    return figures


_AMOUNTS = {
    "bed_days": ("Bed-days", "bed day"),
    "flight_hours": ("Flight hours", "hour"),
    "peak.persons": ("People on duty at the highest", "person"),
    "peak.beds": ("Beds at the highest", "bed"),
}


def _amounts(
    course: Course, columns: dict[str, Array], trace: tuple[Step, ...]
) -> dict[str, Figure]:
    figures = {}
    for name, values in columns.items():
        if name.startswith("person_days."):
            status = name.removeprefix("person_days.")
            label, unit = f"Person-days, {status}", "person day"
        elif name in _AMOUNTS:
            label, unit = _AMOUNTS[name]
        else:
            continue
        if values.any():
            figures[name] = estimate(
                f"money.{course.id}.{name}",
                label,
                values,
                unit,
                formula="amount x scale x days at work",
                trace=trace,
            )
    return figures
