"""A bound that holds for the full model, whatever the prices of scarce things are.

Every limit that queues share is priced instead of kept. What remains falls apart:
each queue by itself (`pricing`), and each type's aircraft, which go through hubs and
periods where their days are worth most. The sum is never above the cost of any
plan, for any prices of at least zero.

References
----------
Geoffrion, A. M. (1974), Lagrangean relaxation for integer programming, Mathematical
Programming Study 2, 82-114.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.packed import THOUSAND, Packed


@dataclass(frozen=True)
class Prices:
    """Prices of what is scarce, thousands of dollars a unit, at least 0.

    Attributes
    ----------
    rows
        Of aircraft-days, readiness and ground hours, shape (rows, days).
    day, all
        Of a person whom a country takes, on a day and over the horizon, shapes
        (countries, days) and (countries,).
    """

    rows: Floats
    day: Floats
    all: Floats

    def mix(self, other: Prices, share: float) -> Prices:
        """Return these prices and `share` of the way to others."""
        return Prices(
            self.rows + share * (other.rows - self.rows),
            self.day + share * (other.day - self.day),
            self.all + share * (other.all - self.all),
        )


def no_prices(packed: Packed) -> Prices:
    """Return prices of zero."""
    return Prices(
        np.zeros((packed.rows, packed.days)),
        np.zeros_like(packed.day_limit),
        np.zeros_like(packed.all_limit),
    )


def worth(instance: Instance, packed: Packed, prices: Prices) -> tuple[Floats, Floats]:
    """Return what an aircraft is worth by type, hub and period, whole and less a day.

    Shapes (types, hubs, periods); less a day is for one that came on its first day.
    """
    p = packed
    fleet = prices.rows[: p.types * p.hubs].reshape(p.types, p.hubs, p.days)
    ready = prices.rows[p.types * p.hubs : p.types * (p.hubs + 1)]
    value = fleet + ready[:, None, :] * p.near[:, :, None]
    value = value * instance.at_hand[:, None, :]
    edges = np.arange(0, p.days, instance.period)
    whole = np.add.reduceat(value, edges, axis=2)
    return whole, whole - value[:, :, edges]


def _values(
    instance: Instance, packed: Packed, prices: Prices, kind: int
) -> tuple[Floats, Ints]:
    """Return what an aircraft is worth from each hub, and its best next hubs.

    Shapes (hubs,) at the start and (periods, hubs).
    """
    whole, less = worth(instance, packed, prices)
    cost = np.zeros((packed.hubs, packed.hubs))
    if instance.rebase.size:
        cost = instance.rebase[kind] * THOUSAND
    best = np.zeros(packed.hubs)
    goes = np.zeros((instance.periods, packed.hubs), dtype=np.int64)
    barred = ~instance.bases[kind]
    for w in range(instance.periods - 1, -1, -1):
        move = (less[kind, :, w] + best)[None, :] - cost
        np.fill_diagonal(move, whole[kind, :, w] + best)
        move[:, barred] = -np.inf
        goes[w] = move.argmax(axis=1)
        best = move.max(axis=1)
    return best, goes


def basing_bound(instance: Instance, packed: Packed, prices: Prices) -> float:
    """Return the most that all aircraft together can be worth, moves paid for."""
    total = 0.0
    for k, kind in enumerate(instance.fleets):
        best, _ = _values(instance, packed, prices, k)
        best = np.where(instance.bases[k], best, -1e12)
        if instance.free[k]:
            total += kind.available * max(0.0, float(best.max(initial=0.0)))
        else:
            total += float((instance.based[k] * np.maximum(best, 0.0)).sum())
    return total


def best_paths(instance: Instance, packed: Packed, prices: Prices) -> Floats:
    """Return aircraft on their best paths, shape (types, hubs, days)."""
    found = np.zeros((packed.types, packed.hubs, packed.days))
    size = instance.period
    for k, kind in enumerate(instance.fleets):
        best, goes = _values(instance, packed, prices, k)
        start = instance.based[k]
        if instance.free[k]:
            start = np.zeros(packed.hubs, dtype=np.int64)
            start[int(np.where(instance.bases[k], best, -1e12).argmax())] = (
                kind.available
            )
        for h in np.flatnonzero(start):
            at = int(h)
            for w in range(instance.periods):
                to = int(goes[w, at])
                first = w * size + int(to != at)
                found[k, to, first : (w + 1) * size] += start[h]
                at = to
    return found


def bound(instance: Instance, packed: Packed, prices: Prices, queues: Floats) -> float:
    """Return a lower bound on the cost of every plan, thousands.

    Parameters
    ----------
    queues
        Least priced cost of each queue at these prices, or less.
    """
    p = packed
    ready = prices.rows[p.types * p.hubs : p.types * (p.hubs + 1)]
    ground = prices.rows[p.types * (p.hubs + 1) :]
    total = float(queues.sum())
    total -= basing_bound(instance, packed, prices)
    floor = p.floor[:, None] * instance.at_hand
    total += float((ready * floor).sum())
    total -= float((ground * p.ground_limit[:, None]).sum())
    total -= float((prices.day * p.day_limit).sum())
    total -= float((prices.all * p.all_limit).sum())
    return total


def aircraft_worth(
    instance: Instance, packed: Packed, prices: Prices, kind: int
) -> tuple[float, int]:
    """Return what one more aircraft is worth, thousands, and its best first hub."""
    best, _ = _values(instance, packed, prices, kind)
    best = np.where(instance.bases[kind], best, -np.inf)
    hub = int(best.argmax())
    return max(0.0, float(best[hub])), hub
