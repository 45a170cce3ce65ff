"""The whole setting of a casebook: read once, run for each course.

Takes levels of actions and drivers, draws of quantities and the ruling, all as
arrays; gives arrays. It samples nothing itself and knows of no study.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.stress.airspace import course as airspace
from steelyard.stress.border import course as border
from steelyard.stress.migration import flow as migration
from steelyard.stress.narcotics import course as narcotics
from steelyard.stress.violence.series import Violence, read_violence

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Setting:
    """Models of a casebook; what it lacks is None or empty.

    Attributes
    ----------
    start, end
        Horizon: first day, and day after the last.
    flows, line, air, routes, violence
        The models.
    deaths
        Good: quantity of its deaths a year at present.
    """

    start: str
    end: str
    flows: Mapping[str, migration.FlowModel]
    line: border.LineModel | None
    air: airspace.AirModel | None
    routes: narcotics.RouteModel | None
    violence: Violence | None
    deaths: Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """What a block of futures brings before any course: shared by all courses.

    Attributes
    ----------
    futures
        Numbers of the futures.
    seed
        Of the keyed streams.
    months
        Of the horizon.
    arrivals
        Flow: its baseline.
    """

    futures: Ints
    seed: int
    months: tuple[str, ...]
    arrivals: Mapping[str, migration.Arrivals]


@dataclass(frozen=True)
class Happening:
    """What happens under one course in a block of futures."""

    arrivals: Mapping[str, migration.Arrivals]
    line: border.LineResult | None
    air: Mapping[str, airspace.AirResult]
    routes: narcotics.RouteResult | None


def read_setting(casebook: Casebook) -> Setting:
    """Read and fit every model of the setting that a casebook has.

    Raises
    ------
    CasebookError
        If a record cannot be used: each problem with its row.
    """
    threat = casebook.threat
    horizon = casebook.front.horizon
    if threat is None:
        return Setting(horizon.start, horizon.end, {}, None, None, None, None, {})
    with Sandbox(casebook.tables) as sandbox:
        flows = {f: migration.read_flow(casebook, sandbox, f) for f in threat.flows}
        line = None
        if threat.border:
            line = border.read_line(casebook, sandbox, flows[threat.border.flow])
        air = airspace.read_airspace(casebook, sandbox) if threat.airspace else None
        routes = narcotics.read_routes(casebook, sandbox) if threat.narcotics else None
        violence = read_violence(casebook, sandbox) if threat.violence else None
    goods = threat.narcotics.goods if threat.narcotics else {}
    return Setting(
        start=horizon.start,
        end=horizon.end,
        flows=flows,
        line=line,
        air=air,
        routes=routes,
        violence=violence,
        deaths={id_: g.deaths_now for id_, g in goods.items() if g.deaths_now},
    )


def prepare(
    setting: Setting, months: tuple[str, ...], futures: Ints, seed: int
) -> Ground:
    """Draw what no course changes: baseline arrivals of each flow."""
    arrivals = {
        id_: migration.baseline(model, setting.start, setting.end, futures, seed)
        for id_, model in setting.flows.items()
    }
    return Ground(futures, seed, months, arrivals)


def run(
    setting: Setting,
    ground: Ground,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    may: Mapping[str, Array] | None = None,
) -> Happening:
    """Return what happens under a course.

    Parameters
    ----------
    setting, ground
        The models, and the futures' baselines.
    draws
        Quantity values by future, in their own units.
    levels
        Action or driver: mean level in each month of the horizon, (futures, months):
        activity, ramp included, times the part's scale; of two parts with one action,
        their sum. 0 for none. Missing ones are 0.
    may
        Action: 1 where the ruling in force lets its people stop crossings or its
        crews act, else 0, (futures,). Missing ones may not.
    """
    arrivals = {
        id_: migration.under(model, ground.arrivals[id_], draws, levels)
        for id_, model in setting.flows.items()
    }
    line, routes, air = None, None, {}
    if setting.line:
        flow = setting.line.spec.flow
        base, changed = ground.arrivals[flow], arrivals[flow]
        line = border.under(setting.line, base, changed, draws, levels, may)
    if setting.air:
        air = airspace.under(setting.air, draws, levels, ground.months, may)
    if setting.routes:
        routes = narcotics.under(setting.routes, draws, levels)
    return Happening(arrivals, line, air, routes)


def measures(
    setting: Setting, happening: Happening, draws: Mapping[str, Array]
) -> dict[str, Array]:
    """Return the setting's measures over the horizon, each of shape (futures,).

    `threat.incursions` and `threat.interdiction` are those of the first reading and
    the first good; each reading and good has a key of its own too.
    """
    found: dict[str, Array] = {}
    line = happening.line
    if line:
        found["threat.encounters"] = line.encounters.sum(axis=(1, 2))
        found["threat.got_aways"] = line.got_away.sum(axis=(1, 2))
        found["threat.agent_hours"] = line.agent_hours()
    elif happening.arrivals:
        first = next(iter(happening.arrivals.values()))
        found["threat.encounters"] = first.monthly.sum(axis=(1, 2))
    for id_, result in happening.air.items():
        total = result.incursions.sum(axis=1)
        found.setdefault("threat.incursions", total)
        found[f"threat.incursions.{id_}"] = total
        found[f"threat.mitigated.{id_}"] = result.mitigated_share()
    if happening.routes:
        routes = happening.routes
        share = routes.seized_share()
        for g, good in enumerate(routes.goods):
            found.setdefault("threat.interdiction", share[:, g])
            found[f"threat.interdiction.{good}"] = share[:, g]
            found[f"threat.supply.{good}"] = routes.after.supply[:, g]
            if good in setting.deaths:
                deaths = draws[setting.deaths[good]] * routes.after.deaths[:, g]
                found.setdefault("threat.overdose_deaths", deaths)
    return found
