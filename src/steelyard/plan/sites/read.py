"""Make a site problem of a casebook and a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.sites import Area, SitesFile
from steelyard.plan.amounts import Amounts
from steelyard.plan.linear import Floats
from steelyard.plan.needs import arrivals, stream
from steelyard.plan.scenarios import draw, season
from steelyard.plan.sites.distance import kilometres, position
from steelyard.plan.sites.problem import SiteProblem, Weighing
from steelyard.plan.sites.standards import Capacity, module_capacity, own_capacity
from steelyard.plan.sites.wanted import horizon, wanted


@dataclass(frozen=True)
class Reading:
    """A problem with what is shown beside it.

    Attributes
    ----------
    problem
        The problem.
    module
        Capacity of a module, by standard.
    own
        Capacity of each candidate, by standard.
    kilometres
        Shape (sites, areas).
    leads
        Days from notice to the first arrival, shape (sites,).
    """

    problem: SiteProblem
    module: Capacity
    own: Mapping[str, Capacity]
    kilometres: Floats
    leads: Floats


def read(
    casebook: Casebook,
    amounts: Amounts,
    course: str,
    scenarios: int = 8,
    seed: int = 1,
) -> Reading | None:
    """Return the problem of a course, or None if it wants no places on sites."""
    sites = casebook.sites
    if sites is None:
        return None
    places = wanted(casebook, amounts, course)
    if places.max(initial=0.0) <= 0:
        return None
    period = amounts.value(sites.policy.period, "day")
    first, days = horizon(casebook)
    edges = np.append(np.arange(0, days, period), days)
    if len(edges) > 2 and edges[-1] - edges[-2] < period / 2:
        edges = np.delete(edges, -2)
    model = arrivals(amounts, sites.needs, 1.0, first)
    weeks = -(-days // 7)
    factor = (
        draw(model, weeks, scenarios, stream(seed, 5, 1))
        / season(arrivals(amounts, sites.needs, 1.0, first), weeks).mean()
    )
    daily = places * np.repeat(factor, 7, axis=1)[:, :days]
    cuts = np.round(edges).astype(int)
    need = np.stack([daily[:, a:b].max(axis=1) for a, b in pairwise(cuts)], 1)
    shares = weights(amounts, sites.areas)
    demand = need[:, None, :] * shares[None, :, None]
    return assemble(casebook, amounts, sites, sites.areas, demand, np.diff(edges))


def weights(amounts: Amounts, areas: Mapping[str, Area]) -> Floats:
    """Return the weights of areas, brought to a sum of one."""
    found = np.array(
        [
            amounts.value(a.weight, amounts.casebook.quantities[a.weight].unit)
            for a in areas.values()
        ]
    )
    if found.sum() <= 0:
        return np.full(len(found), 1 / len(found))
    return np.asarray(found / found.sum())


def assemble(
    casebook: Casebook,
    amounts: Amounts,
    sites: SitesFile,
    areas: Mapping[str, Area],
    demand: Floats,
    days: Floats,
) -> Reading:
    """Put candidates, costs and needs together."""
    policy, candidates = sites.policy, sites.candidates
    kinds = [sites.kinds[c.kind] for c in candidates.values()]
    module = module_capacity(amounts, sites.standards)
    own = {
        id_: own_capacity(
            amounts, sites.standards, {**sites.kinds[c.kind].has, **c.has}
        )
        for id_, c in candidates.items()
    }
    distance = kilometres(
        [position(casebook, c) for c in candidates.values()],
        [position(casebook, a) for a in areas.values()],
    )
    stay = amounts.value(policy.stay, "day")
    haul = amounts.value(policy.haul, "USD/person/kilometer") / stay
    lead = np.array([amounts.value(k.opening_lead, "day") for k in kinds])
    grow = np.array([amounts.value(k.rate, "1/day") for k in kinds])
    left = np.clip(days[None, :] - lead[:, None], 0.0, None)

    def cost(key: str, unit: str) -> Floats:
        return np.array([amounts.value(getattr(k, key), unit) for k in kinds])

    problem = SiteProblem(
        names=tuple(candidates),
        areas=tuple(areas),
        days=days,
        demand=demand,
        module=module.least,
        ceiling=np.array([own[i].least for i in candidates]),
        grow=grow[:, None] * left,
        ready=left / days,
        opening=cost("opening_cost", "USD"),
        closing=cost("closing_cost", "USD"),
        running=cost("running_cost", "USD/day") + cost("displaced_cost", "USD/day"),
        build=amounts.value(policy.module_build, "USD"),
        upkeep=amounts.value(policy.module_day, "USD/day"),
        haul=haul * distance,
        reach=distance <= amounts.value(policy.reach, "kilometer"),
        weighing=Weighing(
            tail_share=amounts.value(policy.tail_share, "ratio"),
            tail_weight=amounts.value(policy.tail_weight, "ratio"),
            service=amounts.value(policy.service, "ratio"),
            unmet=amounts.value(policy.unmet, "USD/person/day"),
        ),
    )
    return Reading(problem, module, own, distance, lead)
