"""The relaxed problem of each site: serve the customers that pay, up to capacity.

With a price for serving each customer, a site solves a continuous knapsack: it takes
customers by profit per unit of demand until it is full.
"""

from __future__ import annotations

import numba
import numpy as np

from steelyard.plan.linear import Floats


@numba.njit(cache=True)
def serve(
    prices: Floats,
    cost: Floats,
    demand: Floats,
    capacity: Floats,
    alive: np.ndarray,
    value: Floats,
    served: Floats,
) -> None:
    """Fill `value` with each site's profit (0 or less) and `served` with shares.

    Parameters
    ----------
    prices
        Of serving each customer, shape (customers,).
    cost, demand, capacity
        Of the problem; `cost` of shape (sites, customers).
    alive
        Sites to look at.
    value, served
        Results, shapes (sites,) and (sites, customers).
    """
    m, n = cost.shape
    order = np.empty(n, dtype=np.int64)
    ratio = np.empty(n)
    for i in range(m):
        value[i] = 0.0
        served[i, :] = 0.0
        if not alive[i]:
            continue
        count = 0
        total = 0.0
        for j in range(n):
            gain = prices[j] - cost[i, j]
            if gain > 0:
                ratio[count] = gain / demand[j] if demand[j] > 0 else 1e300
                order[count] = j
                count += 1
                total += demand[j]
        if total <= capacity[i]:
            for k in range(count):
                j = order[k]
                value[i] -= prices[j] - cost[i, j]
                served[i, j] = 1.0
            continue
        ranked = np.argsort(-ratio[:count])
        left = capacity[i]
        for k in ranked:
            j = order[k]
            share = 1.0 if demand[j] <= left else left / demand[j]
            value[i] -= share * (prices[j] - cost[i, j])
            served[i, j] = share
            left -= share * demand[j]
            if left <= 0:
                break
