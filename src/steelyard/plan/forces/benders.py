"""Solve the two-stage programme by one cut a round, stabilised in and out.

Each round asks for the value and slope of the second stage at a point between the best
plan and the master's, adds that one cut, and solves the master again. The master's
value is a bound on the whole; the best plan's value is the objective.

References
----------
Van Slyke, R. M. and Wets, R. (1969). L-shaped linear programs with applications to
optimal control and stochastic programming. SIAM Journal on Applied Mathematics 17,
638-663. https://doi.org/10.1137/0117061
Ben-Ameur, W. and Neto, J. (2007). Acceleration of cutting-plane and column generation
algorithms: applications to network design. Networks 49, 3-17.
https://doi.org/10.1002/net.20137
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from steelyard.plan.forces.first_stage import FirstStage, first_stage
from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.forces.recourse import Recourse, recourse
from steelyard.plan.linear import Floats, quiet, relative_gap

STEP = 0.3
"""Share of the master's plan in the point that is asked about."""


@dataclass(frozen=True)
class ForcePlan:
    """A plan of forces.

    Attributes
    ----------
    tours
        People who start a tour, shape (options, weeks).
    hired
        People taken on, shape (hires, weeks).
    reserve
        People held ready.
    there
        What is on duty without the reserve, shape (weeks,).
    first
        Cost of the first stage.
    second
        Value of the second stage.
    bound
        What no plan can undercut, for the scenarios given.
    rounds, seconds
        Of the solution.
    prices
        Shadow prices of the families of rows, each of shape (rows,).
    """

    tours: Floats
    hired: Floats
    reserve: float
    there: Floats
    first: float
    second: Recourse
    bound: float
    rounds: int
    seconds: float
    prices: dict[str, Floats]

    @property
    def objective(self) -> float:
        """Return the cost of both stages."""
        return self.first + self.second.value

    @property
    def gap(self) -> float:
        """Return the share by which it may exceed the best."""
        return relative_gap(self.objective, self.bound)


class _Master:
    """The first stage with the cuts so far."""

    def __init__(self, stage: FirstStage) -> None:
        self.stage = stage
        self.cost = np.concatenate(stage.program.cost)
        self.unit = max(1.0, float(np.abs(self.cost).max()) / 100.0)
        """Money is passed in this unit: the solver warns of large numbers."""
        model = stage.program.lp()
        scaled = self.cost / self.unit
        scaled[stage.value] = 1.0
        model.col_cost_ = scaled
        self.solver: Any = quiet()
        self.solver.passModel(model)
        self.linked = np.concatenate([stage.value, stage.reserve, stage.there])

    def solve(self) -> tuple[Floats, float] | None:
        """Return the plan and the bound, or nothing if the solver gives up."""
        for _ in range(2):
            self.solver.run()
            info = self.solver.getInfo()
            if info.primal_solution_status == 2 and info.dual_solution_status == 2:
                x = np.array(self.solver.getSolution().col_value, float)
                x[self.stage.value] *= self.unit
                return x, float(info.objective_function_value) * self.unit
            self.solver.clearSolver()
        return None

    def cut(self, at: Floats, value: Recourse) -> None:
        """Demand that the value be at least its tangent at a point."""
        tangent = np.concatenate([[value.by_reserve], value.by_week])
        slope = np.concatenate([[1.0], -tangent / self.unit])
        right = (
            value.value
            - value.by_reserve * at[self.stage.reserve[0]]
            - float(value.by_week @ at[self.stage.there])
        )
        index = self.linked.astype(np.int32)
        self.solver.addRow(right / self.unit, np.inf, len(index), index, slope)

    def first(self, x: Floats) -> float:
        """Return the cost of the first stage."""
        return float(self.cost @ x) - float(x[self.stage.value[0]])

    def prices(self) -> dict[str, Floats]:
        """Return shadow prices by family of rows."""
        duals = np.asarray(self.solver.getSolution().row_dual, float)
        duals = duals * self.unit
        return {name: duals[rows] for name, rows in self.stage.rows.items()}


def solve_forces(
    problem: ForceProblem,
    gap: float = 1e-4,
    rounds: int = 400,
    seconds: float | None = None,
    pinned: float | None = None,
) -> ForcePlan:
    """Solve a problem.

    Parameters
    ----------
    problem
        The problem.
    gap
        Relative gap at which to stop.
    rounds
        Most rounds.
    seconds
        Time limit; what it cuts off depends on the machine.
    pinned
        Size that the reserve must have, if it is not to be chosen.

    Returns
    -------
    The plan, with the bound that was proven.
    """
    began = time.perf_counter()
    stage = first_stage(problem, pinned)
    master = _Master(stage)
    best, bound, done = _rounds(problem, stage, master, gap, rounds, began, seconds)
    return ForcePlan(
        np.maximum(best.x[stage.tours], 0.0),
        np.maximum(best.x[stage.hired], 0.0),
        float(best.x[stage.reserve[0]]),
        best.x[stage.there],
        best.cost - best.value.value,
        best.value,
        min(bound, best.cost),
        done,
        time.perf_counter() - began,
        master.prices(),
    )


@dataclass(frozen=True)
class _Point:
    """A plan with its second stage and the cost of both."""

    x: Floats
    value: Recourse
    cost: float


def _rounds(
    problem: ForceProblem,
    stage: FirstStage,
    master: _Master,
    gap: float,
    rounds: int,
    began: float,
    seconds: float | None,
) -> tuple[_Point, float, int]:
    """Return the best plan, the bound, and the rounds that it took."""

    def ask(x: Floats) -> _Point:
        value = recourse(problem, x[stage.there], float(x[stage.reserve[0]]))
        master.cut(x, value)
        return _Point(x, value, master.first(x) + value.value)

    begun = master.solve()
    if begun is None:
        raise ValueError("no plan of forces keeps to its own limits")
    best, bound, done = ask(begun[0]), begun[1], 0
    for done in range(1, rounds + 1):
        solved = master.solve()
        if solved is None:
            break
        x, bound = solved[0], max(bound, solved[1])
        late = seconds is not None and time.perf_counter() - began > seconds
        if relative_gap(best.cost, bound) <= gap or late:
            break
        found = ask(STEP * x + (1 - STEP) * best.x)
        if found.cost < best.cost:
            best = found
        elif done % 5 == 0:
            ask(x)
    return best, bound, done
