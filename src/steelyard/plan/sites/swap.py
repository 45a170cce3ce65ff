"""Improve a set of open sites by opening, closing and swapping.

The duals of the transport problem say what an unopened site could gain (an optimistic
figure) and what closing one would cost at most gently; moves are tried in that order
and taken when the exact cost falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Floats
from steelyard.plan.sites.cflp import Cflp
from steelyard.plan.sites.knapsack import serve
from steelyard.plan.sites.transport import Transport

Flags = NDArray[np.bool_]


@dataclass
class Best:
    """The best set so far, with the prices of its customers."""

    open: Flags
    cost: float
    prices: Floats


class Search:
    """Looks for cheaper sets around given ones; never looks at a set twice."""

    def __init__(self, problem: Cflp, limit: int) -> None:
        self.problem = problem
        self.transport = Transport(problem)
        self.limit = limit
        self.seen: dict[bytes, float] = {}
        m = problem.sites
        self._cost = np.ascontiguousarray(problem.cost)
        self._value, self._served = np.zeros(m), np.zeros_like(self._cost)

    def at(self, chosen: Flags) -> Best:
        """Return a set with its exact cost."""
        cost, prices = self.transport.at(chosen)
        self.seen[chosen.tobytes()] = cost
        return Best(chosen.copy(), cost, prices)

    def improve(self, best: Best) -> Best:
        """Take the first move that helps, until none does or the limit is met."""
        while self.transport.calls < self.limit:
            for chosen in self._moves(best):
                if self.transport.calls >= self.limit:
                    return best
                if chosen.tobytes() in self.seen:
                    continue
                found = self.at(chosen)
                if found.cost < best.cost * (1 - 1e-9):
                    best = found
                    break
            else:
                return best
        return best

    def _moves(self, best: Best) -> list[Flags]:
        """Return sets near the best one, the most promising first."""
        p = self.problem
        everywhere = np.ones(p.sites, bool)
        serve(
            best.prices,
            self._cost,
            p.demand,
            p.capacity,
            everywhere,
            self._value,
            self._served,
        )
        score = p.fixed + self._value
        opened, shut = np.flatnonzero(best.open), np.flatnonzero(~best.open)
        ranked: list[tuple[float, int, int]] = []
        ranked += [(score[k], -1, int(k)) for k in shut if score[k] < 0]
        ranked += [(-score[i], int(i), -1) for i in opened]
        near = shut[np.argsort(score[shut], kind="stable")][:12]
        ranked += [(score[k] - score[i], int(i), int(k)) for i in opened for k in near]
        ranked.sort()
        moves = []
        for _, out, into in ranked[: 6 * len(opened)]:
            chosen = best.open.copy()
            if out >= 0:
                chosen[out] = False
            if into >= 0:
                chosen[into] = True
            if p.capacity[chosen].sum() >= p.demand.sum():
                moves.append(chosen)
        return moves
