"""The same programme written out scenario by scenario, as an independent check.

It grows with scenarios times weeks and is slow beyond a thousand of them; the rows of a
scenario refer to what is on duty, not to every tour, which keeps them sparse.
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.forces.first_stage import first_stage
from steelyard.plan.forces.problem import ForceProblem
from steelyard.plan.linear import Answer


def solve_extensive(problem: ForceProblem) -> Answer:
    """Solve it whole; the objective is that of both stages."""
    stage = first_stage(problem)
    program, worth = stage.program, problem.worth
    count, weeks = problem.demand.shape
    held = problem.reserve
    missing = program.add((count, weeks))
    worst = program.add((count,))
    level = program.add((1,), low=-np.inf)
    there = np.tile(stage.there, count)
    reserve = np.repeat(stage.reserve, count * weeks)
    output = held.output if held else 0.0
    program.row(
        [
            (missing.ravel(), np.ones(count * weeks)),
            (there, np.ones(count * weeks)),
            (reserve, output * problem.sent.ravel()),
        ],
        low=problem.demand.ravel(),
    )
    program.row(
        [
            (worst, np.ones(count)),
            (np.repeat(level, count), np.ones(count)),
            (missing, -1.0),
        ],
        low=0.0,
    )
    use = held.use * float(problem.sent.sum()) / count if held else 0.0
    tail = worth.tail
    program.row(
        [
            (stage.value[None, :], 1.0),
            (stage.reserve[None, :], -use),
            (missing.reshape(1, -1), -worth.penalty / count),
            (level[None, :], -tail),
            (worst[None, :], -tail / ((1 - worth.alpha) * count)),
        ],
        low=0.0,
    )
    return program.solve()
