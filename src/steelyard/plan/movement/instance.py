"""An instance of the movement problem: everything that a plan is held against."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.missions import Mission, Places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNLIMITED = 10**9
"""Stands for no limit where a whole number is wanted."""


@dataclass(frozen=True)
class Queue:
    """People who wait at one place to go to another.

    Attributes
    ----------
    id
        Name.
    origin, destination, country
        Places, and who takes them.
    release
        People who can first leave on each day, shape (days,).
    due
        People who must have left by the end of each day, cumulative, shape (days,).
    missions
        Ways to carry them.
    secured
        Whether they need other than commercial flights.
    """

    id: str
    origin: str
    destination: str
    country: str
    release: Ints
    due: Ints
    missions: tuple[Mission, ...]
    secured: bool = False


@dataclass(frozen=True)
class Costs:
    """What waiting costs beside flights, USD a person.

    Attributes
    ----------
    hold
        For each day of waiting.
    late
        More for each day beyond the due day.
    end_late
        Once for each person who is overdue at the end, in days of `late`.
    """

    hold: float
    late: float
    end_late: float = 5.0

    def __post_init__(self) -> None:
        """Refuse negative costs."""
        if min(self.hold, self.late, self.end_late) < 0:
            raise ValueError("costs must be at least 0")


@dataclass(frozen=True)
class Instance:
    """A movement problem.

    Attributes
    ----------
    days
        Length of the horizon; `start` is the first, an ISO date or empty.
    fleets, hubs
        Types, and places where they can be based.
    based
        Aircraft of each type at each hub at the start, shape (fleets, hubs).
    free
        Whether the plan may choose where a type is based at first, shape (fleets,).
    away
        Days from each hub to the hub that a readiness floor counts from,
        shape (fleets, hubs).
    queues
        Demand.
    per_day, in_all
        People whom a country takes, {country: shape (days,)} and {country: number}.
    ground
        Aircraft-hours that a place can serve in a day, {place: hours}.
    period
        Aircraft change bases only on days that this divides; the change takes the
        day, and costs `rebase` USD, shape (fleets, hubs, hubs).
    open
        Days on which a type is at hand, shape (fleets, days); all if None.
    allowed
        Hubs at which a type can be based, shape (fleets, hubs); all if None.
    """

    days: int
    fleets: tuple[FleetType, ...]
    hubs: tuple[str, ...]
    places: Places
    based: Ints
    free: Bools
    away: Floats
    queues: tuple[Queue, ...]
    costs: Costs
    per_day: dict[str, Ints] = field(default_factory=dict)
    in_all: dict[str, int] = field(default_factory=dict)
    ground: dict[str, float] = field(default_factory=dict)
    period: int = 7
    rebase: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))
    open: Bools | None = None
    allowed: Bools | None = None
    start: str = ""
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def at_hand(self) -> Bools:
        """Days on which each type is at hand, shape (fleets, days)."""
        if self.open is not None:
            return self.open
        return np.ones((len(self.fleets), self.days), dtype=bool)

    @property
    def bases(self) -> Bools:
        """Hubs at which each type can be based, shape (fleets, hubs)."""
        if self.allowed is not None:
            return self.allowed
        return np.ones((len(self.fleets), len(self.hubs)), dtype=bool)

    @property
    def periods(self) -> int:
        """Number of periods."""
        return -(-self.days // self.period)

    @property
    def people(self) -> int:
        """People to be moved."""
        return int(sum(q.release.sum() for q in self.queues))
