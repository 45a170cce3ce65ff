"""Branch and bound on the sites, with the bound by priced customers at each node.

A node holds some sites open and some shut. Its prices start from its parent's, so that
a few steps suffice; each set that a relaxed problem opens is costed exactly, which
keeps the best plan sharp; and sites are settled inside a node as at the root. The node
of the least bound comes first.

References
----------
Beasley (1988), see `cflp`.
"""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats
from steelyard.plan.sites.fixing import fix
from steelyard.plan.sites.lagrangian import Pricing, ascend
from steelyard.plan.sites.swap import Best, Search

Flags = NDArray[np.bool_]
EXACT = 1e-7
"""Relative difference below which a bound meets a plan."""


@dataclass(order=True)
class Node:
    """What is held open and shut, with the bound that its parent left it."""

    bound: float
    number: int
    forced: Flags = field(compare=False)
    shut: Flags = field(compare=False)
    prices: Floats = field(compare=False)
    depth: int = field(compare=False)


class Tree:
    """The search; stops when the bound meets the plan, or at the time or node limit."""

    def __init__(self, pricing: Pricing, search: Search, best: Best) -> None:
        self.pricing, self.search, self.best = pricing, search, best
        self.nodes = 0

    def grow(
        self,
        root: Floats,
        bound: float,
        steps: int = 40,
        seconds: float | None = None,
        most: int | None = None,
    ) -> float:
        """Search and return the bound that is proven.

        Parameters
        ----------
        root
            Prices of customers at the root.
        bound
            Proven there.
        steps
            Subgradient steps in a node.
        seconds, most
            Limits on time and on nodes.
        """
        began = time.perf_counter()
        p = self.pricing
        first = Node(bound, 0, p.forced.copy(), p.shut.copy(), root, 0)
        heap, made = [first], 1
        while heap:
            if heap[0].bound >= self.best.cost * (1 - EXACT):
                return self.best.cost
            late = seconds is not None and time.perf_counter() - began > seconds
            if late or (most is not None and self.nodes >= most):
                return max(bound, min(heap[0].bound, self.best.cost))
            for child in self._open(heapq.heappop(heap), steps):
                child.number = made
                made += 1
                heapq.heappush(heap, child)
        return self.best.cost

    def _open(self, node: Node, steps: int) -> list[Node]:
        """Bound a node and return the two that it splits into, if it must."""
        self.nodes += 1
        p = self.pricing
        p.forced, p.shut = node.forced, node.shut
        problem = p.problem
        if problem.capacity[~p.shut].sum() < problem.demand.sum() - 1e-9:
            return []
        if not (~p.forced & ~p.shut).any():
            self._try(p.forced)
            return []
        scale = 0.6 if node.depth == 0 else 0.25
        relaxed, sets = ascend(p, node.prices, self.best.cost, steps, scale, 8)
        for chosen in sets[-3:]:
            self._try(chosen)
        value = max(node.bound, relaxed.bound)
        if value >= self.best.cost * (1 - EXACT):
            return []
        fix(p, relaxed, self.best.cost)
        free = ~p.forced & ~p.shut
        if not free.any():
            self._try(p.forced)
            return []
        unsure = np.where(free, np.abs(relaxed.often - 0.5), np.inf)
        site = int(np.argmin(unsure))
        children = []
        for side in (True, False):
            forced, shut = p.forced.copy(), p.shut.copy()
            (forced if side else shut)[site] = True
            child = Node(value, 0, forced, shut, relaxed.prices, node.depth + 1)
            children.append(child)
        return children

    def _try(self, chosen: Flags) -> None:
        """Cost a set exactly, and look around it if it is a new best."""
        if chosen.tobytes() in self.search.seen:
            return
        found = self.search.at(chosen)
        if found.cost < self.best.cost * (1 - 1e-9):
            self.search.limit = self.search.transport.calls + 400
            self.best = self.search.improve(found)
