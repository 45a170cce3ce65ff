"""Search for good plans: insert queues, then ruin and recreate, a spell at a time.

References
----------
Schrimpf, G., Schneider, J., Stamm-Wilbrandt, H. and Dueck, G. (2000), Record
breaking optimization results using the ruin and recreate principle, Journal of
Computational Physics 159, 139-171.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.arrays import State, given
from steelyard.plan.movement.basing import Basing, supply
from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.packed import Packed
from steelyard.plan.movement.paths import Paths
from steelyard.plan.movement.trial import build, tail_cost, trials

DAYS_OF_ROOM = 2
"""Days of the greatest arrivals that an insertion tells apart at first; twice as
many whenever more people wait."""

BATCH = 25
"""Trials between looks at the clock."""


@dataclass(frozen=True)
class Found:
    """A plan in arrays.

    Attributes
    ----------
    cost
        Thousands, changes of bases included.
    flights, moved
        By mission and day, by queue and day.
    basing
        Where aircraft are.
    """

    cost: float
    flights: Ints
    moved: Ints
    basing: Basing


class Search:
    """A plan that is changed piece by piece and always fits."""

    def __init__(
        self,
        instance: Instance,
        packed: Packed,
        costs: Floats,
        paths: Paths,
        dual: Floats | None = None,
    ) -> None:
        p = packed
        self.instance, self.packed, self.paths = instance, p, paths
        self.given = given(instance, p, costs, dual, paths.kind, paths.home)
        basing = paths.basing(p.types, p.hubs)
        daily = DAYS_OF_ROOM * p.release.max(axis=1) + int(p.seats.max(initial=1))
        self.state = State(
            flights=np.zeros((len(p.seats), p.days), dtype=np.int64),
            moved=np.zeros(p.release.shape, dtype=np.int64),
            left=supply(instance, p, basing),
            day_left=p.day_limit.copy(),
            all_left=p.all_limit.copy(),
            room=np.minimum(self.given.most, daily).astype(np.int64),
            hub=paths.hub.copy(),
        )
        self.saved = State._make(x.copy() for x in self.state)
        self.tried = 0
        self.total = basing.cost(instance) + self._queues()

    @property
    def fits(self) -> bool:
        """Whether nothing is used beyond what there is."""
        return bool((self.state.left > -1e-6).all())

    def _queues(self) -> float:
        each = [
            tail_cost(self.given, self.state, q, 0) for q in range(self.packed.queues)
        ]
        return float(sum(each))

    def found(self) -> Found:
        """Return a copy of the plan, its cost counted anew."""
        p, s = self.packed, self.state
        paths = Paths(self.paths.kind, self.paths.home, s.hub.copy())
        basing = paths.basing(p.types, p.hubs)
        self.total = basing.cost(self.instance) + self._queues()
        return Found(self.total, s.flights.copy(), s.moved.copy(), basing)

    def build(self, order: Ints, theta: float) -> None:
        """Insert all queues in an order, none being in yet.

        Parameters
        ----------
        theta
            How far the prices of what is scarce count, from 0 to 1.
        """
        base = self.total - self._queues()
        self.total = base + build(self.given, self.state, order, theta)

    def improve(
        self,
        rng: np.random.Generator,
        steps: int,
        until: float | None = None,
        heat: float = 2e-4,
        target: float = -np.inf,
    ) -> Found:
        """Ruin and recreate; return the best plan met.

        Parameters
        ----------
        steps
            Number of trials.
        until
            Monotonic time to stop at, if before.
        heat
            Share of the cost that a worse plan may lose at first.
        target
            Stop once the plan costs no more.
        """
        best, start, step = self.found(), time.monotonic(), 0
        while step < steps and self.packed.queues and best.cost > target:
            part = step / steps
            if until is not None:
                now = time.monotonic()
                if now > until:
                    break
                part = max(part, (now - start) / max(until - start, 1e-9))
            warm = heat * best.cost * (1 - part) ** 2
            count = min(BATCH, steps - step)
            self.total += trials(self.given, self.state, self.saved, rng, warm, count)
            step += count
            self.tried = step
            if self.total < best.cost - 1e-6:
                best = self.found()
        return best
