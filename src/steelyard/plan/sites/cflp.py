"""The capacitated facility location problem, as data.

References
----------
Beasley, J. E. (1988). An algorithm for solving large capacitated warehouse location
problems. European Journal of Operational Research 33, 314-325.
https://doi.org/10.1016/0377-2217(88)90175-0
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats


@dataclass(frozen=True)
class Cflp:
    """Sites that can be opened and customers who can be split between them.

    Attributes
    ----------
    capacity, fixed
        Of each site, shape (sites,).
    demand
        Of each customer, shape (customers,).
    cost
        Of serving all of a customer's demand from a site, shape (sites, customers).

    Raises
    ------
    ValueError
        On shapes that do not fit, negative numbers, or less capacity than demand.
    """

    capacity: Floats
    fixed: Floats
    demand: Floats
    cost: Floats

    def __post_init__(self) -> None:
        m, n = self.cost.shape
        if self.capacity.shape != (m,) or self.fixed.shape != (m,):
            raise ValueError(f"{m} sites need {m} capacities and fixed costs")
        if self.demand.shape != (n,):
            raise ValueError(f"{n} customers need {n} demands")
        for name in ("capacity", "fixed", "demand", "cost"):
            values = getattr(self, name)
            if not np.isfinite(values).all() or (values < 0).any():
                raise ValueError(f"{name} must be finite and at least 0")
        if self.capacity.sum() < self.demand.sum():
            raise ValueError(
                f"the sites hold {self.capacity.sum():g} together, and demand is "
                f"{self.demand.sum():g}"
            )

    @property
    def sites(self) -> int:
        """Return the number of sites."""
        return len(self.capacity)

    @property
    def customers(self) -> int:
        """Return the number of customers."""
        return len(self.demand)

    def only(self, kept: NDArray[np.bool_]) -> Cflp:
        """Return the problem with some sites alone."""
        return Cflp(self.capacity[kept], self.fixed[kept], self.demand, self.cost[kept])


@dataclass(frozen=True)
class Located:
    """A solution.

    Attributes
    ----------
    open
        Which sites are open, shape (sites,).
    objective, bound
        Cost of the plan, and what no plan can undercut.
    seconds
        Wall time.
    method
        How it was found, in words.
    """

    open: NDArray[np.bool_]
    objective: float
    bound: float
    seconds: float
    method: str
