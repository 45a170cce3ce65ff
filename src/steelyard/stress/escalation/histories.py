"""The game over all histories: exact beliefs, one joint fixed point.

Node 0 is the first period; each path of a period that is not the last leads to a node
of its own. What has happened is seen by all after each period, and types are
independent, so beliefs stay products over players and a history's node is a period
game with its own beliefs.
"""

# ruff: noqa: PLR0917  (kernels take arrays by position)
from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.jit import kernel, over_draws
from steelyard.stress.escalation.period import (
    deviate,
    next_step,
    posterior,
    respond,
)
from steelyard.stress.escalation.shape import Bools, Form, Ints, Shape, Work

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Histories:
    """Nodes of the tree of periods.

    Attributes
    ----------
    period
        Period of each node, from 0.
    stage
        Stage it begins in.
    child
        Node after path 0 (the others follow it); -1 in the last period.
    select
        Path of the whole game for each path of this one, shape (periods, paths).
    """

    period: Ints
    stage: Ints
    child: Ints
    select: Ints


def histories(next_stage: Ints, select: Ints) -> Histories:
    """Lay out the nodes.

    Parameters
    ----------
    next_stage
        Shape (stages, all paths).
    select
        Paths that are open in each period, shape (periods, paths).
    """
    periods, paths = select.shape
    period, stage, child = [0], [0], [-1]
    node = 0
    while node < len(period):
        t = period[node]
        if t + 1 < periods:
            child[node] = len(period)
            period += [t + 1] * paths
            stage += list(next_stage[stage[node], select[t]])
            child += [-1] * paths
        node += 1
    return Histories(np.array(period), np.array(stage), np.array(child), select)


@kernel
def _gather(
    table: Array, tree: Form, delta: float, values: Array, node: int, cur: Array
) -> None:
    """Fill `cur` with this period's payoffs and what follows."""
    period, stage, child, select = tree
    t, g, c = period[node], stage[node], child[node]
    players, joint, paths = cur.shape
    for i in range(players):
        for j in range(joint):
            for p in range(paths):
                cur[i, j, p] = table[g, i, j, select[t, p]]
                if c >= 0:
                    cur[i, j, p] += delta * values[c + p, i, j]


@kernel
def _believe(shape: Form, tree: Form, sigma: Array, belief: Array) -> None:
    """Carry beliefs from the first period to the last."""
    child = tree[2]
    players = shape[0].shape[0]
    paths = shape[3].shape[1]
    for node in range(child.shape[0]):
        if child[node] >= 0:
            for p in range(paths):
                for s in range(players):
                    to = belief[child[node] + p, s]
                    posterior(shape, belief[node], sigma[node], p, s, to)


@kernel
def _gain(
    shape: Form,
    table: Array,
    tree: Form,
    delta: float,
    belief: Array,
    sigma: Array,
    allowed: Bools,
    values: Array,
    who: int,
    own: Array,
    cur: Array,
    work: Work,
) -> float:
    """Return what player `who` could gain by another strategy, in expectation."""
    period, child = tree[0], tree[2]
    joint = shape[2].shape[1]
    other = np.empty_like(values)
    for back in range(child.shape[0]):
        node = child.shape[0] - 1 - back
        _gather(table, tree, delta, other, node, cur)
        own[:] = sigma[node]
        mine = allowed[period[node]]
        deviate(shape, cur, belief[node], mine, sigma[node], own, who, work)
        other[node] = cur[:, :, 0]
    gain = 0.0
    for j in range(joint):
        weight = 1.0
        for r in range(shape[0].shape[0]):
            weight *= belief[0, r, shape[2][r, j]]
        gain += weight * (other[0, who, j] - values[0, who, j])
    return max(gain, 0.0)


@kernel
def _one(
    shape: Form,
    tree: Form,
    table: Array,
    prior: Array,
    delta: float,
    precision: float,
    allowed: Bools,
    start: Array,
    tol: float,
    most: int,
    out: Work,
) -> None:
    """Solve one draw; write residual and sweeps to `told`."""
    sigma, belief, values, gains, told = out
    period = tree[0]
    nodes, slots = sigma.shape
    players, joint = shape[2].shape
    paths = shape[3].shape[1]
    cur = np.empty((players, joint, paths))
    count = shape[5][-1]
    work = (np.empty(count), np.empty(joint), np.empty(slots), np.empty(slots))
    sigma[:], belief[0] = start, prior
    pull = np.zeros(sigma.shape)
    step, sweeps, residual = 1.0, 0, np.inf
    for _ in range(most):
        _believe(shape, tree, sigma, belief)
        residual, agree = 0.0, 0.0
        for back in range(nodes):
            node = nodes - 1 - back
            _gather(table, tree, delta, values, node, cur)
            mine = allowed[period[node]]
            change, same = respond(
                shape, cur, belief[node], mine, precision, step, sigma[node],
                pull[node], work,
            )  # fmt: skip
            residual = max(residual, change)
            agree += same
            values[node] = cur[:, :, 0]
        sweeps += 1
        if residual < tol:
            break
        step = next_step(step, agree)
    own = np.empty(slots)
    for who in range(players):
        gains[who] = _gain(
            shape,
            table,
            tree,
            delta,
            belief,
            sigma,
            allowed,
            values,
            who,
            own,
            cur,
            work,
        )
    told[0], told[1] = residual, sweeps


