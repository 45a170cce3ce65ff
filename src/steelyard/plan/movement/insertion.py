"""Insert one queue's flights of some days into what is left by all else.

The recursion of `pricing` looks back from the last day with the number of flights
of each day bounded by what is left; the flights are then chosen from the first day
on, what the queue's own earlier ones take being counted as they are chosen. So every
schedule fits, and is the cheapest but for flights of the same queue in each other's
way. Only the days from `low` to `high` are planned; flights on later days stay, and
carry whoever is then waiting.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.plan.movement.arrays import Given, State
from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel
from steelyard.plan.movement.pricing import segments

Picks = NDArray[np.int16]

EPS = 1e-7

TAIL = 90
"""Days after the planned ones that the recursion looks at."""


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
def singles(seats: Ints, top: int) -> int:
    """Return how many single flights `bounded_cover` tries at most for `top` people.

    Enough of the smallest to cover all, as many again of the one that does, and two
    of every mission.
    """
    small = max(1, seats.min()) if len(seats) else 1
    return 2 * ((top + small - 1) // small + len(seats))


@kernel
def bounded_cover(
    price: Floats, seats: Ints, counts: Ints, top: int, best: Floats, pick: Picks
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
def limits(g: Given, s: State, q: int, low: int, high: int) -> tuple[Ints, float]:
    """Return whom the queue may send on each day from `low` on, and in all.

    After `high`, no more than its flights of those days seat.
    """
    days = g.release.shape[1]
    most = np.empty(days, np.int64)
    c = g.country[q]
    for t in range(low, days):
        most[t] = g.cap[q, t]
        if c >= 0:
            most[t] = max(0, min(most[t], int(s.day_left[c, t] + EPS)))
        if t >= high:
            seats = 0
            for m in range(g.first[q], g.first[q + 1]):
                seats += s.flights[m, t] * g.seats[m]
            most[t] = min(most[t], seats)
    allowed = 1e12
    if c >= 0:
        allowed = s.all_left[c]
    return most, allowed


@kernel
def waiting(g: Given, s: State, q: int, low: int) -> int:
    """Return people of a queue who wait at the start of a day, before any come."""
    w = 0
    for t in range(low):
        w += g.release[q, t] - s.moved[q, t]
    return w


@kernel
def _present(
    g: Given, q: int, w: int, room: int, low: int, high: int, most: Ints
) -> Ints:
    """Return the most people who can be there on each day before flights leave."""
    days = g.release.shape[1]
    found = np.zeros(days + 1, np.int64)
    for t in range(low, days):
        w = min(room, w + g.release[q, t])
        found[t] = w
        if t >= high:
            w = max(0, w - most[t])
    return found


@kernel
def _tail(
    g: Given, q: int, high: int, stop: int, there: Ints, most: Ints, value: Floats
) -> None:
    """Fill `value[w]`: the cost from day `high` on, w people there on it."""
    costs, days = g.costs[q], g.release.shape[1]
    rest = np.empty(len(value))
    for t in range(stop - 1, high - 1, -1):
        least = max(0, there[t] - most[t])
        comes = g.release[q, t + 1] if t + 1 < days else 0
        ends = t == stop - 1
        last = there[t + 1]
        slope = value[last] - value[last - 1] if not ends and last > 0 else 0.0
        for w in range(least + 1):
            overdue = max(0, g.need[q, t] + w)
            cost = costs[0] * w + costs[1] * overdue
            if ends:
                cost += costs[2] * w + costs[3] * overdue
            elif w + comes <= last:
                cost += value[w + comes]
            else:
                cost += value[last] + slope * (w + comes - last)
            rest[w] = cost
        for w in range(there[t] + 1):
            value[w] = rest[max(0, w - most[t])]


@kernel
def _back(
    g: Given,
    s: State,
    q: int,
    low: int,
    high: int,
    price: Floats,
    there: Ints,
    top: Ints,
    value: Floats,
    rest: Floats,
) -> None:
    """Fill `rest[t - low, w]`: the cost from the end of day t on, w waiting."""
    costs, days = g.costs[q], g.release.shape[1]
    base, count = g.first[q], g.first[q + 1] - g.first[q]
    seats = g.seats[base : base + count]
    best = np.empty(len(value) + 2)
    ends = np.empty(len(value) + 2, np.int64)
    pick = np.empty((singles(seats, len(value)), len(value) + 1), np.int16)
    counts = np.empty(count, np.int64)
    for t in range(high - 1, low - 1, -1):
        comes = g.release[q, t + 1] if t + 1 < days else 0
        last = there[t + 1]
        slope = value[last] - value[last - 1] if t + 1 < days and last > 0 else 0.0
        out = rest[t - low]
        for w in range(there[t] + 1):
            overdue = max(0, g.need[q, t] + w)
            cost = costs[0] * w + costs[1] * overdue
            if t == days - 1:
                cost += costs[2] * w + costs[3] * overdue
            elif w + comes <= last:
                cost += value[w + comes]
            else:
                cost += value[last] + slope * (w + comes - last)
            out[w] = cost
        for w in range(there[t] + 1):
            value[w] = out[w]
        if top[t] < 1:
            continue
        for m in range(count):
            counts[m] = fits(base + m, t, g.entry, g.row, g.offset, g.amount, s.left)
        bounded_cover(price[:, t - low], seats, counts, top[t], best, pick)
        for k in range(segments(best, top[t], ends)):
            full, paid = ends[k], best[ends[k]]
            for w in range(1, min(full, there[t]) + 1):
                value[w] = min(value[w], paid + out[0])
            for w in range(full + 1, there[t] + 1):
                value[w] = min(value[w], paid + out[w - full])


@kernel
def _priced(g: Given, q: int, low: int, high: int, theta: float) -> Floats:
    """Return prices of the queue's missions on the planned days."""
    base, count = g.first[q], g.first[q + 1] - g.first[q]
    price = np.empty((count, high - low))
    for m in range(count):
        own = g.cost[base + m]
        for t in range(low, high):
            price[m, t - low] = own + theta * (g.dual[base + m, t] - own)
    return price


