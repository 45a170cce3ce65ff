"""The line under a course: agents, soldiers in support, encounters, got-aways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.threat import Border, Published
from steelyard.casebook.units import factor
from steelyard.stress.border.detect import Ground, keenness_for, stopped
from steelyard.stress.border.displacement import (
    DisplacementFit,
    displaced,
    fit_displacement,
)
from steelyard.stress.border.record import Yearly, read_yearly
from steelyard.stress.migration.flow import Arrivals, FlowModel

Array = NDArray[np.float64]

HOURS_A_DAY = 24.0
HOURS_A_MONTH = 365.25 * 24 / 12


@dataclass(frozen=True)
class LineModel:
    """The line with its records.

    Attributes
    ----------
    spec
        The record in the casebook.
    regions
        In the order of the flow.
    agents, encounters
        Yearly records.
    fit
        The rule of displacement, fitted to the calibration years.
    reference
        Encounters a month in the last year of the record, (regions,).
    lengths
        Quantity of each region's length.
    units
        Units of quantities.
    """

    spec: Border
    regions: tuple[str, ...]
    agents: Yearly
    encounters: Yearly
    fit: DisplacementFit
    reference: Array
    lengths: tuple[str, ...]
    units: Mapping[str, str]

    def draw(self, draws: Mapping[str, Array], id_: str, unit: str) -> Array:
        """Return the draws of a quantity in a unit."""
        return draws[id_] * factor(self.units[id_], unit)


@dataclass(frozen=True)
class LineResult:
    """What happens on the line, each of shape (futures, months, regions).

    Attributes
    ----------
    attempts
        Known attempts to cross.
    stopped
        Probability that one is stopped.
    encounters, turned_back, got_away
        They add up to attempts.
    agents
        Agents on the line at a time.
    support
        Supporting people who stop crossings themselves, on the line at a time.
    capped
        Share of futures whose published rate the line cannot reach.
    """

    months: tuple[str, ...]
    regions: tuple[str, ...]
    attempts: Array
    stopped: Array
    encounters: Array
    turned_back: Array
    got_away: Array
    agents: Array
    support: Array
    capped: float

    def agent_hours(self) -> Array:
        """Return hours of agents on the line in the horizon, (futures,)."""
        hours: Array = self.agents.sum(axis=(1, 2)) * HOURS_A_MONTH
        return hours


def read_line(casebook: Casebook, sandbox: Sandbox, flow: FlowModel) -> LineModel:
    """Read the line's records and fit the rule of displacement.

    Raises
    ------
    CasebookError
        If a record cannot be used.
    """
    assert casebook.threat is not None
    spec = casebook.threat.border
    assert spec is not None
    regions = flow.record.names
    agents = read_yearly(casebook, sandbox, "agents_sql", regions)
    encounters = read_yearly(casebook, sandbox, "encounters_sql", regions)
    both = agents.together(encounters, *spec.calibrate)
    mark = casebook.mark("threat", "threat", "border", "calibrate")
    try:
        fit = fit_displacement(both[0], regions, both[1], both[2])
    except ValueError as error:
        raise CasebookError([Problem(mark, str(error))]) from None
    return LineModel(
        spec=spec,
        regions=regions,
        agents=agents,
        encounters=encounters,
        fit=fit,
        reference=flow.record.values[-12:].mean(axis=0),
        lengths=tuple(casebook.threat.regions[r].length or "" for r in regions),
        units={id_: q.unit for id_, q in casebook.quantities.items()},
    )


def ground_of(model: LineModel, draws: Mapping[str, Array]) -> Ground:
    """Return the draws of what the line is like."""
    spec = model.spec
    return Ground(
        length=np.stack([model.draw(draws, i, "mile") for i in model.lengths], axis=1),
        watched=draws[spec.sensors],
        sensor=draws[spec.sensor_detection],
        response=model.draw(draws, spec.response, "hour"),
        vanish=model.draw(draws, spec.vanish, "hour"),
        delay=model.draw(draws, spec.barrier_delay, "hour"),
        handling=model.draw(draws, spec.handling, "person*hour"),
    )


def shift_share(model: LineModel, draws: Mapping[str, Array]) -> Array:
    """Return the share of a working day that one shift covers, (futures,)."""
    share: Array = model.draw(draws, model.spec.shift, "hour") / HOURS_A_DAY
    return share


@dataclass(frozen=True)
class _Forces:
    """Who is there: (futures, months, regions), shares broadcast to it."""

    agents: Array
    support: Array
    watched: Array
    barrier: Array


def _forces(
    model: LineModel,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    may: Mapping[str, Array],
    months: int,
) -> _Forces:
    spec = model.spec
    last = model.agents.values[-1]
    where = last / last.sum()
    wide = (slice(None), None, None)
    shift = shift_share(model, draws)
    futures = len(shift)
    assigned = draws[spec.agents_now][:, None]
    level = {k: v for k, v in levels.items() if np.any(v)}
    for action, id_ in spec.agents.items():
        if action in level:
            assigned = assigned + draws[id_][:, None] * level[action]
    duty = assigned * (draws[spec.available] * shift)[:, None]
    watched = np.broadcast_to(draws[spec.sensors][:, None], (futures, months))
    for action, id_ in spec.sensor_effects.items():
        if action in level:
            watched = watched + (1 - watched) * draws[id_][:, None] * level[action]
    watchers = np.zeros((futures, months))
    helpers = np.zeros((futures, months))
    for item in spec.support:
        if item.on not in level:
            continue
        at_work = (draws[spec.support_available] * shift)[:, None]
        people = draws[item.people][:, None] * level[item.on] * at_work
        watch = draws[item.watch][:, None]
        duty = duty + people * (1 - watch) * draws[item.relieve][:, None]
        watchers = watchers + people * watch
        if item.apprehend:
            allowed = may.get(item.on, np.zeros(futures))
            helpers = helpers + people * watch * allowed[:, None]
    miles = np.stack([model.draw(draws, i, "mile") for i in model.lengths], axis=1)
    built = np.zeros((futures, months))
    for action, id_ in spec.barrier.items():
        if action in level:
            built = built + model.draw(draws, id_, "mile")[:, None] * level[action]
    line = miles.sum(axis=1)[:, None]
    seen = watchers * model.draw(draws, spec.watch_width, "mile/person")[:, None]
    watched = watched + (1 - watched) * np.minimum(seen / line, 1.0)
    agents = np.broadcast_to(duty[:, :, None] * where, (futures, months, len(where)))
    return _Forces(
        agents=agents,
        support=helpers[:, :, None] * where,
        watched=watched[:, :, None],
        barrier=np.minimum(built / line, 1.0)[:, :, None] + 0.0 * shift[wide],
    )


def under(
    model: LineModel,
    base: Arrivals,
    changed: Arrivals,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    may: Mapping[str, Array] | None = None,
) -> LineResult:
    """Return what happens on the line under a course.

    Parameters
    ----------
    model
        The line.
    base, changed
        The flow's arrivals without and with what the course does to attempts.
    draws
        Quantity values by future.
    levels
        Action: level by month, shape (futures, months).
    may
        Action of support: 1 where the ruling lets its people stop crossings, else 0,
        (futures,). An action that is not named may not.
    """
    months = base.monthly.shape[1]
    ground = ground_of(model, draws)
    none = _forces(model, draws, {}, {}, months)
    here = _forces(model, draws, levels, may or {}, months)
    present = np.broadcast_to(
        model.reference / HOURS_A_MONTH, (len(ground.sensor), len(model.regions))
    )
    wanted = draws[model.spec.effectiveness]
    keen, rate = keenness_for(wanted, ground, none.agents[:, 0], present)
    hourly = base.monthly / HOURS_A_MONTH
    before = stopped(ground, keen, none.agents, none.watched, none.barrier, hourly)
    back = draws[model.spec.turned_back][:, None, None]
    attempts = base.monthly / (before * (1.0 - back))
    on_line = here.agents + here.support
    change = _change(model, base, changed, attempts, (none.agents, on_line), draws)
    after = stopped(ground, keen, on_line, here.watched, here.barrier, hourly * change)
    moved = attempts * change
    # Written as multiples of the baseline, so that no change leaves it to the bit.
    encounters = base.monthly * change * (after / before)
    return LineResult(
        months=base.months,
        regions=model.regions,
        attempts=moved,
        stopped=after,
        encounters=encounters,
        turned_back=encounters * back / (1.0 - back),
        got_away=moved * (1.0 - after),
        agents=here.agents,
        support=here.support,
        capped=float((np.abs(rate - wanted) > 1e-3).mean()),
    )


def _change(
    model: LineModel,
    base: Arrivals,
    changed: Arrivals,
    attempts: Array,
    people: tuple[Array, Array],
    draws: Mapping[str, Array],
) -> Array:
    """Return attempts as a multiple of the baseline's: deterred and displaced."""
    some = base.monthly > 0
    tried = np.where(some, changed.monthly / np.where(some, base.monthly, 1.0), 1.0)
    elasticity = draws[model.spec.displacement]
    moved = displaced(attempts * tried, *people, elasticity)
    multiple: Array = np.where(some, moved / np.where(some, attempts, 1.0), 1.0)
    return multiple


def told_rate(model: LineModel, item: Published, draws: Mapping[str, Array]) -> Array:
    """Return the rate that the model, set to the present, gives for another year.

    Parameters
    ----------
    item
        A published rate with the agents and encounters of its year.
    draws
        Quantity values by future.
    """
    ground = ground_of(model, draws)
    none = _forces(model, draws, {}, {}, 1)
    share = model.reference / model.reference.sum()
    present = np.broadcast_to(
        model.reference / HOURS_A_MONTH, (len(ground.sensor), len(share))
    )
    now = none.agents[:, 0]
    keen, _ = keenness_for(draws[model.spec.effectiveness], ground, now, present)
    ratio = draws[item.agents] / draws[model.spec.agents_now]
    per_hour = model.draw(draws, item.encounters, "event/hour")[:, None] * share
    then = stopped(
        ground,
        keen,
        (now * ratio[:, None])[:, None],
        none.watched,
        none.barrier,
        per_hour[:, None],
    )[:, 0]
    rate: Array = 1.0 / (share / then).sum(axis=1)
    return rate
