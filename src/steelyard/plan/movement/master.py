"""The master programme: which schedules to mix, and where aircraft are based.

References
----------
Dantzig, G. B. and Wolfe, P. (1960), Decomposition principle for linear programs,
Operations Research 8, 101-111; Huangfu, Q. and Hall, J. A. J. (2018), Parallelizing
the dual revised simplex method, Mathematical Programming Computation 10, 119-142
(the solver, HiGHS).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from steelyard.plan.highs import quiet_highs
from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.lagrangian import Prices
from steelyard.plan.movement.packed import THOUSAND, Packed
from steelyard.plan.movement.tally import flight_cost, take, waiting_cost


class Master:
    """The restricted master programme, with columns added as they are priced.

    Rows, in this order: what missions use by row and day; people by country and
    day, and in all; aircraft by type, hub and period; one schedule a queue.
    """

    def __init__(self, instance: Instance, packed: Packed, costs: Floats) -> None:
        self.instance, self.packed, self.costs = instance, packed, costs
        p = packed
        self.nu = p.rows * p.days
        self.nc = len(p.countries)
        self.flow = self.nu + self.nc * (p.days + 1)
        self.convex = self.flow + p.types * p.hubs * instance.periods
        self.highs = quiet_highs()
        self.highs.setOptionValue("simplex_strategy", 4)
        self._build()

    def _build(self) -> None:
        import highspy

        p, instance = self.packed, self.instance
        a, cost = aircraft(instance, p, self.flow, self.convex + p.queues)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = a.shape[1], a.shape[0]
        self.static = a.shape[1]
        inf = highspy.kHighsInf
        low, high = self._sides(inf)
        lp.col_cost_ = cost
        lp.col_lower_ = np.zeros(a.shape[1])
        lp.col_upper_ = np.full(a.shape[1], inf)
        lp.row_lower_, lp.row_upper_ = low, high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = a.indptr
        lp.a_matrix_.index_ = a.indices
        lp.a_matrix_.value_ = a.data
        self.highs.passModel(lp)
        p_ = self.packed
        empty = np.zeros((len(p_.seats), p_.days), dtype=np.int64)
        self.add(empty, np.zeros(p_.release.shape, dtype=np.int64), range(p_.queues))

    def _sides(self, inf: float) -> tuple[Floats, Floats]:
        p, instance = self.packed, self.instance
        rows = self.convex + p.queues
        low, high = np.full(rows, -inf), np.full(rows, inf)
        use = np.zeros((p.rows, p.days))
        use[p.types * p.hubs : p.types * (p.hubs + 1)] = (
            -p.floor[:, None] * instance.at_hand
        )
        use[p.types * (p.hubs + 1) :] = p.ground_limit[:, None]
        high[: self.nu] = use.ravel()
        day = slice(self.nu, self.nu + self.nc * p.days)
        high[day] = p.day_limit.ravel()
        high[day.stop : self.flow] = p.all_limit
        start = np.zeros((p.types, p.hubs, instance.periods))
        for k in range(p.types):
            if instance.free[k]:
                start[k, int(instance.bases[k].argmax()), 0] = instance.fleets[
                    k
                ].available
            else:
                start[k, :, 0] = instance.based[k]
        low[self.flow : self.convex] = high[self.flow : self.convex] = start.ravel()
        low[self.convex :] = high[self.convex :] = 1.0
        return low, high

    def column(self, q: int, flights: Ints, moved: Ints) -> tuple[float, Ints, Floats]:
        """Return cost, row numbers and entries of a queue's schedule."""
        p = self.packed
        out = np.zeros((p.rows, p.days))
        a = int(p.first[q])
        take(flights, a, p.entry, p.row, p.offset, p.amount, 1.0, out)
        flat = out.ravel()
        index = np.flatnonzero(flat)
        value = flat[index]
        c = p.country[q]
        if c >= 0:
            days = np.flatnonzero(moved)
            total = self.nu + self.nc * p.days + c
            index = np.concatenate([index, self.nu + c * p.days + days, [total]])
            value = np.concatenate([value, moved[days], [moved.sum()]])
        index = np.append(index, self.convex + q)
        value = np.append(value, 1.0)
        b = a + len(flights)
        cost = flight_cost(flights, p.cost[a:b])
        cost += waiting_cost(p.release[q], p.need[q], moved, self.costs[q])
        return cost, index.astype(np.int32), value

    def add(self, flights: Ints, moved: Ints, queues: Any) -> None:
        """Add the schedules of some queues, flights by mission, people by queue."""
        p = self.packed
        costs, starts, indices, values = [], [0], [], []
        for q in queues:
            mine = flights[p.first[q] : p.first[q + 1]]
            cost, index, value = self.column(q, mine, moved[q])
            costs.append(cost)
            indices.append(index)
            values.append(value)
            starts.append(starts[-1] + len(index))
        n = len(costs)
        if n == 0:
            return
        inf = self.highs.inf
        self.highs.addCols(
            n, np.array(costs), np.zeros(n), np.full(n, inf), starts[-1],
            np.array(starts[:-1], dtype=np.int32), np.concatenate(indices),
            np.concatenate(values),
        )  # fmt: skip

    def solve(self, seconds: float | None = None) -> tuple[float, Prices] | None:
        """Return the cost and the prices; None if no mix keeps all limits."""
        if seconds is not None:
            now = self.highs.getRunTime()
            self.highs.setOptionValue("time_limit", now + max(seconds, 0.1))
        self.highs.run()
        status = self.highs.modelStatusToString(self.highs.getModelStatus())
        if status != "Optimal":
            return None
        p = self.packed
        dual = np.maximum(-np.asarray(self.highs.getSolution().row_dual), 0.0)
        day = slice(self.nu, self.nu + self.nc * p.days)
        prices = Prices(
            dual[: self.nu].reshape(p.rows, p.days),
            dual[day].reshape(self.nc, p.days),
            dual[day.stop : self.flow],
        )
        return float(self.highs.getInfo().objective_function_value), prices

    def convexity(self) -> Floats:
        """Return the price of each queue's whole schedule."""
        dual = np.asarray(self.highs.getSolution().row_dual)
        found: Floats = dual[self.convex : self.convex + self.packed.queues]
        return found

    def at(self) -> Floats:
        """Return aircraft by type, hub and period in the mix."""
        p = self.packed
        values = np.asarray(self.highs.getSolution().col_value)[: self.static]
        return positions(self.instance, p, values)


