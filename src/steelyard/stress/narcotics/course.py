"""Routes of a casebook: read, calibrated by future, moved by a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.threat import Narcotics, RouteEffect
from steelyard.casebook.units import factor
from steelyard.stress.migration.effects import faded
from steelyard.stress.narcotics.downstream import Downstream, downstream
from steelyard.stress.narcotics.forecast import ShareFit, fit_shares
from steelyard.stress.narcotics.record import Seizures, read_seizures
from steelyard.stress.narcotics.routes import Choice, Flows, calibrated, follow

Array = NDArray[np.float64]


@dataclass(frozen=True)
class RouteModel:
    """Routes with their record and fit.

    Attributes
    ----------
    spec
        The record in the casebook.
    record
        Seizures of all complete years.
    fit
        Shares as calibrated.
    units
        Units of quantities.
    """

    spec: Narcotics
    record: Seizures
    fit: ShareFit
    units: Mapping[str, str]

    @property
    def routes(self) -> tuple[str, ...]:
        """Ids of the routes."""
        return tuple(self.spec.routes)


@dataclass(frozen=True)
class RouteResult:
    """Flows and what follows from them, under one course.

    Attributes
    ----------
    goods, routes
        Names of the axes.
    flows
        Relative volumes.
    after
        Supply, purity, price and deaths as multiples of the baseline.
    """

    goods: tuple[str, ...]
    routes: tuple[str, ...]
    flows: Flows
    after: Downstream

    def seized_share(self) -> Array:
        """Return the share of what is sent that is seized, (futures, goods)."""
        found: Array = self.flows.seized / self.flows.sent
        return found


def read_routes(casebook: Casebook, sandbox: Sandbox) -> RouteModel:
    """Read and calibrate the routes.

    Raises
    ------
    CasebookError
        If the record cannot be used, or a route's probability has no range.
    """
    assert casebook.threat is not None
    spec = casebook.threat.narcotics
    assert spec is not None
    problems = [
        Problem(
            casebook.mark("threat", "threat", "narcotics", "routes", id_),
            f"the seizure probability of '{id_}' has no range",
            "seizures alone do not identify flow",
        )
        for id_, route in spec.routes.items()
        if not casebook.quantities[route.seizure_probability].uncertain
    ]
    if problems:
        raise CasebookError(problems)
    record = read_seizures(casebook, sandbox)
    try:
        fitted = fit_shares(record.span(*spec.calibrate))
    except ValueError as error:
        mark = casebook.mark("threat", "threat", "narcotics", "calibrate")
        raise CasebookError([Problem(mark, str(error))]) from None
    units = {id_: q.unit for id_, q in casebook.quantities.items()}
    return RouteModel(spec, record, fitted, units)


def baseline_shares(
    model: RouteModel, draws: Mapping[str, Array]
) -> tuple[Array, Array]:
    """Return shares (futures, goods, routes) and probabilities (futures, routes)."""
    spec = model.spec
    groups = model.fit.groups
    some = next(iter(draws.values()))
    ones, none = np.ones(len(some)), np.zeros(len(some))
    member = np.array(
        [groups.index(r.group) if r.group else -1 for r in spec.routes.values()]
    )
    pairs = spec.routes.values()
    split = np.stack([draws[r.split] if r.split else ones for r in pairs], axis=1)
    hidden = [draws[r.flow_share] if r.flow_share else none for r in pairs]
    seizure = np.stack([draws[r.seizure_probability] for r in pairs], axis=1)
    seized = model.fit.shares().T
    share = calibrated(seized, member, split, seizure, np.stack(hidden, axis=1))
    return share, seizure


def implied_flow(model: RouteModel, draws: Mapping[str, Array], year: int) -> Array:
    """Return the volume sent that a year's seizures imply, (futures, goods).

    In the unit of the record. It is no estimate: it follows from the assumed
    probabilities of seizure and is as wide as they are.
    """
    share, seizure = baseline_shares(model, draws)
    member = [r.group is not None for r in model.spec.routes.values()]
    seen = (share * seizure[:, None, :])[:, :, member].sum(axis=2)
    seized = model.record.values[model.record.years.index(year)].sum(axis=0)
    flow: Array = seized / seen
    return flow


def choice_of(spec: Narcotics, draws: Mapping[str, Array]) -> Choice:
    """Return the draws of what rules choices."""
    return Choice(
        sharpness=np.maximum(draws[spec.choice], 1e-6),
        loss=draws[spec.loss],
        ceiling=draws[spec.ceiling],
        response=draws[spec.response],
        replacement=draws[spec.replacement],
    )


def under(
    model: RouteModel, draws: Mapping[str, Array], levels: Mapping[str, Array]
) -> RouteResult:
    """Return flows and their consequences under a course.

    Parameters
    ----------
    model
        The routes.
    draws
        Quantity values by future.
    levels
        Action or driver: level by month, (futures, months). With none at work the
        result is the baseline, and every multiple is exactly 1.
    """
    spec = model.spec
    share, seizure = baseline_shares(model, draws)
    choice = choice_of(spec, draws)
    effort = np.zeros_like(seizure)
    supply = np.ones((len(seizure), len(model.fit.goods)))
    care = np.ones(len(seizure))
    for effect in spec.effects:
        level = _level(model, effect, draws, levels)
        if level is None:
            continue
        on_goods = np.array(
            [not effect.goods or g in effect.goods for g in model.fit.goods]
        )
        if effect.catch:
            added = -np.log1p(-np.minimum(draws[effect.catch], 1 - 1e-9)) * level
            where = np.array([r in effect.routes for r in model.routes])
            effort = effort + added[:, None] * where
        elif effect.supply:
            raised = (1.0 + draws[effect.supply]) ** level
            supply = np.where(on_goods, supply * raised[:, None], supply)
        elif effect.deaths:
            care = care * (1.0 + draws[effect.deaths]) ** level
    flows = follow(share, seizure, effort, choice)
    base = follow(share, seizure, np.zeros_like(effort), choice)
    moved = Flows(
        flows.share,
        flows.seizure,
        flows.sent * supply,
        flows.seized * supply,
        flows.delivered * supply,
    )
    links = _links(model, draws)
    after = downstream(
        moved.delivered / base.delivered,
        draws[spec.stretch],
        draws[spec.price],
        links,
        care,
    )
    return RouteResult(model.fit.goods, model.routes, moved, after)


def _level(
    model: RouteModel,
    effect: RouteEffect,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
) -> Array | None:
    """Return the mean level over the months, None if nothing is at work."""
    level = levels.get(effect.on)
    if level is None or not np.any(level):
        return None
    life = effect.half_life
    half = draws[life] * factor(model.units[life], "month") if life else None
    mean: Array = faded(level, half).mean(axis=1)
    return mean


def _links(model: RouteModel, draws: Mapping[str, Array]) -> Array:
    some = next(iter(draws.values()))
    unknown = np.full(len(some), np.nan)
    goods = model.spec.goods.values()
    links = [draws[g.deaths] if g.deaths else unknown for g in goods]
    return np.stack(links, axis=1)