@over_draws
def _all(
    shape: Form,
    tree: Form,
    tables: Array,
    priors: Array,
    deltas: Array,
    precisions: Array,
    allowed: Bools,
    starts: Array,
    tol: float,
    most: int,
    out: Work,
) -> None:
    sigma, belief, values, gains, told = out
    for d in numba.prange(tables.shape[0]):
        _one(
            shape,
            tree,
            tables[d],
            priors[d],
            deltas[d],
            precisions[d],
            allowed,
            starts[d],
            tol,
            most,
            (sigma[d], belief[d], values[d], gains[d], told[d]),
        )


@dataclass(frozen=True)
class Solved:
    """Strategies at every history, by draw.

    Attributes
    ----------
    strategy
        Shape (draws, nodes, slots).
    belief
        Shape (draws, nodes, players, most types).
    value
        What each player may expect by joint type, shape (draws, nodes, players, joint).
    gain
        What each could gain by another strategy, in points, shape (draws, players).
    residual
        Largest distance of a probability from its response, shape (draws,).
    sweeps
        Rounds of responses, shape (draws,).
    """

    strategy: Array
    belief: Array
    value: Array
    gain: Array
    residual: Array
    sweeps: Ints


def solve_histories(
    form: Shape,
    tree: Histories,
    tables: Array,
    priors: Array,
    deltas: Array,
    precisions: Array,
    allowed: NDArray[np.bool_],
    start: Array | None = None,
    tol: float = 1e-7,
    most: int = 2000,
) -> Solved:
    """Find the agent logit quantal-response equilibrium by damped responses.

    Parameters
    ----------
    form, tree
        Shape of a period with the moves that are open, and its histories.
    tables, priors
        From the game: payoffs, shape (draws, stages, players, joint, all paths), and
        shape (draws, players, most types).
    deltas, precisions
        Weight of the next period, and precision per point; shape (draws,).
    allowed
        Open slots, shape (periods, slots).
    start
        Shape (..., slots), spread over draws and nodes; even play if None.
    tol, most
        Residual and rounds at which to stop.

    References
    ----------
    McKelvey and Palfrey (1998), Quantal response equilibria for extensive form
    games, Experimental Economics 1:9-41.
    """
    draws, nodes = tables.shape[0], len(tree.period)
    even = uniform(form, allowed[0])
    starts = np.broadcast_to(
        even if start is None else start, (draws, nodes, form.slots)
    )
    players, joint, widest = len(form.types), form.joint, int(form.types.max())
    out = (
        np.empty((draws, nodes, form.slots)),
        np.zeros((draws, nodes, players, widest)),
        np.empty((draws, nodes, players, joint)),
        np.empty((draws, players)),
        np.empty((draws, 2)),
    )
    nodes_of = (tree.period, tree.stage, tree.child, tree.select)
    pay, prior, delta, sharp = _solid(tables, priors, deltas, precisions)
    free = np.ascontiguousarray(allowed)
    index = as_tuple(form)
    _all(index, nodes_of, pay, prior, delta, sharp, free, starts, tol, most, out)
    told = out[-1]
    return Solved(*out[:-1], told[:, 0], told[:, 1].astype(np.int64))


def _solid(*arrays: Array) -> tuple[Array, ...]:
    return tuple(np.ascontiguousarray(a, dtype=float) for a in arrays)


def as_tuple(form: Shape) -> tuple[Ints, ...]:
    """Return the arrays of a shape in the order that kernels take them."""
    return (
        form.types,
        form.moves,
        form.own_type,
        form.made,
        form.before,
        form.offset,
        form.slot,
        form.first,
    )


def uniform(form: Shape, allowed: NDArray[np.bool_]) -> Array:
    """Return even play over open moves, shape (slots,)."""
    out = allowed.astype(float)
    for s, n in enumerate(form.moves):
        rows = out[form.first[s] : form.first[s + 1]].reshape(-1, n)
        rows /= rows.sum(axis=1, keepdims=True)
    return out
