"""One trial of the search: take flights of some days out, put better ones in.

Some queues that compete for the same aircraft give up their flights of a spell of
days, and are inserted again in another order; at times an aircraft changes its base
first. Whatever does not pay is undone.

References
----------
Schrimpf, G., Schneider, J., Stamm-Wilbrandt, H. and Dueck, G. (2000), Record
breaking optimization results using the ruin and recreate principle, Journal of
Computational Physics 159, 139-171.
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.movement.arrays import Given, State
from steelyard.plan.movement.insertion import book, insert
from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel

EPS = 1e-6

SIZE = 24
"""Most queues that a trial takes out."""


@kernel
def tail_cost(g: Given, s: State, q: int, low: int) -> float:
    """Return what a queue's waiting, lateness and flights cost from a day on."""
    hold, late, end_hold, end_late = g.costs[q]
    w, total, days = 0, 0.0, g.release.shape[1]
    for t in range(days):
        w += g.release[q, t] - s.moved[q, t]
        if t < low:
            continue
        overdue = max(0, g.need[q, t] + w)
        total += hold * w + late * overdue
        if t == days - 1:
            total += end_hold * w + end_late * overdue
    for m in range(g.first[q], g.first[q + 1]):
        flights = 0
        for t in range(low, days):
            flights += s.flights[m, t]
        total += flights * g.cost[m]
    return total


@kernel
def lift(g: Given, s: State, q: int, low: int, high: int) -> None:
    """Take a queue's flights of some days out, and its people from `low` on."""
    for m in range(g.first[q], g.first[q + 1]):
        for t in range(low, high):
            if s.flights[m, t]:
                book(g, s, m, t, -s.flights[m, t])
                s.flights[m, t] = 0
    c = g.country[q]
    if c >= 0:
        for t in range(low, g.release.shape[1]):
            s.day_left[c, t] += s.moved[q, t]
            s.all_left[c] += s.moved[q, t]


@kernel
def place(g: Given, s: State, q: int, low: int, high: int, theta: float) -> None:
    """Insert a queue's flights of some days, telling enough people apart."""
    while True:
        peak = insert(g, s, q, low, high, theta)
        if peak <= s.room[q] or s.room[q] >= g.most[q]:
            return
        s.room[q] = min(g.most[q], 2 * peak)
        lift(g, s, q, low, high)


@kernel
def fly_path(g: Given, left: Floats, plane: int, path: Ints, sign: float) -> float:
    """Add what an aircraft offers on a path to what is left; return its cost."""
    k, hubs, days = g.kind[plane], g.near.shape[1], left.shape[1]
    ready = g.near.shape[0] * hubs + k
    before = g.home[plane] if g.home[plane] >= 0 else path[0]
    cost = 0.0
    for w in range(len(path)):
        h = path[w]
        first = w * g.period
        if h != before:
            cost += g.ferry[k, before, h]
        for t in range(first, min(first + g.period, days)):
            if (h != before and t == first) or not g.hand[k, t]:
                continue
            left[k * hubs + h, t] += sign
            if g.near[k, h]:
                left[ready, t] += sign
        before = h
    return cost


