"""Incursions under a course, for each reading of how many there are.

Detect, classify, decide, respond: an object that leaves before a station is done is
lost to the next. Classifying and deciding are races against its patience; crews are
an Erlang-A queue, since they can be busy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.threat import Airspace
from steelyard.casebook.units import factor
from steelyard.stress.airspace.authority import leave
from steelyard.stress.airspace.coverage import spread
from steelyard.stress.airspace.erlang import served
from steelyard.stress.migration.effects import Effect, apply
from steelyard.stress.series import aliases, read_rows, value_problem

Array = NDArray[np.float64]

DAYS_A_MONTH = 365.25 / 12
HALF_DAY = 12.0
NIGHT_BEGINS, NIGHT_ENDS = 18, 6


@dataclass(frozen=True)
class AirModel:
    """The airspace with its regions.

    Attributes
    ----------
    spec
        The record in the casebook.
    regions
        Ids.
    lengths
        Quantity of each region's length.
    shares
        Shares of incursions by region, (regions,); None for by length.
    units
        Units of quantities.
    """

    spec: Airspace
    regions: tuple[str, ...]
    lengths: tuple[str, ...]
    shares: Array | None
    units: Mapping[str, str]

    def draw(self, draws: Mapping[str, Array], id_: str, unit: str) -> Array:
        """Return the draws of a quantity in a unit."""
        return draws[id_] * factor(self.units[id_], unit)


@dataclass(frozen=True)
class AirResult:
    """What happens under one reading, each of shape (futures, months).

    Attributes
    ----------
    reading, holder
        Whose count.
    regions
        Names of the last axis of what is by region.
    region_incursions, region_mitigated
        Over the horizon, (futures, regions).
    incursions, detected, responses, mitigated
        Events in the month; responses include those to false alarms.
    false_responses, incidents
        Responses to false alarms; aircraft-safety incidents.
    cost
        In the unit of the response cost.
    """

    reading: str
    holder: str
    regions: tuple[str, ...]
    region_incursions: Array
    region_mitigated: Array
    incursions: Array
    detected: Array
    responses: Array
    mitigated: Array
    false_responses: Array
    incidents: Array
    cost: Array

    def mitigated_share(self) -> Array:
        """Return the share of incursions that is ended, (futures,)."""
        share: Array = self.mitigated.sum(axis=1) / self.incursions.sum(axis=1)
        return share

    def cost_per_incursion(self) -> Array:
        """Return the cost of responses for each incursion, (futures,)."""
        cost: Array = self.cost.sum(axis=1) / self.incursions.sum(axis=1)
        return cost


def read_airspace(casebook: Casebook, sandbox: Sandbox) -> AirModel:
    """Read the airspace.

    Raises
    ------
    CasebookError
        If shares by region cannot be read: with the row.
    """
    threat = casebook.threat
    assert threat is not None
    assert threat.airspace is not None
    spec = threat.airspace
    shares = _shares(casebook, sandbox, spec) if spec.shares_sql else None
    lengths = tuple(threat.regions[r].length or "" for r in spec.regions)
    if shares is None and not all(lengths):
        mark = casebook.mark("threat", "threat", "airspace", "regions")
        what = "incursions fall on regions by length, and one has none"
        raise CasebookError([Problem(mark, what, "give it a length or shares_sql")])
    units = {id_: q.unit for id_, q in casebook.quantities.items()}
    return AirModel(spec, spec.regions, lengths, shares, units)


def _shares(casebook: Casebook, sandbox: Sandbox, spec: Airspace) -> Array:
    assert casebook.threat is not None
    mark = casebook.mark("threat", "threat", "airspace", "shares_sql")
    rows = read_rows(sandbox, spec.shares_sql or "", ("region", "value"), mark)
    regions = casebook.threat.regions
    known = aliases({r: regions[r].names or (regions[r].title,) for r in spec.regions})
    found = dict.fromkeys(spec.regions, 0.0)
    for i, (region, value) in enumerate(rows, 1):
        wrong = value_problem(value)
        if str(region) not in known:
            wrong = f"names '{region}', which is no region of the airspace"
        if wrong:
            raise CasebookError([Problem(mark, f"row {i} of the query {wrong}")])
        found[known[str(region)]] += float(str(value))
    total = sum(found.values())
    if total <= 0:
        raise CasebookError([Problem(mark, "the shares add up to 0")])
    return np.array([found[r] / total for r in spec.regions])


@dataclass(frozen=True)
class _Means:
    """Sites and crews in each month, (futures, months)."""

    sites: Array
    crews: Array


def _means(
    model: AirModel,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    may: Mapping[str, Array],
    months: tuple[str, ...],
) -> _Means:
    spec = model.spec
    futures = len(draws[spec.detection])
    shape = (futures, len(months))
    sites = np.broadcast_to(
        model.draw(draws, spec.sensors_now, "device")[:, None], shape
    )
    crews = np.broadcast_to(model.draw(draws, spec.crews_now, "unit")[:, None], shape)
    for item in spec.responders:
        level = levels.get(item.on)
        if level is None or not np.any(level):
            continue
        if item.sensors:
            sites = sites + model.draw(draws, item.sensors, "device")[:, None] * level
        allowed = leave(item, months, may, futures)
        added = model.draw(draws, item.crews, "unit")[:, None] * level
        crews = crews + added * allowed
    return _Means(sites, crews)


def under(
    model: AirModel,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    months: tuple[str, ...],
    may: Mapping[str, Array] | None = None,
) -> dict[str, AirResult]:
    """Return what happens under a course, by reading.

    Parameters
    ----------
    model
        The airspace.
    draws
        Quantity values by future.
    levels
        Action or driver: level by month, shape (futures, months).
    months
        Of the horizon, YYYY-MM.
    may
        Action: 1 where the ruling lets its crews act, else 0, (futures,).

    Returns
    -------
    Reading to result. Readings are never added or averaged.
    """
    means = _means(model, draws, levels, may or {}, months)
    acting = {**levels, **_acting(model, levels, may or {}, months)}
    return {
        id_: _reading(model, id_, draws, acting, means, months)
        for id_ in model.spec.readings
    }


def _acting(
    model: AirModel,
    levels: Mapping[str, Array],
    may: Mapping[str, Array],
    months: tuple[str, ...],
) -> dict[str, Array]:
    """Return levels of responders as far as they may act: nobody fears the others."""
    return {
        item.on: levels[item.on] * leave(item, months, may, len(levels[item.on]))
        for item in model.spec.responders
        if item.on in levels
    }


def by_hour(model: AirModel, result: AirResult, draws: Mapping[str, Array]) -> Array:
    """Return incursions by region and hour of the day, (futures, regions, 24).

    Over the horizon; hours from 18 to 6 are the night and share its part evenly.
    """
    hour = np.arange(24)
    dark = (hour < NIGHT_ENDS) | (hour >= NIGHT_BEGINS)
    night = draws[model.spec.night][:, None]
    share = np.where(dark, night, 1.0 - night) / HALF_DAY
    hourly: Array = result.region_incursions[:, :, None] * share[:, None, :]
    return hourly


def _effects(model: AirModel, draws: Mapping[str, Array]) -> list[Effect]:
    found = []
    for item in model.spec.effects:
        where = np.array([not item.regions or r in item.regions for r in model.regions])
        change = draws[item.change]
        life = item.half_life
        away = draws[item.displaced] if item.displaced else 0.0 * change
        half = model.draw(draws, life, "month") if life else None
        found.append(Effect(item.on, where, change, away, half))
    return found


def _reading(
    model: AirModel,
    id_: str,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    means: _Means,
    months: tuple[str, ...],
) -> AirResult:
    spec = model.spec
    reading = spec.readings[id_]
    length = np.stack([model.draw(draws, i, "mile") for i in model.lengths], axis=1)
    share = length / length.sum(axis=1, keepdims=True)
    if model.shares is not None:
        share = np.broadcast_to(model.shares, length.shape)
    rate = model.draw(draws, reading.rate, "event/day")[:, None] * share
    daily = np.repeat(rate[:, None, :], len(months), axis=1)
    daily = apply(daily, _effects(model, draws), levels)
    reach = model.draw(draws, spec.sensor_reach, "mile/device")
    covered = spread(means.sites, length, share, reach)
    detected = daily * covered * draws[spec.detection][:, None, None]
    alarms = (
        model.draw(draws, spec.false_alarms, "event/day/device") * draws[spec.misread]
    )
    false = (means.sites * alarms[:, None])[:, :, None] * share[:, None, :]
    stay = model.draw(draws, spec.patience, "hour")
    wait = (
        model.draw(draws, spec.classify, "hour"),
        model.draw(draws, spec.decide, "hour"),
    )
    still = (stay / (stay + wait[0]) * stay / (stay + wait[1]))[:, None, None]
    crews = means.crews[:, :, None] * share[:, None, :]
    service = model.draw(draws, spec.respond, "hour")[:, None, None]
    reached, busy = 0.0 * detected, 0.0 * detected
    night = draws[spec.night][:, None, None]
    for part in (night, 1.0 - night):
        true_, wrong = detected * still * part, false * 0.5
        hourly = (true_ + wrong) / HALF_DAY
        answered = served(hourly, service, stay[:, None, None], crews)
        reached = reached + true_ * answered
        busy = busy + wrong * answered
    days = DAYS_A_MONTH
    true_total = reached.sum(axis=2) * days
    false_total = busy.sum(axis=2) * days
    responses = true_total + false_total
    return AirResult(
        reading=id_,
        holder=reading.holder,
        regions=model.regions,
        region_incursions=daily.sum(axis=1) * days,
        region_mitigated=reached.sum(axis=1) * days * draws[spec.success][:, None],
        incursions=daily.sum(axis=2) * days,
        detected=detected.sum(axis=2) * days,
        responses=responses,
        mitigated=true_total * draws[spec.success][:, None],
        false_responses=false_total,
        incidents=responses * draws[spec.hazard][:, None],
        cost=responses * model.draw(draws, spec.response_cost, "USD/event")[:, None],
    )
