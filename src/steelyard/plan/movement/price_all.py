"""Price every queue at once, each alone, on all cores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel
from steelyard.plan.movement.packed import Packed
from steelyard.plan.movement.pricing import schedule

FIRST_DAYS = 10
"""Days of arrivals that a queue's recursion tells apart at first."""

F = TypeVar("F", bound=Callable[..., Any])


def _parallel(function: F) -> F:
    wrap = numba.njit(error_model="numpy", nogil=True, parallel=True, cache=True)
    return cast(F, wrap(function))


@kernel
def reduced(
    cost: Floats, entry: Ints, row: Ints, offset: Ints, amount: Floats, dual: Floats
) -> Floats:
    """Return the price of each mission on each day, shape (missions, days).

    `dual[row, day]`, at least 0, is the price of a unit of each row.
    """
    missions, days = len(cost), dual.shape[1]
    price = np.empty((missions, days))
    for m in range(missions):
        for t in range(days):
            price[m, t] = cost[m]
        for e in range(entry[m], entry[m + 1]):
            for t in range(days - offset[e]):
                price[m, t] += amount[e] * dual[row[e], t + offset[e]]
    return price


@_parallel
def _all(
    room: Ints,
    first: Ints,
    release: Ints,
    need: Ints,
    cap: Ints,
    costs: Floats,
    price: Floats,
    fare: Floats,
    seats: Ints,
    flights: Ints,
    moved: Ints,
    value: Floats,
    clipped: Ints,
) -> None:
    for q in numba.prange(len(room)):
        a, b = first[q], first[q + 1]
        value[q], met = schedule(
            room[q],
            release[q],
            need[q],
            cap[q],
            costs[q],
            price[a:b],
            fare[q],
            seats[a:b],
            flights[a:b],
            moved[q],
        )
        clipped[q] = 1 if met else 0


class Pricer:
    """Prices queues; remembers how many people each one has to tell apart."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        total = packed.release.sum(axis=1)
        window = min(FIRST_DAYS, packed.days)
        kernel_ = np.ones(window)
        burst = [int(np.convolve(r, kernel_).max()) for r in packed.release]
        seats = int(packed.seats.max(initial=1))
        self.room = np.minimum(total, np.maximum(burst, 2 * seats)).astype(np.int64)
        self.room = np.maximum(self.room, 1)
        self.total = np.maximum(total, 1)
        ends = np.full(packed.queues, packed.end_late)
        hold, late = np.full((2, packed.queues), [[packed.hold], [packed.late]])
        self.costs = np.stack([hold, late, packed.end_hold, ends], axis=1)

    def fares(self, day: Floats, all_: Floats) -> Floats:
        """Return the price of carrying a person, shape (queues, days)."""
        fare = np.zeros((self.packed.queues, self.packed.days))
        has = self.packed.country >= 0
        if has.any():
            c = self.packed.country[has]
            fare[has] = day[c] + all_[c][:, None]
        return fare

    def price(self, dual: Floats, fare: Floats) -> tuple[Floats, Ints, Ints, Floats]:
        """Return value by queue, flights, people moved, and mission prices.

        Shapes (queues,), (missions, days), (queues, days), (missions, days). Each
        value is exact, or below the truth.
        """
        p = self.packed
        price = reduced(p.cost, p.entry, p.row, p.offset, p.amount, dual)
        flights = np.zeros(price.shape, dtype=np.int64)
        moved = np.zeros(p.release.shape, dtype=np.int64)
        value = np.zeros(p.queues)
        clipped = np.zeros(p.queues, dtype=np.int64)
        todo = np.arange(p.queues)
        while len(todo):
            self._run(todo, price, fare, (flights, moved, value, clipped))
            todo = todo[(clipped[todo] > 0) & (self.room[todo] < self.total[todo])]
            self.room[todo] = np.minimum(self.room[todo] * 2, self.total[todo])
        return value, flights, moved, price

    def _run(
        self,
        todo: Ints,
        price: Floats,
        fare: Floats,
        out: tuple[Ints, Ints, Floats, Ints],
    ) -> None:
        p = self.packed
        flights, moved, value, clipped = out
        if len(todo) == p.queues:
            _all(self.room, p.first, p.release, p.need, p.cap, self.costs, price,
                 fare, p.seats, flights, moved, value, clipped)  # fmt: skip
            return
        for q in todo:
            a, b = p.first[q], p.first[q + 1]
            value[q], met = schedule(self.room[q], p.release[q], p.need[q], p.cap[q],
                                     self.costs[q], price[a:b], fare[q], p.seats[a:b],
                                     flights[a:b], moved[q])  # fmt: skip
            clipped[q] = int(met)