@kernel
def rebase(
    g: Given, s: State, rng: np.random.Generator, plane: int, low: int, high: int
) -> tuple[float, int, int]:
    """Base an aircraft elsewhere for some periods around some days.

    Returns what that adds to cost, and the days that it changes.
    """
    periods, days = s.hub.shape[1], s.left.shape[1]
    k = g.kind[plane]
    first = min(low // g.period, periods - 1)
    last = min(periods, max(first + 1, (high - 1) // g.period + 1))
    draw = rng.random()
    if draw < 0.15:
        first, last = 0, periods
    elif draw < 0.3:
        last = periods
    elif draw < 0.45:
        first = 0
    hub = int(rng.integers(0, g.bases.shape[1]))
    if not g.bases[k, hub]:
        return 0.0, low, high
    path = s.hub[plane]
    added = -fly_path(g, s.left, plane, path, -1.0)
    for w in range(first, last):
        path[w] = hub
    added += fly_path(g, s.left, plane, path, 1.0)
    high = min(days, max(high, last * g.period + 1))
    return added, min(low, first * g.period), high


@kernel
def _short(left: Floats, low: int, high: int) -> tuple[int, int]:
    """Return a row and day of which too much is used; -1 if there is none."""
    for r in range(left.shape[0]):
        for t in range(low, high):
            if left[r, t] < -EPS:
                return r, t
    return -1, -1


@kernel
def _users(g: Given, s: State, row: int, day: int, found: Ints) -> int:
    """Write queues whose flights use a row on a day; return their number."""
    count = 0
    for m in range(len(g.seats)):
        q = g.queue[m]
        if count and found[count - 1] == q:
            continue
        for e in range(g.entry[m], g.entry[m + 1]):
            t = day - g.offset[e]
            if g.row[e] == row and t >= 0 and s.flights[m, t] > 0:
                found[count] = q
                count += 1
                break
    return count


@kernel
def _rivals(
    g: Given, s: State, rng: np.random.Generator, day: int, width: int, found: Ints
) -> int:
    """Write queues with flights around a day, of one type or base at times."""
    hubs, days = g.near.shape[1], s.left.shape[1]
    low, high = max(0, day - width), min(days, day + width + 1)
    draw, seen, chosen = rng.random(), 0, -1
    for m in range(len(g.seats)):
        for t in range(low, high):
            if s.flights[m, t] > 0:
                seen += 1
                if rng.random() * seen < 1.0:
                    chosen = g.row[g.entry[m]]
                break
    count = 0
    for m in range(len(g.seats)):
        q, row = g.queue[m], g.row[g.entry[m]]
        if count and found[count - 1] == q:
            continue
        if draw < 0.4 and row != chosen:
            continue
        if draw < 0.75 and row // hubs != chosen // hubs:
            continue
        for t in range(low, high):
            if s.flights[m, t] > 0:
                found[count] = q
                count += 1
                break
    return count


@kernel
def _shuffle(rng: np.random.Generator, items: Ints, count: int, first: int) -> None:
    """Put a random choice of the items first."""
    for i in range(min(first, count)):
        j = int(rng.integers(i, count))
        items[i], items[j] = items[j], items[i]


@kernel
def _choose(g: Given, s: State, rng: np.random.Generator, day: int, found: Ints) -> int:
    """Write the queues that a trial takes out; return their number."""
    queues = len(g.most)
    size = 2
    while size < 8 and rng.random() < 0.65:
        size += 1
    count = 0
    if rng.random() < 0.75:
        count = _rivals(g, s, rng, day, int(rng.integers(0, 5)), found)
    if count == 0:
        for q in range(queues):
            found[q] = q
        count = queues
    size = min(size, count)
    _shuffle(rng, found, count, size)
    return size


@kernel
def _out(
    g: Given, s: State, saved: State, q: int, low: int, high: int, out: Ints, count: int
) -> int:
    """Take a queue out, noting how it was; return the number of those out."""
    for i in range(count):
        if out[i] == q:
            return count
    if count < len(out):
        _keep(g, s, saved, q)
        lift(g, s, q, low, high)
        out[count] = q
        count += 1
    return count


@kernel
def _evict(
    g: Given,
    s: State,
    saved: State,
    rng: np.random.Generator,
    low: int,
    high: int,
    out: Ints,
    users: Ints,
) -> tuple[int, bool]:
    """Take queues out until nothing is used beyond what there is.

    Returns their number, and whether that was enough.
    """
    count = low - low
    while True:
        row, day = _short(s.left, low, high)
        if row < 0:
            return count, True
        n = _users(g, s, row, day, users)
        if n == 0:
            return count, False
        more = _out(g, s, saved, users[int(rng.integers(0, n))], low, high, out, count)
        if more == count:
            return count, False
        count = more


@kernel
def _keep(g: Given, here: State, there: State, q: int) -> None:
    """Copy a queue's flights and people from one state to another."""
    a, b = g.first[q], g.first[q + 1]
    there.flights[a:b] = here.flights[a:b]
    there.moved[q] = here.moved[q]


@kernel
def _limits(here: State, there: State) -> None:
    """Copy what is left from one state to another."""
    there.left[:] = here.left
    there.day_left[:] = here.day_left
    there.all_left[:] = here.all_left


@kernel
def _recreate(
    g: Given,
    s: State,
    saved: State,
    rng: np.random.Generator,
    span: tuple[int, int],
    out: Ints,
    count: int,
) -> float:
    """Insert the queues that are out in a random order; return what that adds."""
    low, high = span
    _shuffle(rng, out, count, count)
    theta = (0.0, 0.0, 0.5, 1.0)[int(rng.integers(0, 4))]
    added = 0.0
    for i in range(count):
        place(g, s, out[i], low, high, theta)
        added += tail_cost(g, s, out[i], low) - tail_cost(g, saved, out[i], low)
    return added


@kernel
def trial(
    g: Given,
    s: State,
    saved: State,
    rng: np.random.Generator,
    warm: float,
    out: Ints,
    users: Ints,
) -> float:
    """Try one change; return what it adds to the cost, 0 if it was undone."""
    days = s.left.shape[1]
    spell = min(g.spells[int(rng.integers(0, len(g.spells)))], days)
    day = int(rng.integers(0, days))
    low = max(0, day - int(rng.integers(0, spell)))
    high = min(days, low + spell)
    _limits(s, saved)
    count, fits, added, plane = 0, True, 0.0, -1
    if len(g.kind) and g.near.shape[1] > 1 and rng.random() < g.rebase:
        plane = int(rng.integers(0, len(g.kind)))
        saved.hub[plane] = s.hub[plane]
        added, low, high = rebase(g, s, rng, plane, low, high)
        low = max(0, low - g.offset.max())
        count, fits = _evict(g, s, saved, rng, low, high, out, users)
    if fits:
        chosen = _choose(g, s, rng, day, users)
        for i in range(chosen):
            count = _out(g, s, saved, users[i], low, high, out, count)
        added += _recreate(g, s, saved, rng, (low, high), out, count)
        if added <= -warm * np.log(max(rng.random(), 1e-12)):
            return added
    for i in range(count):
        _keep(g, saved, s, out[i])
    _limits(saved, s)
    if plane >= 0:
        s.hub[plane] = saved.hub[plane]
    return 0.0


@kernel
def trials(
    g: Given, s: State, saved: State, rng: np.random.Generator, warm: float, count: int
) -> float:
    """Try some changes one after the other; return what they add to the cost."""
    out = np.empty(SIZE, np.int64)
    users = np.empty(len(g.most) + 1, np.int64)
    added = 0.0
    for _ in range(count):
        added += trial(g, s, saved, rng, warm, out, users)
    return added


@kernel
def build(g: Given, s: State, order: Ints, theta: float) -> float:
    """Insert all queues in an order, none being in yet; return the cost of all."""
    total, days = 0.0, g.release.shape[1]
    first = days - days  # a literal 0 would have all of it compiled twice
    for q in order:
        place(g, s, q, first, days, theta)
        total += tail_cost(g, s, q, first)
    return total
