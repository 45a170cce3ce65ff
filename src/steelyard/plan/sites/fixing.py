"""Settle sites whose other state would cost more than a plan that is known."""

from __future__ import annotations

from steelyard.plan.sites.cover import cover
from steelyard.plan.sites.lagrangian import Pricing, Relaxed


def fix(pricing: Pricing, relaxed: Relaxed, target: float) -> int:
    """Shut or force open each site whose contrary bound exceeds the target.

    The prices stay as they are, so that each site takes one choice of a cover. A
    better plan, if there is one, keeps to what is fixed here.

    Returns
    -------
    How many sites were settled.
    """
    p = pricing.problem
    need = float(p.demand.sum())
    total = float(relaxed.prices.sum())
    settled = 0
    free = ~pricing.forced & ~pricing.shut
    forced, shut = pricing.forced.copy(), pricing.shut.copy()
    for i in free.nonzero()[0]:
        side = shut if relaxed.open[i] else forced
        side[i] = True
        _, value = cover(relaxed.score, p.capacity, need, forced, shut)
        side[i] = False
        if total + value > target * (1 + 1e-9):
            other = pricing.forced if relaxed.open[i] else pricing.shut
            other[i] = True
            settled += 1
    return settled
