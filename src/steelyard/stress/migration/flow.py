"""A component's arrivals: read from a casebook, fitted, simulated under a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.threat import Flow
from steelyard.casebook.units import factor
from steelyard.stress.migration.classes import ClassFit, class_paths, fit_classes
from steelyard.stress.migration.effects import Effect, apply
from steelyard.stress.migration.fit import Fit, fit
from steelyard.stress.migration.paths import monthly_paths
from steelyard.stress.series import (
    Monthly,
    Revision,
    month_of,
    monthly,
    number,
    read_rows,
    revision,
)

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class FlowModel:
    """A fitted flow, with all that a chart of it needs.

    Attributes
    ----------
    id, title
        Of the flow.
    spec
        Its record in the casebook.
    record
        Arrivals by month and region, as far as forecasts may know them.
    fit
        The fitted model.
    classes
        Shares of classes, if the casebook has them.
    authorities
        Arrivals by title of authority, if the casebook has them; not forecast.
    revision
        Against an earlier release, if the casebook has one.
    units
        Unit of each quantity that the flow uses.
    """

    id: str
    title: str
    spec: Flow
    record: Monthly
    fit: Fit
    classes: ClassFit | None
    authorities: Monthly | None
    revision: Revision | None
    units: Mapping[str, str]

    def first_month(self) -> str:
        """Return the first month after the record."""
        return month_of(number(self.record.months[-1]) + 1)


def read_record(casebook: Casebook, sandbox: Sandbox, flow: str) -> Monthly:
    """Read a flow's arrivals by month and region.

    Raises
    ------
    CasebookError
        Unknown regions, gaps, values that are no counts: each with its row.
    """
    assert casebook.threat is not None
    spec = casebook.threat.flows[flow]
    mark = casebook.mark("threat", "threat", "flows", flow, "sql")
    rows = read_rows(sandbox, spec.sql, ("month", "region", "value"), mark)
    names = {
        r: (n := casebook.threat.regions[r]).names or (n.title,) for r in spec.regions
    }
    record = monthly(rows, names, mark)
    if spec.newer:
        record = _carried(casebook, sandbox, flow, record, spec.newer)
    return record.until(spec.until) if spec.until else record


def _carried(
    casebook: Casebook, sandbox: Sandbox, flow: str, record: Monthly, sql: str
) -> Monthly:
    """Carry a record on by newer totals, split as its last three months were."""
    mark = casebook.mark("threat", "threat", "flows", flow, "newer")
    rows = [(m, "all", v) for m, v in read_rows(sandbox, sql, ("month", "value"), mark)]
    totals = monthly(rows, {"all": ()}, mark, "series")
    after = [i for i, m in enumerate(totals.months) if m > record.months[-1]]
    if not after:
        return record
    if number(totals.months[after[0]]) != number(record.months[-1]) + 1:
        what = f"newer totals begin with {totals.months[after[0]]}"
        mend = f"they must go on from {record.months[-1]}, the end of the record"
        raise CasebookError([Problem(mark, what, mend)])
    recent = record.values[-3:].sum(axis=0)
    share = recent / recent.sum()
    values = np.concatenate([record.values, totals.values[after] * share])
    months = (*record.months, *(totals.months[i] for i in after))
    return Monthly(months, record.names, values)


def read_revision(casebook: Casebook, sandbox: Sandbox, flow: str) -> Revision | None:
    """Compare a flow's record with an earlier release, if the casebook has one."""
    assert casebook.threat is not None
    spec = casebook.threat.flows[flow]
    if spec.earlier is None:
        return None
    mark = casebook.mark("threat", "threat", "flows", flow, "earlier")
    rows = read_rows(sandbox, spec.earlier, ("month", "region", "value"), mark)
    regions = casebook.threat.regions
    names = {r: regions[r].names or (regions[r].title,) for r in spec.regions}
    earlier = monthly(rows, names, mark)
    try:
        return revision(read_record(casebook, sandbox, flow), earlier)
    except ValueError as error:
        raise CasebookError([Problem(mark, str(error))]) from None


def read_authorities(casebook: Casebook, sandbox: Sandbox, flow: str) -> Monthly | None:
    """Read arrivals by title of authority, for the record only."""
    assert casebook.threat is not None
    spec = casebook.threat.flows[flow]
    if spec.authorities_sql is None:
        return None
    mark = casebook.mark("threat", "threat", "flows", flow, "authorities_sql")
    rows = read_rows(
        sandbox, spec.authorities_sql, ("month", "authority", "value"), mark
    )
    return monthly(rows, spec.authorities, mark, "authority")


