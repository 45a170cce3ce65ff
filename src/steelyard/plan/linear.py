"""Linear and mixed-integer programmes, built as sparse arrays and solved by HiGHS.

A programme is built in blocks: variables by `add`, rows by `row`. Nothing is passed
row by row, since a loop over rows costs more than the solution of a small instance.
A bound is only ever the one that the solver proves for the whole programme.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
Mathematical Programming Computation 10, 119-142. https://doi.org/10.1007/s12532-017-0130-5
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Status: TypeAlias = Literal["optimal", "feasible", "infeasible", "none"]
"""Proven; a plan with a gap; proven that none exists; nothing found in time."""

INFINITY = float("inf")


@dataclass(frozen=True)
class Answer:
    """What the solver found.

    Attributes
    ----------
    status
        See `Status`.
    objective, bound
        In the units of the costs; nan and the best bound if there is no plan.
    x
        Values of the variables, empty if there is no plan.
    duals
        One per row, for a programme without integers; empty otherwise.
    seconds
        Wall time.
    """

    status: Status
    objective: float
    bound: float
    x: Floats
    duals: Floats
    seconds: float

    @property
    def gap(self) -> float:
        """Return (objective - bound) / objective, never negative."""
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """Return the distance of a plan's cost from a proven bound, as a share of it."""
    if not np.isfinite(objective) or not np.isfinite(bound):
        return INFINITY
    return max(0.0, (objective - bound) / max(abs(objective), 1e-9))


@dataclass
class Program:
    """A programme that is minimised, in blocks of variables and rows."""

    cost: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    whole: list[NDArray[np.bool_]] = field(default_factory=list)
    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    row_low: list[Floats] = field(default_factory=list)
    row_high: list[Floats] = field(default_factory=list)
    n: int = 0
    m: int = 0

    def add(
        self,
        shape: tuple[int, ...],
        cost: Any = 0.0,
        low: Any = 0.0,
        high: Any = INFINITY,
        whole: bool = False,
    ) -> Ints:
        """Add a block of variables and return their indices in the given shape."""
        size = int(np.prod(shape))
        for held, value in ((self.cost, cost), (self.low, low), (self.high, high)):
            held.append(np.broadcast_to(np.asarray(value, float), shape).ravel())
        self.whole.append(np.full(size, whole))
        self.n += size
        return np.arange(self.n - size, self.n, dtype=np.int64).reshape(shape)

    def row(
        self,
        terms: Sequence[tuple[Ints, Any]],
        low: Any = -INFINITY,
        high: Any = INFINITY,
    ) -> Ints:
        """Add a block of rows `low <= sum of terms <= high`.

        Parameters
        ----------
        terms
            Pairs of indices, shape (rows, terms each), and coefficients that
            broadcast to it. One-dimensional indices are one term for each row, with
            one coefficient for each.
        low, high
            Scalars or one for each row.

        Returns
        -------
        Indices of the rows.
        """
        count = len(terms[0][0])
        numbers = np.arange(self.m, self.m + count, dtype=np.int64)
        for indices, coefficient in terms:
            if indices.size == 0:
                continue
            block = indices.reshape(count, -1)
            factor = np.asarray(coefficient, float)
            if indices.ndim == 1 and factor.ndim == 1:
                factor = factor[:, None]
            self.columns.append(block.ravel())
            self.rows.append(np.repeat(numbers, block.shape[1]))
            self.values.append(np.broadcast_to(factor, block.shape).ravel())
        self.row_low.append(np.broadcast_to(np.asarray(low, float), (count,)))
        self.row_high.append(np.broadcast_to(np.asarray(high, float), (count,)))
        self.m += count
        return numbers

    def lp(self) -> Any:
        """Return the programme as HiGHS takes it, by rows."""
        import highspy

        rows, columns = np.concatenate(self.rows), np.concatenate(self.columns)
        order = np.argsort(rows, kind="stable")
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.n, self.m
        lp.col_cost_ = np.concatenate(self.cost)
        lp.col_lower_ = np.concatenate(self.low)
        lp.col_upper_ = np.concatenate(self.high)
        lp.row_lower_ = np.concatenate(self.row_low)
        lp.row_upper_ = np.concatenate(self.row_high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        counts = np.bincount(rows, minlength=self.m)
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = columns[order]
        lp.a_matrix_.value_ = np.concatenate(self.values)[order]
        whole = np.concatenate(self.whole)
        if whole.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(w)] for w in whole]
        return lp

    def solve(
        self,
        gap: float = 0.0,
        seconds: float | None = None,
        start: Floats | None = None,
        nodes: int | None = None,
    ) -> Answer:
        """Solve and return the plan, its bound and its duals.

        Parameters
        ----------
        gap
            Relative gap at which to stop.
        seconds
            Time limit. What it cuts off depends on the machine; give `nodes`
            instead where results must not.
        start
            A plan to start from, one value for each variable.
        nodes
            Limit on the nodes of the search tree.
        """
        began = time.perf_counter()
        solver = quiet()
        solver.setOptionValue("mip_rel_gap", float(gap))
        solver.setOptionValue("mip_abs_gap", 1e-6)
        if seconds is not None:
            solver.setOptionValue("time_limit", max(0.05, float(seconds)))
        if nodes is not None:
            solver.setOptionValue("mip_max_nodes", int(nodes))
        solver.passModel(self.lp())
        if start is not None:
            index = np.arange(self.n, dtype=np.int32)
            solver.setSolution(self.n, index, np.asarray(start, float))
        solver.run()
        return _answer(solver, any(w.any() for w in self.whole), began)


def quiet() -> Any:
    """Return a solver that prints nothing and uses one thread."""
    import highspy

    solver = highspy._core._Highs()  # the wrapper prints a banner
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    return solver


def _answer(solver: Any, whole: bool, began: float) -> Answer:
    import highspy

    info, status = solver.getInfo(), solver.getModelStatus()
    none = np.zeros(0)
    seconds = time.perf_counter() - began
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Answer("infeasible", np.nan, INFINITY, none, none, seconds)
    solution = solver.getSolution()
    there = info.primal_solution_status == 2
    bound = info.mip_dual_bound if whole else info.objective_function_value
    done = status == kinds.kOptimal
    if not whole and not done:
        bound = -INFINITY
    if not there:
        return Answer("none", np.nan, float(bound), none, none, seconds)
    return Answer(
        "optimal" if done else "feasible",
        float(info.objective_function_value),
        float(bound),
        np.asarray(solution.col_value, float),
        none if whole else np.asarray(solution.row_dual, float),
        seconds,
    )
