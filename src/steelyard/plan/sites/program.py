"""The programme of sites over time: open, grow, reserve places, close.

Sites, modules and the places that each site reserves for each area are chosen before
the scenario is known; who has no place follows it. A site opens at most once and stays
shut once it is closed. What binds by the standards of care are rows that hold in every
scenario. People are moved to the nearest of the places reserved for them, in the mean
over scenarios; the checker recosts each scenario with the best use of all places.

References
----------
Melo, M. T., Nickel, S. and Saldanha-da-Gama, F. (2009). Facility location and supply
chain management: a review. European Journal of Operational Research 196, 401-412.
https://doi.org/10.1016/j.ejor.2008.05.007 (periods, modules). Snyder, L. V. (2006).
Facility location under uncertainty: a review. IIE Transactions 38, 547-564.
https://doi.org/10.1080/07408170500216480 (criteria).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.linear import Floats, Ints, Program
from steelyard.plan.sites.problem import SiteProblem


@dataclass(frozen=True)
class Built:
    """The programme without its objective over scenarios, and its variables.

    Attributes
    ----------
    program
        Rows of all scenarios; unmet need is not in the objective yet.
    opens, stands, modules, added
        Shapes (sites, periods).
    reserved, moved
        Places, and people in the mean; shape (pairs, periods).
    pairs
        Site and area of each pair within reach.
    unmet
        Shape (scenarios, areas, periods).
    """

    program: Program
    opens: Ints
    stands: Ints
    modules: Ints
    added: Ints
    reserved: Ints
    moved: Ints
    pairs: tuple[Ints, Ints]
    unmet: Ints


def build(problem: SiteProblem, whole: bool = True) -> Built:
    """Build it, with whole modules or not."""
    p, program = problem, Program()
    sites, periods = len(p.names), len(p.days)
    shape = (sites, periods)
    once = np.broadcast_to((p.opening + p.closing)[:, None], shape)
    opens = program.add(shape, once, high=1.0, whole=True)
    running = p.running[:, None] * p.days[None, :]
    stands = program.add(shape, running, high=1.0, whole=True)
    upkeep = np.broadcast_to(p.upkeep * p.days[None, :], shape)
    most = np.broadcast_to(p.modules[:, None], shape)
    modules = program.add(shape, upkeep, high=most, whole=whole)
    added = program.add(shape, p.build)
    site, area = np.nonzero(p.reach)
    reserved = program.add((len(site), periods))
    haul = p.haul[site, area][:, None] * p.days[None, :]
    moved = program.add((len(site), periods), haul)
    unmet = program.add(p.demand.shape, high=p.demand)
    built = Built(
        program, opens, stands, modules, added, reserved, moved, (site, area), unmet
    )
    _first(problem, built)
    _places(problem, built)
    _needs(problem, built)
    return built


def _first(problem: SiteProblem, built: Built) -> None:
    """Rows of what is decided before the scenario is known."""
    p, program = problem, built.program
    sites, periods = built.opens.shape
    ones = np.ones(sites)
    for t in range(periods):
        terms = [(built.stands[:, t], ones), (built.opens[:, t], -ones)]
        grown = [(built.modules[:, t], ones), (built.added[:, t], -ones)]
        if t:
            terms.append((built.stands[:, t - 1], -ones))
            grown.append((built.modules[:, t - 1], -ones))
        program.row(terms, high=0.0)
        program.row(grown, high=0.0)
        pace = [(built.added[:, t], ones), (built.stands[:, t], -p.grow[:, t])]
        program.row(pace, high=0.0)
        limit = [(built.modules[:, t], ones), (built.stands[:, t], -p.modules * 1.0)]
        program.row(limit, high=0.0)
        early = [(built.opens[:, t], ones), (built.stands[:, t], -ones)]
        program.row(early, high=0.0)
    program.row([(built.opens, 1.0)], high=1.0)
    everything = built.opens.reshape(1, -1)
    # How many sites open and stand are whole numbers too: to branch on them settles
    # what branching on sites that are much alike would take long to.
    count = program.add((1 + periods,), high=float(sites), whole=True)
    program.row([(everything, 1.0), (count[:1], [-1.0])], low=0.0, high=0.0)
    program.row(
        [(built.stands.T, 1.0), (count[1:], -np.ones(periods))], low=0.0, high=0.0
    )
    if p.exactly is not None:
        program.row([(everything, 1.0)], low=p.exactly, high=p.exactly)
    if p.most is not None:
        program.row([(everything, 1.0)], high=p.most)


def _places(problem: SiteProblem, built: Built) -> None:
    """Rows of what each site can hold: modules by their standards, and its own."""
    p, program = problem, built.program
    site, _ = built.pairs
    for i in range(len(p.names)):
        block = built.reserved[site == i].T
        if block.shape[1] == 0:
            continue
        ones = np.ones(len(block))
        grown = np.minimum(p.grow[i], p.modules[i])
        lost = p.module * (1 - p.ready[i]) * grown
        terms = [
            (block, 1.0),
            (built.modules[i], -p.module * ones),
            (built.opens[i], lost),
        ]
        program.row(terms, high=0.0)
        own = [(block, 1.0), (built.stands[i], -p.ceiling[i] * ones)]
        program.row(own, high=0.0)
    ones = np.ones(built.moved.size)
    terms = [(built.moved.ravel(), ones), (built.reserved.ravel(), -ones)]
    program.row(terms, high=0.0)


def _needs(problem: SiteProblem, built: Built) -> None:
    """Rows of what each area needs, in each scenario and in the mean."""
    p, program = problem, built.program
    _, area = built.pairs
    scenarios, areas, periods = p.demand.shape
    for j in range(areas):
        for t in range(periods):
            lack, need = built.unmet[:, j, t], p.demand[:, j, t]
            block = built.reserved[area == j, t]
            held = np.tile(block, (scenarios, 1))
            ones = np.ones(scenarios)
            program.row([(held, 1.0), (lack, ones)], low=need)
            went = built.moved[area == j, t][None, :]
            mean = (lack[None, :], 1 / scenarios)
            program.row([(went, 1.0), mean], low=float(need.mean()))
    if p.weighing.service > 0:
        worth = np.broadcast_to(p.days, built.unmet.shape).reshape(1, -1)
        whole = float((p.demand * p.days).sum())
        high = (1 - p.weighing.service) * whole
        program.row([(built.unmet.reshape(1, -1), worth / 1.0)], high=high)


def first_cost(problem: SiteProblem, built: Built, x: Floats) -> dict[str, float]:
    """Return the cost of what is decided before the scenario, by part."""
    p = problem
    opened = np.rint(x[built.opens]).sum(axis=1)
    stands, modules = np.rint(x[built.stands]), np.rint(x[built.modules])
    before = np.column_stack([np.zeros(len(p.names)), modules[:, :-1]])
    added = np.maximum(modules - before, 0.0)
    return {
        "opening": float(opened @ p.opening),
        "closing": float(opened @ p.closing),
        "running": float((p.running @ stands) @ p.days),
        "modules built": float(p.build * added.sum()),
        "modules kept": float(p.upkeep * (modules.sum(axis=0) @ p.days)),
    }
