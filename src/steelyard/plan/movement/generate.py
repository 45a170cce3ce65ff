"""Column generation: prices up, the bound up, until they nearly meet.

References
----------
Wentges, P. (1997), Weighted Dantzig-Wolfe decomposition for linear mixed-integer
programming, International Transactions in Operational Research 4, 151-162 (the
prices that are asked about lie between the best so far and the newest).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.lagrangian import Prices, bound, no_prices
from steelyard.plan.movement.master import Master
from steelyard.plan.movement.packed import Packed
from steelyard.plan.movement.price_all import Pricer
from steelyard.plan.movement.search import Found

KEEP = 0.6
"""Weight of the best prices so far."""


@dataclass
class Bounded:
    """What column generation found.

    Attributes
    ----------
    bound
        Proven: no plan costs less, thousands.
    relaxed
        Cost of the best mix of schedules; the bound cannot rise above it.
    prices
        That gave the bound.
    at
        Aircraft by type, hub and period in the mix, shape (types, hubs, periods).
    rounds
        Times that all queues were priced.
    """

    bound: float
    relaxed: float
    prices: Prices
    reduced: Floats
    at: Floats | None
    rounds: int


def generate(
    instance: Instance,
    packed: Packed,
    pricer: Pricer,
    seeds: Iterable[Found] = (),
    *,
    rounds: int = 60,
    tolerance: float = 1e-3,
    until: float | None = None,
    master: Master | None = None,
    start: Bounded | None = None,
    tell: Callable[[str], None] | None = None,
) -> Bounded | None:
    """Bound the cost of every plan.

    Parameters
    ----------
    seeds
        Plans whose schedules the mix may use.
    rounds, tolerance, until
        Stop after so many rounds, at this relative gap between mix and bound, or at
        this monotonic time.

    Returns
    -------
    None if no mix keeps all limits, even with nobody moved: readiness floors above
    what exists.
    """
    master = master or Master(instance, packed, pricer.costs)
    for plan in seeds:
        master.add(plan.flights, plan.moved, range(packed.queues))
    best = start or unpriced(instance, packed, pricer)
    missed = False
    for step in range(rounds):
        if until is not None and time.monotonic() > until:
            break
        solved = master.solve(None if until is None else until - time.monotonic())
        if solved is None:
            return best if step or start else None
        best.relaxed, newest = solved
        best.at = master.at()
        if best.relaxed - best.bound <= tolerance * abs(best.relaxed):
            break
        asked = newest if missed else newest.mix(best.prices, KEEP)
        flights, moved = _ask(instance, packed, pricer, best, asked)
        gains = _gains(master, packed, flights, moved, newest)
        if tell is not None:
            tell(f"{step} mix {best.relaxed:.1f} bound {best.bound:.1f} +{len(gains)}")
        if not gains and missed:
            break
        missed = not gains
        master.add(flights, moved, gains)
    return best


def _ask(
    instance: Instance, packed: Packed, pricer: Pricer, best: Bounded, asked: Prices
) -> tuple[Ints, Ints]:
    """Price all queues, note a better bound, and return flights and people moved."""
    fare = pricer.fares(asked.day, asked.all)
    value, flights, moved, price = pricer.price(asked.rows, fare)
    best.rounds += 1
    low = bound(instance, packed, asked, value)
    if low > best.bound:
        best.bound, best.prices, best.reduced = low, asked, price
    return flights, moved


def _gains(
    master: Master, packed: Packed, flights: Ints, moved: Ints, newest: Prices
) -> list[int]:
    """Return queues whose new schedule would make the mix cheaper."""
    convex = master.convexity()
    return [
        q
        for q in range(packed.queues)
        if _reduced(master, packed, q, flights, moved, newest, convex) < -1e-7
    ]


def unpriced(instance: Instance, packed: Packed, pricer: Pricer) -> Bounded:
    """Return the bound with nothing scarce."""
    prices = no_prices(packed)
    fare = pricer.fares(prices.day, prices.all)
    value, _, _, price = pricer.price(prices.rows, fare)
    low = bound(instance, packed, prices, value)
    return Bounded(low, np.inf, prices, price, None, 1)


def _reduced(
    master: Master,
    packed: Packed,
    q: int,
    flights: Ints,
    moved: Ints,
    prices: Prices,
    convex: Floats,
) -> float:
    """Return the reduced cost of a schedule at the mix's own prices."""
    mine = flights[packed.first[q] : packed.first[q + 1]]
    cost, index, value = master.column(q, mine, moved[q])
    own = np.concatenate([prices.rows.ravel(), prices.day.ravel(), prices.all])
    paid = float((own[index[:-1]] * value[:-1]).sum())
    return cost + paid - float(convex[q])
