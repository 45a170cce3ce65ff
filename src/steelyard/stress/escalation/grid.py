"""The game with the climber free, over stages and beliefs on a grid.

Three periods have too many histories to visit all. What matters of a history is the
stage that relations are in and what is believed of each player's type; so values are
kept at grid points of belief, and what follows a path is read off between them. In
the first period beliefs are the priors, exactly. Each player has at most two types.
"""

# ruff: noqa: PLR0917  (kernels take arrays by position)
from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.histories import as_tuple, uniform
from steelyard.stress.escalation.jit import kernel, over_draws
from steelyard.stress.escalation.period import (
    deviate,
    next_step,
    posterior,
    respond,
)
from steelyard.stress.escalation.shape import Bools, Form, Ints, Shape, Work

Array = NDArray[np.float64]


@kernel
def place(b: float, points: int) -> tuple[int, float]:
    """Return the grid point below a belief and the weight of the one above.

    Points are closer together near certainty: b = (1 - cos(pi k / (points - 1))) / 2.
    """
    x = np.arccos(min(1.0, max(-1.0, 1.0 - 2.0 * b))) / np.pi * (points - 1)
    k = min(int(x), points - 2)
    low = 0.5 * (1.0 - np.cos(np.pi * k / (points - 1)))
    high = 0.5 * (1.0 - np.cos(np.pi * (k + 1) / (points - 1)))
    return k, min(1.0, max(0.0, (b - low) / (high - low)))


@kernel
def _believed(shape: Form, at: int, points: int, belief: Array) -> None:
    """Write the beliefs of a grid point."""
    types = shape[0]
    rest = at
    for s in range(types.shape[0]):
        belief[s, :] = 0.0
        belief[s, 0] = 1.0
        if types[s] > 1:
            k = rest % points
            rest //= points
            belief[s, 0] = 0.5 * (1.0 - np.cos(np.pi * k / (points - 1)))
            belief[s, 1] = 1.0 - belief[s, 0]


@kernel
def _follow(
    shape: Form,
    table: Array,
    g: int,
    next_stage: Ints,
    delta: float,
    after: Array,
    belief: Array,
    sigma: Array,
    points: int,
    cur: Array,
) -> None:
    """Fill `cur` with this period's payoffs and what follows, read off the grid."""
    types = shape[0]
    players, joint, paths = cur.shape
    post = np.empty(belief.shape[1])
    low = np.zeros(players, np.int64)
    up = np.zeros(players)
    cur[:] = table[g]
    if delta == 0.0:
        return
    for p in range(paths):
        for s in range(players):
            if types[s] > 1:
                posterior(shape, belief, sigma, p, s, post)
                low[s], up[s] = place(post[0], points)
        to = next_stage[g, p]
        for corner in range(1 << players):
            weight, at, width = delta, 0, 1
            for s in range(players):
                bit = (corner >> s) & 1
                if types[s] > 1:
                    weight *= up[s] if bit else 1.0 - up[s]
                    at += (low[s] + bit) * width
                    width *= points
                elif bit:
                    weight = 0.0
            if weight > 0.0:
                for i in range(players):
                    for j in range(joint):
                        cur[i, j, p] += weight * after[to, at, i, j]


@kernel
def _settle(
    shape: Form,
    table: Array,
    g: int,
    next_stage: Ints,
    delta: float,
    after: Array,
    belief: Array,
    sigma: Array,
    points: int,
    precision: float,
    allowed: Bools,
    tol: float,
    most: int,
    cur: Array,
    work: Work,
) -> float:
    """Let players respond until nothing moves; return the residual."""
    pull = np.zeros(sigma.shape)
    step, residual = 1.0, np.inf
    for _ in range(most):
        _follow(shape, table, g, next_stage, delta, after, belief, sigma, points, cur)
        residual, agree = respond(
            shape, cur, belief, allowed, precision, step, sigma, pull, work
        )
        if residual < tol:
            break
        step = next_step(step, agree)
    return residual


@kernel
def _stray(
    shape: Form,
    table: Array,
    g: int,
    next_stage: Ints,
    delta: float,
    others: Array,
    belief: Array,
    sigma: Array,
    points: int,
    allowed: Bools,
    cur: Array,
    work: Work,
    out: Array,
) -> None:
    """Write what each player would have by responding at its best, to `out`."""
    players = shape[0].shape[0]
    for who in range(players):
        _follow(
            shape, table, g, next_stage, delta, others[who], belief, sigma, points, cur
        )
        own = sigma.copy()
        deviate(shape, cur, belief, allowed, sigma, own, who, work)
        out[who] = cur[:, :, 0]


@kernel
def _layer(
    shape: Form,
    table: Array,
    next_stage: Ints,
    delta: float,
    precision: float,
    allowed: Bools,
    start: Array,
    points: int,
    tol: float,
    most: int,
    after: Array,
    others: Array,
) -> tuple[Array, Array, float]:
    """Return values of one period at all grid points, and the largest residual."""
    players, joint = shape[2].shape
    slots = start.shape[0]
    cur = np.empty((players, joint, shape[3].shape[1]))
    work = (np.empty(shape[5][-1]), np.empty(joint), np.empty(slots), np.empty(slots))
    new, strayed = np.empty_like(after), np.empty_like(others)
    stray = np.empty((players, players, joint))
    belief = np.zeros((players, 2))
    worst = 0.0
    for g in range(table.shape[0]):
        sigma = start.copy()
        for at in range(after.shape[1]):
            _believed(shape, at, points, belief)
            residual = _settle(
                shape, table, g, next_stage, delta, after, belief, sigma, points,
                precision, allowed, tol, most, cur, work,
            )  # fmt: skip
            worst = max(worst, residual)
            new[g, at] = cur[:, :, 0]
            _stray(
                shape, table, g, next_stage, delta, others, belief, sigma, points,
                allowed, cur, work, stray,
            )  # fmt: skip
            strayed[:, g, at] = stray
    return new, strayed, worst