def variables(instance: Instance, packed: Packed) -> list[tuple[int, int, int, int]]:
    """Return the aircraft variables: type, hub before, hub after, period."""
    hubs = range(packed.hubs)
    return [
        (k, g, h, w)
        for k in range(packed.types)
        for w in range(instance.periods)
        for g in hubs
        for h in hubs
        if instance.bases[k, g] and instance.bases[k, h]
    ]


def positions(instance: Instance, packed: Packed, values: Floats) -> Floats:
    """Return aircraft by type, hub and period from the aircraft variables."""
    found = np.zeros((packed.types, packed.hubs, instance.periods))
    k, _, h, w = np.array(variables(instance, packed), dtype=np.int64).T
    np.add.at(found, (k, h, w), values)
    return found


def aircraft(
    instance: Instance, packed: Packed, flow: int, rows: int
) -> tuple[sparse.csc_matrix, Floats]:
    """Return columns and costs of the aircraft variables.

    One that stays serves all days of the period, one that moves all but the first.
    A type that is free starts at its first hub, and may move on the first day at no
    cost and no loss of a day.
    """
    p = packed
    index: list[int] = []
    value: list[float] = []
    starts = [0]
    cost = []
    for k, g, h, w in variables(instance, p):
        first = w * instance.period
        moved = g != h and not (instance.free[k] and w == 0)
        span = range(first + moved, min(first + instance.period, p.days))
        days = [t for t in span if instance.at_hand[k, t]]
        index += [(k * p.hubs + h) * p.days + t for t in days]
        value += [-1.0] * len(days)
        if p.near[k, h]:
            index += [(p.types * p.hubs + k) * p.days + t for t in days]
            value += [-1.0] * len(days)
        base = flow + k * p.hubs * instance.periods
        index.append(base + g * instance.periods + w)
        value.append(1.0)
        if w + 1 < instance.periods:
            index.append(base + h * instance.periods + w + 1)
            value.append(-1.0)
        starts.append(len(index))
        paid = moved and instance.rebase.size
        cost.append(instance.rebase[k, g, h] * THOUSAND if paid else 0.0)
    matrix = sparse.csc_matrix((value, index, starts), shape=(rows, len(cost)))
    return matrix, np.array(cost)
