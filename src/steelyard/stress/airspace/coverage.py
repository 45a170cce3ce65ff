"""Sensing sites along a line: how much of what comes they can cover.

References
----------
Church and ReVelle (1974), The maximal covering location problem, Papers of the
Regional Science Association 32. Solved by HiGHS through `scipy.optimize.milp`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Placement:
    """A plan of sites with its bound.

    Attributes
    ----------
    sites
        Cell of each site, sorted.
    covered
        Weight that is covered.
    bound
        No plan covers more.
    """

    sites: tuple[int, ...]
    covered: float
    bound: float

    @property
    def gap(self) -> float:
        """Distance to the bound as a share of it."""
        return 0.0 if self.bound == 0 else (self.bound - self.covered) / self.bound


def place(weights: Array, reach: int, sites: int, seconds: float = 10.0) -> Placement:
    """Place sites on a line of cells so that most weight is covered.

    Parameters
    ----------
    weights
        Weight of each cell, abstract cells of one length.
    reach
        Cells on either side of its own that a site covers.
    sites
        How many.
    seconds
        Time limit.

    Returns
    -------
    The plan; its bound is proven.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    if weights.min() < 0 or reach < 0 or sites < 0:
        raise ValueError("weights, reach and sites must be at least 0")
    cells = len(weights)
    at = np.arange(cells)
    near = (np.abs(at[:, None] - at[None, :]) <= reach).astype(np.float64)
    covers: Array = np.concatenate([near, -np.eye(cells)], axis=1)
    count: Array = np.concatenate([np.ones(cells), np.zeros(cells)])[None, :]
    answer = milp(
        c=np.concatenate([np.zeros(cells), -weights]),
        constraints=[
            LinearConstraint(csr_array(covers), lb=0.0),
            LinearConstraint(csr_array(count), ub=float(sites)),
        ],
        integrality=np.concatenate([np.ones(cells), np.zeros(cells)]),
        bounds=Bounds(0.0, 1.0),
        options={"time_limit": seconds},
    )
    if answer.x is None:
        raise ValueError(f"no placement was found: {answer.message}")
    chosen = np.flatnonzero(answer.x[:cells] > 0.5)
    seen = (np.abs(at[:, None] - chosen[None, :]) <= reach).any(axis=1)
    bound = -float(answer.mip_dual_bound)
    covered = float(weights[seen].sum())
    return Placement(tuple(int(c) for c in chosen), covered, max(bound, covered))


def spread(sites: Array, length: Array, share: Array, reach: Array) -> Array:
    """Return the share of each region that sites cover, best regions first.

    Within a region incursions come evenly, so that each site covers its reach until
    the region is full: filling regions by density covers most (a fractional
    knapsack), and is what `place` finds on cells.

    Parameters
    ----------
    sites
        Shape (futures, months).
    length, share
        Miles and share of incursions of each region, (futures, regions).
    reach
        Miles that one site covers, (futures,).

    Returns
    -------
    Shape (futures, months, regions).
    """
    need = length / np.maximum(reach, 1e-9)[:, None]
    order = np.argsort(-share / length, axis=1, kind="stable")
    sorted_need = np.take_along_axis(need, order, axis=1)
    before = np.cumsum(sorted_need, axis=1) - sorted_need
    left = sites[:, :, None] - before[:, None, :]
    filled = np.clip(left / sorted_need[:, None, :], 0.0, 1.0)
    back = np.argsort(order, axis=1, kind="stable")
    found: Array = np.take_along_axis(filled, back[:, None, :], axis=2)
    return found
