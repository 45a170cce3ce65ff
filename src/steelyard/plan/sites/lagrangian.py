"""A bound by pricing customers, improved by subgradient steps.

The rows that give each customer all of its demand are relaxed with prices. What is
left falls apart into one knapsack a site and one choice of sites whose capacity
covers all demand. With continuous knapsacks the best prices give the bound of the
strong linear relaxation, and the row on total capacity lifts it further.

References
----------
Beasley (1988), see `cflp`. Held, M., Wolfe, P. and Crowder, H. P. (1974). Validation of
subgradient optimization. Mathematical Programming 6, 62-88.
https://doi.org/10.1007/BF01580223
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats
from steelyard.plan.sites.cflp import Cflp
from steelyard.plan.sites.cover import cover
from steelyard.plan.sites.knapsack import serve

Flags = NDArray[np.bool_]


@dataclass
class Relaxed:
    """The relaxed problem at some prices.

    Attributes
    ----------
    bound
        What no plan can undercut.
    prices
        Of serving each customer, shape (customers,).
    score
        Fixed cost and profit of each site, shape (sites,).
    open
        Sites that the relaxed problem opens.
    load
        How often each customer is served, shape (customers,); 1 is what it should be.
    often
        Share of late steps in which each site was opened, shape (sites,).
    """

    bound: float
    prices: Floats
    score: Floats
    open: Flags
    load: Floats
    often: Floats


class Pricing:
    """Evaluates prices, with some sites held open or shut."""

    def __init__(self, problem: Cflp) -> None:
        self.problem = problem
        self.forced = np.zeros(problem.sites, bool)
        self.shut = np.zeros(problem.sites, bool)
        self._cost = np.ascontiguousarray(problem.cost)
        self._value = np.zeros(problem.sites)
        self._served = np.zeros_like(self._cost)

    def at(self, prices: Floats) -> Relaxed:
        """Return the relaxed problem at some prices."""
        p = self.problem
        serve(
            prices,
            self._cost,
            p.demand,
            p.capacity,
            ~self.shut,
            self._value,
            self._served,
        )
        score = p.fixed + self._value
        need = float(p.demand.sum())
        chosen, least = cover(score, p.capacity, need, self.forced, self.shut)
        load = self._served[chosen].sum(axis=0)
        bound = float(prices.sum()) + least
        return Relaxed(bound, prices, score, chosen, load, chosen.astype(float))


def ascend(
    pricing: Pricing,
    prices: Floats,
    target: float,
    steps: int,
    scale: float = 1.0,
    patience: int = 15,
) -> tuple[Relaxed, list[Flags]]:
    """Raise the bound by subgradient steps.

    Parameters
    ----------
    pricing
        The problem with what is fixed of it.
    prices
        To start from.
    target
        Cost of a known plan.
    steps
        At most so many.
    scale
        First step, as a share of the distance to the target; halved after
        `patience` steps without gain.

    Returns
    -------
    The best found, and the distinct sets of sites that relaxed problems opened,
    those of the best bounds last.
    """
    best = pricing.at(prices)
    at, direction = best, np.zeros_like(prices)
    waited, seen = 0, {best.open.tobytes(): best.open}
    often = best.open.astype(float)
    for _ in range(steps):
        slack = 1.0 - at.load
        direction = slack + 0.3 * direction
        norm = float(slack @ direction)
        if norm <= 1e-9 or target - best.bound <= 1e-7 * abs(target):
            break
        step = scale * (1.05 * target - at.bound) / float(direction @ direction)
        at = pricing.at(at.prices + step * direction)
        often = 0.9 * often + 0.1 * at.open
        if at.bound > best.bound:
            gained = at.bound - best.bound > 1e-6 * abs(target)
            waited = 0 if gained else waited + 1
            best = at
            seen.pop(at.open.tobytes(), None)
            seen[at.open.tobytes()] = at.open
        else:
            waited += 1
        if waited >= patience:
            scale, waited, at = scale / 2, 0, best
            direction = np.zeros_like(prices)
            if scale < 1e-4:
                break
    best.often = often
    return best, list(seen.values())
