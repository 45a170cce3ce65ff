"""Least cost of serving all customers from a set of open sites.

Each customer goes to the cheapest site first. Sites that hold too much then pass
demand on, along the cheapest chains of moves, to sites with room: successive shortest
paths over the open sites alone, with one arc for each pair of sites, its length the
cheapest move of a customer between them. With few open sites and many customers this
is some hundred times faster than a general solver, and it ends with the same cost.

References
----------
Busacker, R. G. and Gowen, P. J. (1960). A procedure for determining a family of
minimum-cost network flow patterns. Technical paper 15, Operations Research Office,
Johns Hopkins University. Ahuja, R. K., Magnanti, T. L. and Orlin, J. B. (1993). Network
flows, section 9.7. Prentice Hall.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats, Program
from steelyard.plan.sites.cflp import Cflp

Flags = NDArray[np.bool_]
TINY = 1e-9


@numba.njit(cache=True)
def _arcs(flow, cost, demand, length, through, i):  # type: ignore[no-untyped-def]
    """Renew the arcs out of site `i`: its cheapest move to each other site."""
    m, n = cost.shape
    for k in range(m):
        length[i, k] = np.inf
    for j in range(n):
        if flow[i, j] > TINY and demand[j] > 0:
            for k in range(m):
                move = (cost[k, j] - cost[i, j]) / demand[j]
                if k != i and move < length[i, k]:
                    length[i, k] = move
                    through[i, k] = j


@numba.njit(cache=True)
def _distances(length, room, ahead):  # type: ignore[no-untyped-def]
    """Return the cheapest chain from each site to one with room, and its next site."""
    m = len(room)
    finite = 0.0
    for value in length.ravel():
        if value < np.inf:
            finite = max(finite, abs(value))
    slack = 1e-11 * finite  # less is rounding, and could make a chain bite its tail
    distance = np.full(m, np.inf)
    for k in range(m):
        ahead[k] = -1
        if room[k] > TINY:
            distance[k] = 0.0
    for _ in range(m):
        changed = False
        for i in range(m):
            for k in range(m):
                reached = length[i, k] + distance[k]
                if reached < distance[i] - slack:
                    distance[i] = reached
                    ahead[i] = k
                    changed = True
        if not changed:
            break
    return distance


@numba.njit(cache=True)
def _ship(cost, demand, capacity, flow):  # type: ignore[no-untyped-def]
    """Fill `flow` with the cheapest shipment; return the worth of room at each site.

    Also returns whether it came to an end; rounding can keep it from that.
    """
    m, n = cost.shape
    room = capacity.copy()
    tiny = TINY * max(1.0, demand.sum())
    length = np.full((m, m), np.inf)
    through = np.zeros((m, m), dtype=np.int64)
    ahead = np.full(m, -1, dtype=np.int64)
    for j in range(n):
        near = np.argmin(cost[:, j])
        flow[near, j] = demand[j]
        room[near] -= demand[j]
    for i in range(m):
        _arcs(flow, cost, demand, length, through, i)
    tries = 0
    for i in range(m):
        while room[i] < -tiny:
            tries += 1
            distance = _distances(length, room, ahead)
            if distance[i] == np.inf or tries > 20 * (n + m):
                return distance, False
            amount, steps = -room[i], 0
            at: Any = i
            while ahead[at] >= 0 and steps <= m:
                k = ahead[at]
                amount = min(amount, flow[at, through[at, k]])
                at = k
                steps += 1
            amount = min(amount, room[at])
            if steps > m or amount <= 0:
                return distance, False
            room[i] += amount
            room[at] -= amount
            at = i
            while ahead[at] >= 0:
                k = ahead[at]
                j = through[at, k]
                flow[at, j] -= amount
                flow[k, j] += amount
                at = k
            at = i
            while at >= 0:
                _arcs(flow, cost, demand, length, through, at)
                at = ahead[at]
    return _distances(length, room, ahead), True


class Transport:
    """The transport problem of a location problem."""

    def __init__(self, problem: Cflp) -> None:
        self.problem = problem
        self.calls = 0

    def at(self, chosen: Flags) -> tuple[float, Floats]:
        """Return the whole cost of a set of sites and the prices of customers.

        Parameters
        ----------
        chosen
            Open sites, shape (sites,).

        Returns
        -------
        Fixed and transport cost (infinite where the set cannot serve all), and the
        dual price of serving each customer, shape (customers,).
        """
        p = self.problem
        self.calls += 1
        if p.capacity[chosen].sum() < p.demand.sum() - 1e-9:
            return float("inf"), np.zeros(p.customers)
        cost = np.ascontiguousarray(p.cost[chosen])
        flow = np.zeros_like(cost)
        worth, done = _ship(cost, p.demand, p.capacity[chosen], flow)
        if not done:
            return self._general(chosen)
        worth = np.where(np.isfinite(worth), worth, 0.0)
        share = flow / np.where(p.demand > 0, p.demand, 1.0)
        idle = p.demand <= 0
        share[np.argmin(cost[:, idle], axis=0), np.flatnonzero(idle)] = 1.0
        total = float((share * cost).sum()) + float(p.fixed[chosen].sum())
        prices = (cost + worth[:, None] * p.demand).min(axis=0)
        return total, prices

    def _general(self, chosen: Flags) -> tuple[float, Floats]:
        """Return the same by the general solver."""
        p = self.problem.only(chosen)
        program = Program()
        x = program.add(p.cost.shape, p.cost)
        program.row([(x.T, 1.0)], low=1.0, high=1.0)
        program.row([(x, p.demand)], high=p.capacity)
        answer = program.solve()
        if not len(answer.x):
            return float("inf"), np.zeros(p.customers)
        return answer.objective + float(p.fixed.sum()), answer.duals[: p.customers]
