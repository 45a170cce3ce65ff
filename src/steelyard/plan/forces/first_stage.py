"""The first stage: tours started and people hired in each week, and the reserve.

Each person on tour is tied up for the tour and the dwell after it, which is what keeps
rotations within the pool.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.forces.problem import ForceProblem, Hire, Option
from steelyard.plan.linear import Floats, Ints, Program


@dataclass(frozen=True)
class FirstStage:
    """The programme and where its variables stand.

    Attributes
    ----------
    program
        Without the value of the second stage.
    tours
        Shape (options, weeks).
    hired
        Shape (hires, weeks).
    reserve
        Shape (1,).
    there
        What is on duty in each week, shape (weeks,).
    value
        Value of the second stage, shape (1,).
    rows
        Name of a family of rows: indices, for shadow prices.
    """

    program: Program
    tours: Ints
    hired: Ints
    reserve: Ints
    there: Ints
    value: Ints
    rows: dict[str, Ints]


def on_duty(option: Option, weeks: int) -> Floats:
    """Return a matrix (week, start) that is 1 while a tour lasts."""
    week, start = np.arange(weeks)[:, None], np.arange(weeks)[None, :]
    return ((start <= week) & (week < start + option.tour)).astype(float)


def tied(option: Option, weeks: int) -> Floats:
    """Return a matrix (week, start) that is 1 while a tour or its dwell lasts."""
    length = round(option.tour * (1 + option.dwell))
    week, start = np.arange(weeks)[:, None], np.arange(weeks)[None, :]
    return ((start <= week) & (week < start + length)).astype(float)


def serving(hire: Hire, weeks: int) -> Floats:
    """Return a matrix (week, hired in) of the share of a cohort on duty."""
    week, start = np.arange(weeks)[:, None], np.arange(weeks)[None, :]
    since = week - start - hire.lead
    stays = (1 - hire.attrition) ** np.maximum(since, 0)
    return np.where(since >= 0, stays, 0.0)


def tour_cost(option: Option, weeks: int) -> Floats:
    """Return the cost of a tour by the week in which it starts."""
    left = weeks - np.arange(weeks)
    return option.setup + option.weekly * np.minimum(option.tour, left)


def hire_cost(hire: Hire, weeks: int) -> Floats:
    """Return the cost of hiring a person by the week in which it happens."""
    paid = np.arange(weeks)[:, None] >= np.arange(weeks)[None, :]
    share = np.where(serving(hire, weeks) > 0, serving(hire, weeks), paid)
    return np.asarray(hire.training + hire.weekly * share.sum(axis=0))


def first_stage(problem: ForceProblem, pinned: float | None = None) -> FirstStage:
    """Build it, with the reserve of a given size where one is given."""
    weeks, program = problem.weeks, Program()
    names: dict[str, Ints] = {}
    week = np.arange(weeks)
    tours = np.zeros((len(problem.options), weeks), np.int64)
    hired = np.zeros((len(problem.hires), weeks), np.int64)
    for k, option in enumerate(problem.options):
        high = np.where(week >= option.lead, np.inf, 0.0)
        tours[k] = program.add((weeks,), tour_cost(option, weeks), high=high)
    for k, hire in enumerate(problem.hires):
        hired[k] = program.add((weeks,), hire_cost(hire, weeks), high=hire.rate)
    held = problem.reserve
    retained = held.retainer * weeks if held else 0.0
    ceiling = held.ceiling if held else 0.0
    least, most = (0.0, ceiling) if pinned is None else (pinned, pinned)
    reserve = program.add((1,), retained, low=least, high=most)
    there = program.add((weeks,), low=-np.inf)
    value = program.add((1,), 1.0)
    terms = [(there, np.ones(weeks))]
    for k, option in enumerate(problem.options):
        block = np.tile(tours[k], (weeks, 1))
        terms.append((block, -option.output * on_duty(option, weeks)))
        _limits(program, names, problem, k, block, reserve)
    for k, hire in enumerate(problem.hires):
        block = np.tile(hired[k], (weeks, 1))
        terms.append((block, -hire.output * serving(hire, weeks)))
        if np.isfinite(hire.ceiling):
            rows = program.row([(hired[k][None, :], 1.0)], high=hire.ceiling)
            names[f"ceiling:{hire.id}"] = rows
    names["there"] = program.row(terms, low=problem.standing, high=problem.standing)
    return FirstStage(program, tours, hired, reserve, there, value, names)


def _limits(
    program: Program,
    names: dict[str, Ints],
    problem: ForceProblem,
    k: int,
    block: Ints,
    reserve: Ints,
) -> None:
    """Add the rows of one option: pool with dwell, ceiling."""
    option, weeks = problem.options[k], problem.weeks
    held = problem.reserve
    if np.isfinite(option.pool):
        terms = [(block, tied(option, weeks))]
        if held is not None and held.option == option.id:
            terms.append((np.repeat(reserve, weeks), np.ones(weeks)))
        names[f"pool:{option.id}"] = program.row(terms, high=option.pool)
    if np.isfinite(option.ceiling):
        terms = [(block, on_duty(option, weeks))]
        names[f"ceiling:{option.id}"] = program.row(terms, high=option.ceiling)