def read_classes(casebook: Casebook, sandbox: Sandbox, flow: str) -> ClassFit | None:
    """Read and fit the shares of a flow's classes, if it has any."""
    assert casebook.threat is not None
    spec = casebook.threat.flows[flow]
    if spec.classes_sql is None:
        return None
    mark = casebook.mark("threat", "threat", "flows", flow, "classes_sql")
    rows = read_rows(sandbox, spec.classes_sql, ("month", "class", "value"), mark)
    record = monthly(rows, spec.classes, mark, "class")
    return fit_classes(record.until(spec.until) if spec.until else record)


def read_flow(casebook: Casebook, sandbox: Sandbox, flow: str) -> FlowModel:
    """Read a flow and fit its model.

    Raises
    ------
    CasebookError
        If its record cannot be used.
    """
    assert casebook.threat is not None
    spec = casebook.threat.flows[flow]
    record = read_record(casebook, sandbox, flow)
    mark = casebook.mark("threat", "threat", "flows", flow)
    try:
        fitted = fit(record)
    except ValueError as error:
        raise CasebookError([Problem(mark, f"flow {flow}: {error}")]) from None
    return FlowModel(
        id=flow,
        title=spec.title,
        spec=spec,
        record=record,
        fit=fitted,
        classes=read_classes(casebook, sandbox, flow),
        authorities=read_authorities(casebook, sandbox, flow),
        revision=read_revision(casebook, sandbox, flow),
        units={id_: q.unit for id_, q in casebook.quantities.items()},
    )


def effects_of(model: FlowModel, draws: Mapping[str, Array]) -> tuple[Effect, ...]:
    """Return a flow's effects with their draws, in the order of the casebook."""
    found = []
    for item in model.spec.effects:
        change = draws[item.change]
        where = np.array(
            [not item.regions or r in item.regions for r in model.record.names]
        )
        life = item.half_life
        found.append(
            Effect(
                on=item.on,
                where=where,
                change=change,
                displaced=draws[item.displaced] if item.displaced else 0.0 * change,
                half_life=draws[life] * factor(model.units[life], "month")
                if life
                else None,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Arrivals:
    """Arrivals of a flow in many futures under one course.

    Attributes
    ----------
    months, regions, classes
        Names of the axes.
    monthly
        Mean arrivals, shape (futures, months, regions).
    shares
        Shares of classes, shape (futures, months, classes); None without classes.
    """

    flow: str
    months: tuple[str, ...]
    regions: tuple[str, ...]
    classes: tuple[str, ...]
    monthly: Array
    shares: Array | None


def baseline(
    model: FlowModel, start: str, end: str, futures: Ints, seed: int
) -> Arrivals:
    """Return arrivals in a horizon if nothing acts on them.

    Parameters
    ----------
    model
        The flow.
    start, end
        First day and day after the last, ISO.
    futures
        Numbers of the futures.
    seed
        Of the keyed streams.
    """
    first = number(model.first_month())
    begin = number(start[:7])
    stop = number(end[:7]) + (1 if end[8:] > "01" else 0)
    if begin < first:
        raise ValueError(
            f"the record reaches past {start}: set `until` in flow {model.id}"
        )
    paths = monthly_paths(
        model.fit, stop - first, futures, seed, f"migration.{model.id}"
    )
    shares = None
    if model.classes is not None:
        late = number(model.classes.months[-1]) + 1
        shares = class_paths(model.classes, stop - late, futures, seed)[
            :, begin - late :
        ]
    return Arrivals(
        flow=model.id,
        months=tuple(month_of(m) for m in range(begin, stop)),
        regions=model.record.names,
        classes=model.classes.classes if model.classes else (),
        monthly=paths[:, begin - first :],
        shares=shares,
    )


def under(
    model: FlowModel,
    base: Arrivals,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
) -> Arrivals:
    """Return arrivals under a course: the baseline itself if nothing acts.

    Parameters
    ----------
    model, base
        The flow and its baseline.
    draws
        Quantity values by future.
    levels
        Action or driver: level by month, shape (futures, months).
    """
    changed = apply(base.monthly, effects_of(model, draws), levels)
    if changed is base.monthly:
        return base
    return Arrivals(
        base.flow, base.months, base.regions, base.classes, changed, base.shares
    )
