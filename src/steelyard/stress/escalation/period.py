"""One period at given beliefs and continuation: choice values, responses, folding.

All functions work in place on work arrays of one draw. `cur[i, j, p]` is what player
i may expect after moves p if the joint type is j; folding replaces the moves of the
last player by their mean.
"""

# ruff: noqa: PLR0917  (kernels take arrays by position)
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.jit import kernel
from steelyard.stress.escalation.shape import Bools, Form, Work

Array = NDArray[np.float64]

FLOOR = 1e-300
TINY = 1e-250
"""Weight of nodes that nobody reaches: beliefs there are even (a tremble)."""


@kernel
def flows(shape: Form, sigma: Array, flow: Array) -> None:
    """Fill in the probability of coming to each node if types were given."""
    _, moves, own_type, _, before, offset, slot, _ = shape
    players, joint = own_type.shape
    for j in range(joint):
        flow[j] = 1.0
    for s in range(players - 1):
        n = moves[s]
        for j in range(joint):
            for p in range(before[s]):
                node = offset[s] + j * before[s] + p
                here = flow[node]
                start = slot[node]
                to = offset[s + 1] + j * before[s + 1] + p * n
                for a in range(n):
                    flow[to + a] = here * sigma[start + a]


@kernel
def weights_of(shape: Form, belief: Array, s: int, weight: Array) -> None:
    """Fill in the probability of each joint type, but for player s's own part."""
    own_type = shape[2]
    players, joint = own_type.shape
    for j in range(joint):
        total = 1.0
        for r in range(players):
            if r != s:
                total *= belief[r, own_type[r, j]]
        weight[j] = total


@kernel
def choice_values(
    shape: Form,
    cur: Array,
    flow: Array,
    weight: Array,
    s: int,
    value: Array,
    mass: Array,
) -> None:
    """Fill in what each move of player s is worth to it in each information set."""
    _, moves, own_type, _, before, offset, slot, first = shape
    joint = own_type.shape[1]
    n = moves[s]
    for k in range(first[s], first[s + 1]):
        value[k] = 0.0
        mass[k] = 0.0
    for j in range(joint):
        for p in range(before[s]):
            node = offset[s] + j * before[s] + p
            start = slot[node]
            w = weight[j] * flow[node] + TINY
            mass[start] += w
            for a in range(n):
                value[start + a] += w * cur[s, j, p * n + a]
    for start in range(first[s], first[s + 1], n):
        for a in range(n):
            value[start + a] /= mass[start]


@kernel
def logit(
    shape: Form,
    s: int,
    value: Array,
    allowed: Bools,
    precision: float,
    step: float,
    sigma: Array,
    pull: Array,
) -> tuple[float, float]:
    """Move a strategy towards the logit response.

    Returns the residual before, and how far this pull agrees with the last one.

    Steps shorter than 1 are taken in logarithms: beliefs move with ratios of
    probabilities, which small ones would otherwise throw about.
    """
    moves, first = shape[1], shape[7]
    n = moves[s]
    worst, agree = 0.0, 0.0
    for start in range(first[s], first[s + 1], n):
        best = -np.inf
        for a in range(n):
            if allowed[start + a] and value[start + a] > best:
                best = value[start + a]
        total, mixed = 0.0, 0.0
        for a in range(n):
            k = start + a
            if allowed[k]:
                x = precision * (value[k] - best)
                value[k] = np.exp(x)
                total += value[k]
        for a in range(n):
            k = start + a
            if allowed[k]:
                fresh = value[k] / total
                change = fresh - sigma[k]
                worst = max(worst, abs(change))
                agree += change * pull[k]
                pull[k] = change
                if step < 1.0:
                    kept = np.log(max(sigma[k], FLOOR))
                    aim = np.log(max(fresh, FLOOR))
                    fresh = np.exp(kept + step * (aim - kept))
                sigma[k] = fresh
                mixed += fresh
        for a in range(n):
            sigma[start + a] /= mixed
    return worst, agree


