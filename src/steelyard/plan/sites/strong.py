"""Exact location by the strong form: shares, and a site serves only if open.

References
----------
Balinski, M. L. (1965). Integer programming: methods, uses, computations. Management
Science 12, 253-313. https://doi.org/10.1287/mnsc.12.3.253
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.linear import Answer, Floats, Ints, Program
from steelyard.plan.sites.cflp import Cflp

Flags = NDArray[np.bool_]


def program(
    problem: Cflp,
    forced: Flags | None = None,
    rows: tuple[Ints, Ints] | None = None,
    whole: bool = True,
    most: Floats | None = None,
) -> tuple[Program, Ints]:
    """Return the programme and the indices of its site variables.

    Parameters
    ----------
    problem
        The instance.
    forced
        Sites that must be open.
    rows
        Pairs (site, customer) for which `share <= open` is written; all if left out.
        The others follow from capacity once the sites are whole.
    whole
        False for the linear relaxation.
    most
        Upper bounds on shares, shape (sites, customers).
    """
    m, n = problem.cost.shape
    built = Program()
    high = np.ones((m, n)) if most is None else most
    low = np.zeros(m) if forced is None else forced.astype(float)
    y = built.add((m,), cost=problem.fixed, low=low, high=1.0, whole=whole)
    x = built.add((m, n), cost=problem.cost, high=high)
    built.row([(x.T, 1.0)], low=1.0, high=1.0)
    built.row([(x, problem.demand), (y, -problem.capacity)], high=0.0)
    need = float(problem.demand.sum())
    built.row([(y[None, :], problem.capacity)], low=need)
    if whole and np.ptp(problem.capacity) == 0:
        least = float(np.ceil(need / problem.capacity[0] - 1e-9))
        built.row([(y[None, :], 1.0)], low=least)
    sites, customers = np.nonzero(np.ones((m, n), bool)) if rows is None else rows
    if len(sites):
        built.row([(x[sites, customers], 1.0), (y[sites], -1.0)], high=0.0)
    return built, y


def start(problem: Cflp, chosen: Flags) -> Floats | None:
    """Return the values of all variables when a set of sites is open."""
    built, _ = program(
        problem, forced=chosen, rows=(np.zeros(0, int), np.zeros(0, int)), whole=False
    )
    built.high[0] = chosen.astype(float)
    answer = built.solve()
    return answer.x if len(answer.x) else None


def solve_strong(problem: Cflp, seconds: float | None = None) -> tuple[Flags, Answer]:
    """Solve the strong form to proof, or as far as the time allows."""
    built, y = program(problem)
    answer = built.solve(seconds=seconds)
    chosen = answer.x[y] > 0.5 if len(answer.x) else np.zeros(problem.sites, bool)
    return chosen, answer
