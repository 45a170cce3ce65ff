"""The planning of sites over time and scenarios, as data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from steelyard.plan.linear import Floats, Ints


@dataclass(frozen=True)
class Weighing:
    """How scenarios are weighed against each other.

    Attributes
    ----------
    tail_share, tail_weight
        Share of scenarios that count as the worst, and the weight of their mean
        beside the mean of all (CVaR).
    service
        Least share of need that is met, in the mean of all scenarios.
    unmet
        Weight of a person without a place for a day.
    """

    tail_share: float = 0.2
    tail_weight: float = 0.0
    service: float = 0.0
    unmet: float = 1000.0

    def __post_init__(self) -> None:
        if not 0 < self.tail_share <= 1:
            raise ValueError("tail_share must be above 0, at most 1")
        if not 0 <= self.service <= 1:
            raise ValueError("service must lie within 0 to 1")
        if self.tail_weight < 0 or self.unmet < 0:
            raise ValueError("tail_weight and unmet must be at least 0")


@dataclass(frozen=True)
class SiteProblem:
    """Candidates, needs and costs.

    Attributes
    ----------
    names, areas
        Ids of the candidates and of where people come from.
    days
        Length of each period, shape (periods,).
    demand
        People who need a place, shape (scenarios, areas, periods).
    module
        People that a module holds by the standards that it must keep.
    ceiling
        People that each candidate holds by what it has of its own, shape (sites,).
    grow
        Modules that can be put up in a period, shape (sites, periods).
    ready
        Share of a period that is left after opening in it, shape (sites, periods).
    opening, closing
        Cost once, shape (sites,).
    running
        Cost of an open site for a day, shape (sites,).
    build, upkeep
        Cost of a module, once and for a day.
    haul
        Cost of moving people for each person housed for a day, shape (sites, areas).
    reach
        Whether a site can take people of an area, shape (sites, areas).
    weighing
        Of scenarios.
    most
        Most sites in all; no limit if None.
    exactly
        Number of sites in all; free if None.
    """

    names: tuple[str, ...]
    areas: tuple[str, ...]
    days: Floats
    demand: Floats
    module: float
    ceiling: Floats
    grow: Floats
    ready: Floats
    opening: Floats
    closing: Floats
    running: Floats
    build: float
    upkeep: float
    haul: Floats
    reach: np.ndarray
    weighing: Weighing = field(default_factory=Weighing)
    most: int | None = None
    exactly: int | None = None

    def __post_init__(self) -> None:
        sites, areas, periods = len(self.names), len(self.areas), len(self.days)
        shapes: dict[str, tuple[int, ...]] = {
            "ceiling": (sites,),
            "grow": (sites, periods),
            "ready": (sites, periods),
            "opening": (sites,),
            "closing": (sites,),
            "running": (sites,),
            "haul": (sites, areas),
            "reach": (sites, areas),
        }
        for name, shape in shapes.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} must have shape {shape}")
        if self.demand.ndim != 3 or self.demand.shape[1:] != (areas, periods):
            raise ValueError(f"demand must be (scenarios, {areas}, {periods})")
        for name in ("demand", "ceiling", "grow", "opening", "closing", "running"):
            values = getattr(self, name)
            if not np.isfinite(values).all() or (values < 0).any():
                raise ValueError(f"{name} must be finite and at least 0")
        if self.module <= 0:
            raise ValueError("a module must hold people")

    @property
    def modules(self) -> Ints:
        """Return the most modules of each candidate, shape (sites,)."""
        return np.ceil(self.ceiling / self.module - 1e-9).astype(np.int64)


PEOPLE, MONEY = 1e3, 1e6
"""Units in which the solver sees a problem: its tolerances suit numbers near one."""


def scaled(problem: SiteProblem) -> SiteProblem:
    """Return the problem in thousands of people and millions of money."""
    p, each = problem, PEOPLE / MONEY
    return replace(
        p,
        demand=p.demand / PEOPLE,
        module=p.module / PEOPLE,
        ceiling=p.ceiling / PEOPLE,
        opening=p.opening / MONEY,
        closing=p.closing / MONEY,
        running=p.running / MONEY,
        build=p.build / MONEY,
        upkeep=p.upkeep / MONEY,
        haul=p.haul * each,
        weighing=replace(p.weighing, unmet=p.weighing.unmet * each),
    )


@dataclass(frozen=True)
class SitePlan:
    """What is opened when, and how well it serves.

    Attributes
    ----------
    open, modules
        Shapes (sites, periods).
    reserved, moved
        Places reserved, and people moved in the mean; (sites, areas, periods).
    unmet
        People without a place, shape (scenarios, areas, periods).
    objective, bound, seconds
        Of the solution; the bound is proven for the whole problem.
    status
        Of the solver.
    criterion
        How scenarios were weighed.
    parts
        Cost by part, in the mean of all scenarios.
    scenario_costs
        Shape (scenarios,).
    """

    open: Floats
    modules: Floats
    reserved: Floats
    moved: Floats
    unmet: Floats
    objective: float
    bound: float
    seconds: float
    status: str
    criterion: str
    parts: dict[str, float]
    scenario_costs: Floats
