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
        self.solver: Any = quiet()
        self.solver.passModel(stage.program.lp())
        self.cost = np.concatenate(stage.program.cost)
        self.linked = np.concatenate([stage.value, stage.reserve, stage.there])

    def solve(self) -> tuple[Floats, float]:
        self.solver.run()
        if self.solver.getInfo().primal_solution_status != 2:
            raise ValueError("the first stage has no plan")
        x = np.asarray(self.solver.getSolution().col_value, float)
        return x, float(self.solver.getInfo().objective_function_value)

    def cut(self, at: Floats, value: Recourse) -> None:
        """Demand that the value be at least its tangent at a point."""
        slope = np.concatenate([[1.0, -value.by_reserve], -value.by_week])
        right = (
            value.value
            - value.by_reserve * at[self.stage.reserve[0]]
            - float(value.by_week @ at[self.stage.there])
        )
        index = self.linked.astype(np.int32)
        self.solver.addRow(right, np.inf, len(index), index, slope)

    def first(self, x: Floats) -> float:
        """Return the cost of the first stage."""
        return float(self.cost @ x) - float(x[self.stage.value[0]])

    def prices(self) -> dict[str, Floats]:
        """Return shadow prices by family of rows."""
        duals = np.asarray(self.solver.getSolution().row_dual, float)
        return {name: duals[rows] for name, rows in self.stage.rows.items()}


def solve_forces(
    problem: ForceProblem,
    gap: float = 1e-4,
    rounds: int = 400,
    seconds: float | None = None,
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

    Returns
    -------
    The plan, with the bound that was proven.
    """
    began = time.perf_counter()
    stage = first_stage(problem)
    master = _Master(stage)
    x, bound = master.solve()
    best, best_value, best_cost = x, _ask(problem, stage, x), np.inf
    best_cost = master.first(x) + best_value.value
    master.cut(x, best_value)
    done = 0
    for done in range(1, rounds + 1):
        x, low = master.solve()
        bound = max(bound, low)
        late = seconds is not None and time.perf_counter() - began > seconds
        if relative_gap(best_cost, bound) <= gap or late:
            break
        point = STEP * x + (1 - STEP) * best
        value = _ask(problem, stage, point)
        cost = master.first(point) + value.value
        master.cut(point, value)
        if cost < best_cost:
            best, best_value, best_cost = point, value, cost
        elif master.first(x) + x[stage.value[0]] >= low - 1e-9 and done % 5 == 0:
            master.cut(x, _ask(problem, stage, x))
    return ForcePlan(
        np.maximum(best[stage.tours], 0.0),
        np.maximum(best[stage.hired], 0.0),
        float(best[stage.reserve[0]]),
        best[stage.there],
        best_cost - best_value.value,
        best_value,
        min(bound, best_cost),
        done,
        time.perf_counter() - began,
        master.prices(),
    )


def _ask(problem: ForceProblem, stage: FirstStage, x: Floats) -> Recourse:
    return recourse(problem, x[stage.there], float(x[stage.reserve[0]]))
