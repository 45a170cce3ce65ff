"""Raise the bound fast: prices that are level over long spells first, then finer.

References
----------
Polyak, B. T. (1969), Minimization of unsmooth functionals, USSR Computational
Mathematics and Mathematical Physics 9, 14-29 (the length of steps); Camerini, P. M.,
Fratta, L. and Maffioli, F. (1975), On improving relaxation methods by modified
gradient techniques, Mathematical Programming Study 3, 26-34 (their direction).
"""

from __future__ import annotations

import time

import numpy as np

from steelyard.plan.movement.generate import Bounded, unpriced
from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.lagrangian import Prices, best_paths, bound
from steelyard.plan.movement.packed import Packed
from steelyard.plan.movement.price_all import Pricer
from steelyard.plan.movement.tally import take

WIDTHS = (10_000, 28, 7)
"""Days over which prices are level, in turn."""

PATIENCE = 6
"""Steps without a gain before steps are cut."""

WORTHWHILE = 0.15
"""Gap below which column generation is the better way."""


def ascend(
    instance: Instance,
    packed: Packed,
    pricer: Pricer,
    goal: float,
    steps: int,
    until: float | None = None,
) -> Bounded:
    """Return prices with a bound near the best that level prices give.

    Parameters
    ----------
    goal
        Cost of a plan, thousands.
    steps
        At each width.
    """
    best = unpriced(instance, packed, pricer)
    for width in WIDTHS:
        before = best.bound
        if goal - best.bound <= WORTHWHILE * abs(goal):
            break
        _climb(instance, packed, pricer, best, goal, min(width, packed.days), steps,
               until)  # fmt: skip
        if best.bound <= before:
            break
    return best


def _climb(
    instance: Instance,
    packed: Packed,
    pricer: Pricer,
    best: Bounded,
    goal: float,
    width: int,
    steps: int,
    until: float | None,
) -> None:
    here, length, stale = best.prices, 1.0, 0
    way: Prices | None = None
    for _ in range(steps):
        if until is not None and time.monotonic() > until:
            return
        fare = pricer.fares(here.day, here.all)
        value, flights, moved, price = pricer.price(here.rows, fare)
        best.rounds += 1
        low = bound(instance, packed, here, value)
        if low > best.bound:
            best.bound, best.prices, best.reduced, stale = low, here, price, 0
        else:
            stale += 1
        if stale >= PATIENCE:
            here, way, length, stale = best.prices, None, length * 0.5, 0
            continue
        slope = _level(_slope(instance, packed, here, flights, moved), width)
        way = slope if way is None else _sum(slope, way, 0.5)
        way = _inside(here, way)
        norm = float((way.rows**2).sum() + (way.day**2).sum() + (way.all**2).sum())
        if norm <= 1e-12:
            return
        step = length * max(goal - low, 1e-6 * abs(goal)) / norm
        here = _clip(_sum(here, way, step))


def _sum(a: Prices, b: Prices, times: float) -> Prices:
    return Prices(a.rows + times * b.rows, a.day + times * b.day, a.all + times * b.all)


def _clip(a: Prices) -> Prices:
    return Prices(np.maximum(a.rows, 0), np.maximum(a.day, 0), np.maximum(a.all, 0))


def _inside(here: Prices, way: Prices) -> Prices:
    """Return a direction without what would make a price of zero negative."""

    def keep(price: Floats, go: Floats) -> Floats:
        return np.where((price <= 0) & (go < 0), 0.0, go)

    return Prices(
        keep(here.rows, way.rows), keep(here.day, way.day), keep(here.all, way.all)
    )


def _level(slope: Prices, width: int) -> Prices:
    """Return means over spells of days."""

    def mean(x: Floats) -> Floats:
        if not x.size or width <= 1:
            return x
        edges = np.arange(0, x.shape[1], width)
        count = np.diff(np.append(edges, x.shape[1]))
        return np.repeat(np.add.reduceat(x, edges, axis=1) / count, count, axis=1)

    return Prices(mean(slope.rows), mean(slope.day), slope.all)


def _slope(
    instance: Instance, packed: Packed, here: Prices, flights: Ints, moved: Ints
) -> Prices:
    """Return by how much each limit is overrun: where the bound rises."""
    p = packed
    use = np.zeros((p.rows, p.days))
    take(flights, 0, p.entry, p.row, p.offset, p.amount, 1.0, use)
    fleet = best_paths(instance, p, here)
    n = p.types * p.hubs
    use[:n] -= fleet.reshape(n, p.days)
    near = (fleet * p.near[:, :, None]).sum(axis=1)
    use[n : n + p.types] -= near - p.floor[:, None] * instance.at_hand
    use[n + p.types :] -= p.ground_limit[:, None]
    day = np.zeros_like(p.day_limit)
    has = p.country >= 0
    np.add.at(day, p.country[has], moved[has].astype(float))
    return Prices(use, day - p.day_limit, day.sum(axis=1) - p.all_limit)
