"""Insert one queue's schedule into what aircraft, places and countries have left.

The recursion of `pricing` looks back from the last day with the number of flights
of each day bounded by what is left; the schedule is then made from the first day
on, what its own earlier flights take being counted as they are chosen. So every
schedule fits, and is the cheapest but for flights of the same queue in each other's
way.
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel
from steelyard.plan.movement.pricing import segments

EPS = 1e-7


@kernel
def fits(
    m: int, t: int, entry: Ints, row: Ints, offset: Ints, amount: Floats, left: Floats
) -> int:
    """Return how many more flights of mission m fit on day t."""
    most = 1_000_000
    for e in range(entry[m], entry[m + 1]):
        day = t + offset[e]
        if day < left.shape[1]:
            n = int((left[row[e], day] + EPS) / amount[e])
            if n < most:
                most = n
                if most <= 0:
                    return 0
    return most


@kernel
def bounded_cover(
    price: Floats, seats: Ints, counts: Ints, top: int, best: Floats, pick: Ints
) -> int:
    """Fill `best[a]` with the least price of seats for a people, each flight bounded.

    `pick[i, a]` tells whether the i-th single flight is in the set; `pick[i, 0]`
    its mission. Returns the number of single flights. Once cheaper seats cover all,
    a flight with dearer seats is tried only if it is cheaper as a whole.
    """
    best[0] = 0.0
    for a in range(1, top + 1):
        best[a] = np.inf
    used, covered, least = 0, 0, np.inf
    order = np.argsort(price / seats)
    for m in order:
        q = seats[m]
        copies = min(counts[m], (top + q - 1) // q)
        if covered >= top:
            if price[m] >= least:
                continue
            copies = min(copies, 2)
        covered += copies * q
        least = min(least, price[m]) if copies > 0 else least
        for _ in range(copies):
            if used >= pick.shape[0]:
                return used
            pick[used, 0] = m
            changed = False
            for a in range(top, 0, -1):
                value = price[m] + best[max(0, a - q)]
                if value < best[a] - 1e-12:
                    best[a] = value
                    pick[used, a] = 1
                    changed = True
                else:
                    pick[used, a] = 0
            used += 1
            if not changed:
                break
    return used


@kernel
def _back(
    room: int,
    release: Ints,
    need: Ints,
    top: Ints,
    costs: Floats,
    price: Floats,
    seats: Ints,
    base: int,
    entry: Ints,
    row: Ints,
    offset: Ints,
    amount: Floats,
    left: Floats,
    rest: Floats,
    most: int,
) -> None:
    """Fill `rest[t, w]`: the cost from the end of day t on, w people waiting."""
    days = len(release)
    hold, late, end_hold, end_late = costs[0], costs[1], costs[2], costs[3]
    best = np.empty(most + 2)
    pick = np.empty((256, most + 1), np.int64)
    ends = np.empty(most + 2, np.int64)
    counts = np.empty(len(seats), np.int64)
    value = np.zeros(room + 1)
    for back in range(days):
        t = days - 1 - back
        comes = release[t + 1] if t + 1 < days else 0
        slope = value[room] - value[room - 1]
        for w in range(room + 1):
            overdue = max(0, need[t] + w)
            cost = hold * w + late * overdue
            if t == days - 1:
                cost += end_hold * w + end_late * overdue
            elif w + comes <= room:
                cost += value[w + comes]
            else:
                cost += value[room] + slope * (w + comes - room)
            rest[t, w] = cost
        for m in range(len(seats)):
            counts[m] = fits(base + m, t, entry, row, offset, amount, left)
        bounded_cover(price[:, t], seats, counts, top[t], best, pick)
        count = segments(best, top[t], ends)
        for w in range(room + 1):
            value[w] = rest[t, w]
        for s in range(count):
            full, paid = ends[s], best[ends[s]]
            for w in range(1, room + 1):
                cost = paid + rest[t, w - full if w > full else 0]
                value[w] = min(value[w], cost)


@kernel
def insert(
    room: int,
    release: Ints,
    need: Ints,
    cap: Floats,
    allowed: float,
    costs: Floats,
    price: Floats,
    seats: Ints,
    base: int,
    entry: Ints,
    row: Ints,
    offset: Ints,
    amount: Floats,
    left: Floats,
    flights: Ints,
    moved: Ints,
) -> None:
    """Schedule one queue in what is left, and take what it uses from `left`.

    Parameters
    ----------
    room
        Most people waiting that the recursion tells apart; beyond, the cost is
        taken to rise as it rises there.
    cap, allowed
        People who may still be carried on each day, and in all.
    price
        Of each mission of the queue on each day.
    base
        Number of the queue's first mission.
    left
        What is left of each row on each day, shape (rows, days).
    flights, moved
        Written: flights by mission and day, people by day.
    """
    days = len(release)
    top = np.empty(days, np.int64)
    most = 1
    for t in range(days):
        top[t] = max(0, int(min(cap[t], float(room), allowed)))
        most = max(most, top[t])
    rest = np.empty((days, room + 1))
    _back(room, release, need, top, costs, price, seats, base, entry, row, offset,
          amount, left, rest, most)  # fmt: skip
    _forward(room, release, top, allowed, price, seats, base, entry, row, offset,
             amount, left, rest, most, flights, moved)  # fmt: skip


@kernel
def _forward(
    room: int,
    release: Ints,
    top: Ints,
    allowed: float,
    price: Floats,
    seats: Ints,
    base: int,
    entry: Ints,
    row: Ints,
    offset: Ints,
    amount: Floats,
    left: Floats,
    rest: Floats,
    most: int,
    flights: Ints,
    moved: Ints,
) -> None:
    """Make the schedule from the first day on, and take what it uses."""
    best = np.empty(most + 2)
    pick = np.empty((256, most + 1), np.int64)
    ends = np.empty(most + 2, np.int64)
    counts = np.empty(len(seats), np.int64)
    flights[:] = 0
    moved[:] = 0
    w = 0
    for t in range(len(release)):
        w += release[t]
        limit = min(top[t], int(allowed))
        for m in range(len(seats)):
            counts[m] = fits(base + m, t, entry, row, offset, amount, left)
        used = bounded_cover(price[:, t], seats, counts, limit, best, pick)
        count = segments(best, limit, ends)
        least, which = _rest(rest, t, w, room), -1
        for s in range(count):
            value = best[ends[s]] + _rest(rest, t, w - min(ends[s], w), room)
            if w > 0 and value < least - 1e-9:
                least, which = value, s
        if which < 0:
            continue
        capacity = _fly(ends[which], used, t, seats, base, entry, row, offset, amount,
                        left, pick, flights)  # fmt: skip
        moved[t] = min(w, limit, capacity)
        w -= moved[t]
        allowed -= moved[t]


@kernel
def _fly(
    a: int,
    used: int,
    t: int,
    seats: Ints,
    base: int,
    entry: Ints,
    row: Ints,
    offset: Ints,
    amount: Floats,
    left: Floats,
    pick: Ints,
    flights: Ints,
) -> int:
    """Start the flights of a set on day t as far as they fit; return their seats."""
    capacity = 0
    for i in range(used - 1, -1, -1):
        m = pick[i, 0]
        if a <= 0:
            break
        if pick[i, a] == 0:
            continue
        a -= seats[m]
        if fits(base + m, t, entry, row, offset, amount, left) > 0:
            flights[m, t] += 1
            capacity += seats[m]
            for e in range(entry[base + m], entry[base + m + 1]):
                if t + offset[e] < left.shape[1]:
                    left[row[e], t + offset[e]] -= amount[e]
    return capacity


@kernel
def _rest(rest: Floats, t: int, w: int, room: int) -> float:
    if w <= room:
        return float(rest[t, w])
    slope = float(rest[t, room] - rest[t, room - 1])
    return float(rest[t, room]) + slope * (w - room)
