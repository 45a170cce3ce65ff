"""Location instances drawn at random in the manner of the literature.

References
----------
Cornuejols, G., Sridharan, R. and Thizy, J. M. (1991). A comparison of heuristics and
relaxations for the capacitated plant location problem. European Journal of
Operational Research 50, 280-297. https://doi.org/10.1016/0377-2217(91)90261-S
Beasley (1988), see `cflp`.
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.sites.cflp import Cflp


def generated(
    sites: int,
    customers: int,
    rng: np.random.Generator,
    tightness: float = 10.0,
    fixed_share: float = 0.25,
) -> Cflp:
    """Draw an instance: points on a square, cost by distance and demand.

    Parameters
    ----------
    sites, customers
        Numbers of each; 100 and 1,000 are those of the largest published files.
    rng
        Source of chance.
    tightness
        Capacity of all sites over demand. Capacities are equal, as in the largest
        published files, where it is about 9 to 25.
    fixed_share
        Fixed cost of a site over the mean cost of filling it.

    Returns
    -------
    The instance; demands and capacities are whole numbers.
    """
    where, there = rng.random((sites, 2)), rng.random((customers, 2))
    demand = rng.integers(1, 101, customers).astype(float)
    distance = np.hypot(*(where[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    rate = rng.uniform(1.0, 1.25, (sites, customers))
    cost = np.round(1000 * distance * rate * demand, 2)
    capacity = np.full(sites, np.ceil(tightness * demand.sum() / sites))
    mean = cost.mean() / demand.mean() * capacity[0]
    fixed = np.round(rng.uniform(0.8, 1.2, sites) * fixed_share * mean, 2)
    return Cflp(capacity, fixed, demand, cost)