@kernel
def _one(
    shape: Form,
    table: Array,
    next_stage: Ints,
    prior: Array,
    delta: float,
    precision: float,
    allowed: Bools,
    start: Array,
    periods: int,
    points: int,
    tol: float,
    most: int,
    out: Work,
) -> None:
    """Solve one draw, from the last period to the first."""
    sigma, value, gain, told = out
    players, joint = shape[2].shape
    slots, stages = sigma.shape[0], table.shape[0]
    width = 1
    for s in range(players):
        width *= points if shape[0][s] > 1 else 1
    after = np.zeros((stages, width, players, joint))
    others = np.zeros((players, stages, width, players, joint))
    told[0] = 0.0
    for t in range(periods - 1, 0, -1):
        weight = delta if t < periods - 1 else 0.0
        after, others, residual = _layer(
            shape, table, next_stage, weight, precision, allowed, start, points, tol,
            most, after, others,
        )  # fmt: skip
        told[0] = max(told[0], residual)
    cur = np.empty((players, joint, shape[3].shape[1]))
    work = (np.empty(shape[5][-1]), np.empty(joint), np.empty(slots), np.empty(slots))
    stray = np.empty((players, players, joint))
    sigma[:] = start
    weight = delta if periods > 1 else 0.0
    residual = _settle(
        shape, table, 0, next_stage, weight, after, prior, sigma, points, precision,
        allowed, tol, most, cur, work,
    )  # fmt: skip
    told[0] = max(told[0], residual)
    value[:] = cur[:, :, 0]
    _stray(
        shape, table, 0, next_stage, weight, others, prior, sigma, points, allowed,
        cur, work, stray,
    )  # fmt: skip
    for who in range(players):
        gain[who] = _mean_gain(shape, prior, stray[who, who], value[who])


@kernel
def _mean_gain(shape: Form, prior: Array, more: Array, held: Array) -> float:
    """Return the mean over joint types of what a player could gain."""
    total = 0.0
    for j in range(shape[2].shape[1]):
        share = 1.0
        for r in range(shape[0].shape[0]):
            share *= prior[r, shape[2][r, j]]
        total += share * (more[j] - held[j])
    return max(total, 0.0)


@over_draws
def _all(
    shape: Form,
    tables: Array,
    next_stage: Ints,
    priors: Array,
    deltas: Array,
    precisions: Array,
    allowed: Bools,
    start: Array,
    periods: int,
    points: int,
    tol: float,
    most: int,
    out: Work,
) -> None:
    sigma, value, gain, told = out
    for d in numba.prange(tables.shape[0]):
        _one(
            shape, tables[d], next_stage, priors[d], deltas[d], precisions[d], allowed,
            start, periods, points, tol, most, (sigma[d], value[d], gain[d], told[d]),
        )  # fmt: skip


@dataclass(frozen=True)
class GridSolved:
    """What the first period looks like, by draw.

    Attributes
    ----------
    strategy
        Of the first period, shape (draws, slots).
    value
        What each player may expect, shape (draws, players, joint).
    gain
        What each could gain by another strategy, in points, shape (draws, players).
    residual
        Largest over all grid points, shape (draws,).
    """

    strategy: Array
    value: Array
    gain: Array
    residual: Array


def solve_grid(
    form: Shape,
    tables: Array,
    next_stage: Ints,
    priors: Array,
    deltas: Array,
    precisions: Array,
    allowed: NDArray[np.bool_],
    periods: int,
    points: int = 7,
    tol: float = 1e-7,
    most: int = 2000,
) -> GridSolved:
    """Find the quantal-response equilibrium in stages and beliefs.

    Parameters
    ----------
    form, tables, priors, deltas, precisions
        As for `solve_histories`; `allowed` of one period, shape (slots,).
    next_stage
        Shape (stages, paths).
    points
        Grid points of the belief about each player with two types.

    Raises
    ------
    ValueError
        If a player has more than two types or there are fewer than two points.
    """
    if form.types.max() > 2:
        raise ValueError("the grid of beliefs takes at most two types of a player")
    if points < 2:
        raise ValueError(f"points must be at least 2, got {points}")
    draws, players = tables.shape[0], len(form.types)
    two = np.zeros((draws, players, 2))
    two[:, :, : priors.shape[2]] = priors
    out = (
        np.empty((draws, form.slots)),
        np.empty((draws, players, form.joint)),
        np.empty((draws, players)),
        np.empty((draws, 1)),
    )
    _all(
        as_tuple(form),
        np.ascontiguousarray(tables),
        np.ascontiguousarray(next_stage),
        two,
        np.ascontiguousarray(deltas, dtype=float),
        np.ascontiguousarray(precisions, dtype=float),
        np.ascontiguousarray(allowed),
        uniform(form, allowed),
        periods,
        points,
        tol,
        most,
        out,
    )
    strategy, value, gain, told = out
    return GridSolved(strategy, value, gain, told[:, 0])