@kernel
def insert(g: Given, s: State, q: int, low: int, high: int, theta: float) -> int:
    """Plan one queue's flights from day `low` to before `high`, none being booked.

    Writes flights and people moved, and takes what they use from what is left. The
    people moved from `low` on must not be booked either.

    Parameters
    ----------
    theta
        How far the prices of what is scarce count, from 0 to 1.

    Returns
    -------
    The most people waiting at the end of a planned day: beyond `room`, the
    recursion took the cost to rise as it rises there.
    """
    days, room = g.release.shape[1], s.room[q]
    most, allowed = limits(g, s, q, low, high)
    w = waiting(g, s, q, low)
    there = _present(g, q, min(w, room), room, low, high, most)
    top = np.empty(days, np.int64)
    size = 1
    for t in range(low, days):
        size = max(size, there[t])
        top[t] = max(0, int(min(most[t], there[t], allowed)))
    value = np.zeros(size + 1)
    rest = np.empty((high - low, size + 1))
    price = _priced(g, q, low, high, theta)
    stop = min(days, high + TAIL)
    _tail(g, q, high, stop, there, most, value)
    _back(g, s, q, low, high, price, there, top, value, rest)
    peak, w, allowed = _forward(g, s, q, low, high, price, there, top, most, allowed,
                                w, rest)  # fmt: skip
    for t in range(high, days):
        w += g.release[q, t]
        s.moved[q, t] = int(min(w, most[t], allowed))
        w -= s.moved[q, t]
        allowed -= s.moved[q, t]
    c = g.country[q]
    if c >= 0:
        for t in range(low, days):
            s.day_left[c, t] -= s.moved[q, t]
            s.all_left[c] -= s.moved[q, t]
    return peak


@kernel
def _forward(
    g: Given,
    s: State,
    q: int,
    low: int,
    high: int,
    price: Floats,
    there: Ints,
    top: Ints,
    most: Ints,
    allowed: float,
    w: int,
    rest: Floats,
) -> tuple[int, int, float]:
    """Choose flights from the first planned day on, and take what they use."""
    base, count = g.first[q], g.first[q + 1] - g.first[q]
    seats = g.seats[base : base + count]
    size = rest.shape[1]
    best = np.empty(size + 2)
    ends = np.empty(size + 2, np.int64)
    pick = np.empty((singles(seats, size), size + 1), np.int16)
    counts = np.empty(count, np.int64)
    peak = 0
    for t in range(low, high):
        w += g.release[q, t]
        s.moved[q, t] = 0
        limit = int(min(top[t], allowed))
        if limit > 0 and w > 0:
            for m in range(count):
                counts[m] = fits(base + m, t, g.entry, g.row, g.offset, g.amount,
                                 s.left)  # fmt: skip
            used = bounded_cover(price[:, t - low], seats, counts, limit, best, pick)
            row, last = rest[t - low], there[t]
            least, which = _at(row, w, last), -1
            for k in range(segments(best, limit, ends)):
                value = best[ends[k]] + _at(row, w - min(ends[k], w), last)
                if value < least - 1e-9:
                    least, which = value, k
            if which >= 0:
                seated = _fly(g, s, base, ends[which], used, t, seats, pick)
                s.moved[q, t] = int(min(w, seated, most[t], allowed))
                w -= s.moved[q, t]
                allowed -= s.moved[q, t]
        peak = max(peak, w)
    return peak, w, allowed


@kernel
def _fly(
    g: Given, s: State, base: int, a: int, used: int, t: int, seats: Ints, pick: Picks
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
        if fits(base + m, t, g.entry, g.row, g.offset, g.amount, s.left) > 0:
            s.flights[base + m, t] += 1
            capacity += seats[m]
            book(g, s, base + m, t, 1)
    return capacity


@kernel
def book(g: Given, s: State, m: int, t: int, count: int) -> None:
    """Take what some flights of a mission use from what is left."""
    for e in range(g.entry[m], g.entry[m + 1]):
        if t + g.offset[e] < s.left.shape[1]:
            s.left[g.row[e], t + g.offset[e]] -= count * g.amount[e]


@kernel
def _at(row: Floats, w: int, last: int) -> float:
    if w <= last:
        return float(row[w])
    slope = float(row[last] - row[last - 1]) if last > 0 else 0.0
    return float(row[last]) + slope * (w - last)
