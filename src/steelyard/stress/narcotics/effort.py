"""Where effort would go if it were spread to cut deliveries most: a question of which
quantities decide, and no advice.

The leader spreads an amount of added effort over routes, the follower answers by
moving goods. Against a follower who chooses by logit the problem is smooth and not
convex: it is solved from several starts. Against one who always takes the best route
it has a closed form: effort presses the worth of the routes in use down to one level,
found by bisection. Effort costs the same on every route unless costs are given;
nobody has published what it costs.

References
----------
Caulkins, Crawford and Reuter (1993), Mathematical and Computer Modelling 17 (adaptive
response to interdiction); Danskin (1967), The Theory of Max-Min (equalising
allocations); Kraft (1988), DFVLR-FB 88-28 (SLSQP, as in `scipy.optimize`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.narcotics.routes import Choice, follow
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]

STARTS = 8
"""Starts of the search, the even one among them."""
_STEP = 1e-6
_ROUNDS = 80


@dataclass(frozen=True)
class Allocation:
    """Effort spread over routes in some futures.

    Attributes
    ----------
    effort
        Shape (futures, routes); each row costs the budget, or less where no more
        effort can do anything.
    delivered
        What is delivered under it as a multiple of the baseline, (futures,).
    even
        The same under effort spread evenly, (futures,).
    apart
        Difference between the best and the worst of the starts, (futures,): above 0,
        the search met more than one hollow.
    """

    effort: Array
    delivered: Array
    even: Array
    apart: Array

    def shares(self) -> Array:
        """Return each route's share of the effort, (futures, routes)."""
        total = self.effort.sum(axis=1, keepdims=True)
        found: Array = self.effort / np.where(total > 0, total, 1.0)
        return found


def least_delivered(
    share: Array,
    seizure: Array,
    choice: Choice,
    budget: float,
    cost: Array | None = None,
    starts: int = STARTS,
) -> Allocation:
    """Spread effort so that least is delivered, against a logit follower.

    Parameters
    ----------
    share
        Baseline shares of one good's routes, (futures, routes).
    seizure
        Baseline probabilities of seizure, (futures, routes).
    choice
        Draws of the rules, (futures,) each.
    budget
        Effort in all, in units of cost.
    cost
        Of a unit of effort on each route, (routes,); all alike if left out.
    starts
        Even effort, each route alone as far as they go, then random ones.
    """
    routes = share.shape[1]
    price = np.ones(routes) if cost is None else cost
    begin = _starts(routes, price, budget, starts)
    effort, best, worst, even = [], [], [], []
    for f in range(len(share)):
        one = _one(choice, f)
        found = [
            _search(share[f], seizure[f], one, budget, price, start) for start in begin
        ]
        values = [value for _, value in found]
        at = int(np.argmin(values))
        effort.append(found[at][0])
        best.append(values[at])
        worst.append(max(values))
        even.append(float(_delivered(share[f], seizure[f], one, begin[0][None])[0]))
    low = np.array(best)
    return Allocation(np.array(effort), low, np.array(even), np.array(worst) - low)


def _starts(routes: int, price: Array, budget: float, count: int) -> list[Array]:
    even = np.full(routes, budget / price.sum())
    corners = [
        np.where(np.arange(routes) == r, 0.9 * budget / price, 0.1 * even)
        for r in range(routes)
    ]
    points = uniforms(keys(1, "effort.starts", np.arange(count)), routes)
    mixed = [w * budget / (w @ price) for w in -np.log(points)]
    return [even, *corners, *mixed][:count] if count > 1 else [even]


def _one(choice: Choice, f: int) -> Choice:
    """Return the rules of one future."""
    return Choice(**{name: value[f : f + 1] for name, value in vars(choice).items()})


def _delivered(share: Array, seizure: Array, one: Choice, effort: Array) -> Array:
    """Return what is delivered against the baseline for rows of effort."""
    rows = len(effort)
    many = Choice(**{k: np.broadcast_to(v, (rows,)) for k, v in vars(one).items()})
    held = np.broadcast_to(share, (rows, 1, len(share)))
    caught = np.broadcast_to(seizure, (rows, len(seizure)))
    found: Array = follow(held, caught, effort, many).delivered[:, 0]
    base = float(((share / share.sum()) * (1.0 - seizure)).sum())
    against: Array = found / base
    return against


def _search(
    share: Array,
    seizure: Array,
    one: Choice,
    budget: float,
    price: Array,
    start: Array,
) -> tuple[Array, float]:
    from scipy.optimize import minimize

    routes = len(share)
    shift = np.vstack([np.zeros(routes), _STEP * np.eye(routes)])

    def value(x: Array) -> tuple[float, Array]:
        found = _delivered(share, seizure, one, np.maximum(x, 0.0) + shift)
        return float(found[0]), (found[1:] - found[0]) / _STEP

    answer = minimize(
        value,
        start,
        jac=True,
        method="SLSQP",
        bounds=[(0.0, budget / p) for p in price],
        constraints={
            "type": "ineq",
            "fun": lambda x: budget - x @ price,
            "jac": lambda x: -price,
        },
        options={"maxiter": _ROUNDS, "ftol": 1e-9},
    )
    x = np.maximum(answer.x, 0.0)
    x = x * min(1.0, budget / max(float(x @ price), 1e-12))
    return x, float(_delivered(share, seizure, one, x[None])[0])


def equalising(
    share: Array,
    seizure: Array,
    choice: Choice,
    budget: float,
    cost: Array | None = None,
) -> Array:
    """Spread effort against a follower who always takes the route of most worth.

    Worth is `log(share) / sharpness - loss x caught`: what explains the present
    shares, less what effort adds to the risk. The least that the best route can be
    worth is found by bisection on that level; the effort that presses a route down to
    it has a closed form.

    Parameters
    ----------
    share, seizure, choice, budget, cost
        As in `least_delivered`.

    Returns
    -------
    Effort, (futures, routes); zero on routes that are not worth using.
    """
    price = np.ones(share.shape[1]) if cost is None else cost
    worth = np.log(np.maximum(share, 1e-12)) / choice.sharpness[:, None]
    most = choice.ceiling[:, None] * (1.0 - seizure)
    loss = choice.loss[:, None]
    floor = (worth - loss * most).max(axis=1)
    low, high = floor, worth.max(axis=1)

    def effort(level: Array) -> Array:
        wanted = np.maximum(worth - level[:, None], 0.0) / np.maximum(loss, 1e-12)
        part = np.minimum(wanted / np.maximum(most, 1e-12), 1.0 - 1e-12)
        found: Array = -np.log1p(-part)
        return found

    for _ in range(100):
        middle = (low + high) / 2
        over = effort(middle) @ price > budget
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    return effort(high)