@kernel
def best(shape: Form, s: int, value: Array, allowed: Bools, sigma: Array) -> None:
    """Write the best response of player s; moves as good as the best share evenly."""
    moves, first = shape[1], shape[7]
    n = moves[s]
    for start in range(first[s], first[s + 1], n):
        top = -np.inf
        for a in range(n):
            if allowed[start + a] and value[start + a] > top:
                top = value[start + a]
        count = 0
        for a in range(n):
            if allowed[start + a] and value[start + a] >= top - 1e-12:
                count += 1
        for a in range(n):
            good = allowed[start + a] and value[start + a] >= top - 1e-12
            sigma[start + a] = 1.0 / count if good else 0.0


@kernel
def fold(shape: Form, cur: Array, sigma: Array, s: int) -> None:
    """Replace the moves of player s by their mean under its strategy."""
    _, moves, own_type, _, before, offset, slot, _ = shape
    players, joint = own_type.shape
    n = moves[s]
    for j in range(joint):
        for p in range(before[s]):
            start = slot[offset[s] + j * before[s] + p]
            for i in range(players):
                total = 0.0
                for a in range(n):
                    total += sigma[start + a] * cur[i, j, p * n + a]
                cur[i, j, p] = total


@kernel
def respond(
    shape: Form,
    cur: Array,
    belief: Array,
    allowed: Bools,
    precision: float,
    step: float,
    sigma: Array,
    pull: Array,
    work: Work,
) -> tuple[float, float]:
    """Let all players respond once, the last mover first.

    Returns the residual, and how far the pull agrees with the last one.

    `cur` ends with the value of the period in `cur[:, :, 0]`.
    """
    flow, weight, value, mass = work
    players = shape[2].shape[0]
    flows(shape, sigma, flow)
    worst, agree = 0.0, 0.0
    for back in range(players):
        s = players - 1 - back
        weights_of(shape, belief, s, weight)
        choice_values(shape, cur, flow, weight, s, value, mass)
        change, same = logit(shape, s, value, allowed, precision, step, sigma, pull)
        worst = max(worst, change)
        agree += same
        fold(shape, cur, sigma, s)
    return worst, agree


@kernel
def next_step(step: float, agree: float) -> float:
    """Return the next step: shorter if the pull turned back, longer if it did not."""
    return max(0.5 * step, 0.01) if agree < 0.0 else min(1.2 * step, 1.0)


@kernel
def deviate(
    shape: Form,
    cur: Array,
    belief: Array,
    allowed: Bools,
    sigma: Array,
    own: Array,
    who: int,
    work: Work,
) -> None:
    """Let player `who` respond at its best to the others' strategies in `sigma`.

    Its response is written to `own`, a copy of `sigma`; `cur` is folded under it.
    """
    flow, weight, value, mass = work
    players = shape[2].shape[0]
    flows(shape, sigma, flow)
    for back in range(players):
        s = players - 1 - back
        if s == who:
            weights_of(shape, belief, s, weight)
            choice_values(shape, cur, flow, weight, s, value, mass)
            best(shape, s, value, allowed, own)
        fold(shape, cur, own, s)


@kernel
def posterior(
    shape: Form, belief: Array, sigma: Array, path: int, s: int, out: Array
) -> None:
    """Write what is believed of player s's type after a path, by Bayes' rule."""
    types, _, own_type, made, before, offset, slot, _ = shape
    paths = made.shape[1]
    total = 0.0
    prefix = path // (paths // before[s])
    for k in range(types[s]):
        j = 0
        while own_type[s, j] != k:
            j += 1
        start = slot[offset[s] + j * before[s] + prefix]
        out[k] = belief[s, k] * sigma[start + made[s, path]]
        total += out[k]
    for k in range(types[s]):
        out[k] = out[k] / total if total > TINY else belief[s, k]
