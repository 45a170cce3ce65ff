"""Search for good plans: insert queues, then ruin and recreate.

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

from steelyard.plan.movement.basing import Basing, supply
from steelyard.plan.movement.insertion import insert
from steelyard.plan.movement.instance import Bools, Floats, Instance, Ints
from steelyard.plan.movement.packed import Packed
from steelyard.plan.movement.paths import Paths
from steelyard.plan.movement.tally import flight_cost, take, waiting_cost

DAYS_OF_ROOM = 2
"""Days of the greatest arrivals that an insertion tells apart at first; twice as
many whenever more people wait."""

REBASE = 0.2
"""Share of trials that also change where an aircraft is based."""

EPS = 1e-6


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
    """A plan that is changed queue by queue and always fits."""

    def __init__(
        self,
        instance: Instance,
        packed: Packed,
        costs: Floats,
        paths: Paths,
        dual: Floats | None = None,
    ) -> None:
        p = packed
        self.instance, self.packed = instance, p
        self.costs = costs
        self.most = np.maximum(p.release.sum(axis=1), 1)
        daily = DAYS_OF_ROOM * p.release.max(axis=1) + int(p.seats.max(initial=1))
        self.room = np.minimum(self.most, daily).astype(np.int64)
        self.paths = paths
        self.basing = basing = paths.basing(p.types, p.hubs)
        self.flights = np.zeros((len(p.seats), p.days), dtype=np.int64)
        self.moved = np.zeros(p.release.shape, dtype=np.int64)
        self.cost = np.zeros(p.queues)
        self.tried = 0
        self.base_cost = basing.cost(instance)
        self.left = supply(instance, p, basing)
        self.day_left = p.day_limit.copy()
        self.all_left = p.all_limit.copy()
        self.plain = np.repeat(p.cost[:, None], p.days, axis=1)
        self.dual = self.plain if dual is None else dual
        for q in range(p.queues):
            self.cost[q] = self._true(q)

    @property
    def total(self) -> float:
        """Cost of the whole plan, thousands."""
        return float(self.cost.sum()) + self.base_cost

    def found(self) -> Found:
        """Return a copy of the plan."""
        moved = self.moved.copy()
        return Found(self.total, self.flights.copy(), moved, self.basing)

    def _true(self, q: int) -> float:
        p = self.packed
        a, b = p.first[q], p.first[q + 1]
        waits = waiting_cost(p.release[q], p.need[q], self.moved[q], self.costs[q])
        return float(waits + flight_cost(self.flights[a:b], p.cost[a:b]))

    def remove(self, q: int) -> tuple[Ints, Ints, float]:
        """Take a queue's flights out; return flights, people moved and cost."""
        p = self.packed
        a, b = p.first[q], p.first[q + 1]
        old = self.flights[a:b].copy(), self.moved[q].copy(), float(self.cost[q])
        self._book(q, -1.0)
        self.flights[a:b] = 0
        self.moved[q] = 0
        return old

    def put(self, q: int, old: tuple[Ints, Ints, float]) -> None:
        """Put flights that fit in, in place of none."""
        p = self.packed
        self.flights[p.first[q] : p.first[q + 1]] = old[0]
        self.moved[q] = old[1]
        self.cost[q] = old[2]
        self._book(q, 1.0)

    def _book(self, q: int, sign: float) -> None:
        p = self.packed
        a, b = p.first[q], p.first[q + 1]
        take(self.flights[a:b], a, p.entry, p.row, p.offset, p.amount, -sign, self.left)
        c = p.country[q]
        if c >= 0:
            self.day_left[c] -= sign * self.moved[q]
            self.all_left[c] -= sign * self.moved[q].sum()

    def place(self, q: int, theta: float = 0.0) -> float:
        """Insert a queue that is out; return its cost.

        Parameters
        ----------
        theta
            How far the prices of what is scarce count, from 0 to 1.
        """
        p = self.packed
        a, b = p.first[q], p.first[q + 1]
        price = self.plain[a:b]
        if theta > 0:
            price = price + theta * (self.dual[a:b] - price)
        c = p.country[q]
        cap = p.cap[q].astype(float)
        allowed = 1e12
        if c >= 0:
            cap = np.minimum(cap, self.day_left[c])
            allowed = float(self.all_left[c])
        while True:
            insert(self.room[q], p.release[q], p.need[q], cap, allowed, self.costs[q],
                   price, p.seats[a:b], a, p.entry, p.row, p.offset, p.amount,
                   self.left, self.flights[a:b], self.moved[q])  # fmt: skip
            peak = int(np.cumsum(p.release[q] - self.moved[q]).max())
            if peak <= self.room[q] or self.room[q] >= self.most[q]:
                break
            self.room[q] = min(int(self.most[q]), 2 * peak)
            take(self.flights[a:b], a, p.entry, p.row, p.offset, p.amount, 1.0,
                 self.left)  # fmt: skip
        if c >= 0:
            self.day_left[c] -= self.moved[q]
            self.all_left[c] -= self.moved[q].sum()
        self.cost[q] = self._true(q)
        return float(self.cost[q])

    def build(self, order: Ints, theta: float) -> None:
        """Insert all queues in an order, none being in yet."""
        for q in order:
            self.place(int(q), theta)

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
        best = self.found()
        start = time.monotonic()
        for step in range(steps):
            part = step / steps
            if until is not None:
                now = time.monotonic()
                if now > until:
                    break
                part = max(part, (now - start) / max(until - start, 1e-9))
            if self.packed.queues == 0 or best.cost <= target:
                break
            warm = heat * best.cost * (1 - part) ** 2
            self._try(rng, warm)
            self.tried = step + 1
            if self.total < best.cost - 1e-6:
                best = self.found()
        return best

    def _try(self, rng: np.random.Generator, warm: float) -> None:
        old_basing, old_base = (self.paths, self.basing), self.base_cost
        out: list[int] = []
        olds: list[tuple[Ints, Ints, float]] = []
        if rng.random() < REBASE and len(self.paths.kind) and self.packed.hubs > 1:
            self._rebase(self._moved_path(rng))
            for q in self._evicted(rng):
                out.append(q)
                olds.append(self.remove(q))
                if (self.left > -EPS).all():
                    break
        for q in self._ruin(rng):
            if q not in out:
                out.append(q)
                olds.append(self.remove(q))
        before = sum(old[2] for old in olds) + old_base
        theta = (0.0, 0.0, 0.5, 1.0)[int(rng.integers(4))]
        news = self.base_cost
        if (self.left > -EPS).all():
            news += sum(self.place(out[i], theta) for i in rng.permutation(len(out)))
        else:
            news = np.inf
        if news <= before - warm * np.log(max(rng.random(), 1e-12)):
            return
        for q in out:
            self.remove(q)
        if self.paths is not old_basing[0]:
            self._rebase(old_basing[0])
        for q, old in zip(out, olds, strict=True):
            self.put(q, old)

    def _rebase(self, paths: Paths) -> None:
        p = self.packed
        basing = paths.basing(p.types, p.hubs)
        self.left += supply(self.instance, p, basing)
        self.left -= supply(self.instance, p, self.basing)
        self.paths, self.basing = paths, basing
        self.base_cost = basing.cost(self.instance)

    def _moved_path(self, rng: np.random.Generator) -> Paths:
        """Return paths with one aircraft elsewhere for some periods."""
        count, periods = self.paths.hub.shape
        first, last = 0, periods
        if rng.random() < 0.6:
            first = int(rng.integers(periods))
            last = periods
            if rng.random() < 0.5:
                last = int(rng.integers(first, periods)) + 1
        plane = int(rng.integers(count))
        bases = np.flatnonzero(self.instance.bases[self.paths.kind[plane]])
        hub = int(rng.choice(bases))
        return self.paths.with_hub(plane, first, last, hub)

    def _evicted(self, rng: np.random.Generator) -> list[int]:
        """Return queues whose flights use what there is too little of."""
        p = self.packed
        short = np.argwhere(self.left < -EPS)
        if not len(short):
            return []
        users = np.isin(p.row, short[:, 0])
        mission = np.repeat(np.arange(len(p.seats)), np.diff(p.entry))
        low, high = int(short[:, 1].min()), int(short[:, 1].max())
        reach = int(p.offset.max(initial=0))
        span = self.flights[:, max(0, low - reach) : high + 1]
        flying: Bools = np.asarray(span.any(axis=1))
        hit = np.unique(mission[users])
        queue = np.repeat(np.arange(p.queues), np.diff(p.first))
        found = np.unique(queue[hit[flying[hit]]])
        return [int(q) for q in rng.permutation(found)]

    def _ruin(self, rng: np.random.Generator) -> list[int]:
        p = self.packed
        size = int(min(1 + rng.geometric(0.35), 8, p.queues))
        if rng.random() < 0.35:
            return [int(q) for q in rng.choice(p.queues, size, replace=False)]
        day = int(rng.integers(p.days))
        near = self._near(rng, day)
        if len(near) == 0:
            return [int(rng.integers(p.queues))]
        if len(near) > size:
            near = rng.choice(near, size, replace=False)
        return [int(q) for q in near]

    def _near(self, rng: np.random.Generator, day: int) -> Ints:
        """Return queues with flights that start around a day on a random type."""
        p = self.packed
        width = int(rng.integers(1, 6))
        span = self.flights[:, max(0, day - width) : day + width].any(axis=1)
        rows = p.row[p.entry[:-1]]
        if rng.random() < 0.7 and span.any():
            row = rng.choice(rows[span])
            kind = rows if rng.random() < 0.5 else rows // p.hubs
            span &= kind == (row if kind is rows else row // p.hubs)
        queue = np.repeat(np.arange(p.queues), np.diff(p.first))
        return np.unique(queue[span])
