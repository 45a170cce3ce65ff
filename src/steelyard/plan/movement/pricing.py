"""The cheapest whole schedule of one queue, exactly, by dynamic programming.

State: people waiting at the end of a day. On each day a set of flights is chosen;
what seats for `a` people cost is the covering knapsack `cover`. With a price on
people (a country's limit shared by queues) the best number to carry lies anywhere
within the seats, and is found as the least of a sliding window; without one, seats
are filled, since a shorter queue never costs more.

References
----------
Wagner, H. M. and Whitin, T. M. (1958), Dynamic version of the economic lot size
model, Management Science 5, 89-96 (the recursion); Desaulniers, G., Desrosiers, J.
and Solomon, M. (eds) (2005), Column Generation, Springer (its use as pricing);
Lemire, D. (2006), Streaming maximum-minimum filter using no more than three
comparisons per element, Nordic Journal of Computing 13, 328-339 (the window).
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel

EPS = 1e-9


@kernel
def cover(price: Floats, seats: Ints, top: int, best: Floats, pick: Ints) -> None:
    """Fill `best[a]` with the least price of seats for a people, a = 0..top.

    `pick[a]` is the last flight of such a set, by index into `seats`.
    """
    best[0] = 0.0
    pick[0] = -1
    for a in range(1, top + 1):
        least, which = np.inf, -1
        for m in range(len(seats)):
            rest = a - seats[m]
            value = price[m] + (best[rest] if rest > 0 else 0.0)
            if value < least - 1e-12:
                least, which = value, m
        best[a] = least
        pick[a] = which


@kernel
def segments(best: Floats, top: int, ends: Ints) -> int:
    """Write the largest people count at each price level; return their number."""
    count = 0
    for a in range(1, top + 1):
        if not best[a] < np.inf:
            break
        if a == top or best[a + 1] > best[a] + 1e-12:
            ends[count] = a
            count += 1
    return count


@kernel
def after(
    day: int,
    room: int,
    release: Ints,
    need: Ints,
    costs: Floats,
    later: Floats,
    out: Floats,
) -> None:
    """Fill `out[w]`: what w people waiting at the end of a day cost from then on.

    People beyond `room` cost nothing more, so the result never exceeds the truth.
    """
    hold, late, end_hold, end_late = costs[0], costs[1], costs[2], costs[3]
    last = day == len(release) - 1
    comes = 0 if last else release[day + 1]
    for w in range(room + 1):
        overdue = max(0, need[day] + w)
        value = hold * w + late * overdue
        if last:
            value += end_hold * w + end_late * overdue
        else:
            value += later[min(w + comes, room)]
        out[w] = value


@kernel
def step(
    room: int,
    fare: float,
    best: Floats,
    ends: Ints,
    count: int,
    rest: Floats,
    out: Floats,
    line: Ints,
) -> None:
    """Fill `out[w]`: the least cost with w people present before flights leave."""
    for w in range(room + 1):
        out[w] = rest[w]
    for s in range(count):
        seats, price = ends[s], best[ends[s]]
        if fare <= 0.0:
            for w in range(1, room + 1):
                value = price + rest[w - seats if w > seats else 0]
                out[w] = min(out[w], value)
            continue
        head, tail = 0, 0
        for w in range(room + 1):
            new = rest[w] - fare * w
            while tail > head and rest[line[tail - 1]] - fare * line[tail - 1] >= new:
                tail -= 1
            line[tail] = w
            tail += 1
            while line[head] < w - seats:
                head += 1
            value = price + fare * w + rest[line[head]] - fare * line[head]
            out[w] = min(out[w], value)


@kernel
def choose(
    w: int, fare: float, best: Floats, ends: Ints, count: int, rest: Floats
) -> tuple[int, int]:
    """Return the best segment (-1: no flight) and people to carry, w being present."""
    least, which, people = rest[w], -1, 0
    for s in range(count):
        seats, price = ends[s], best[ends[s]]
        low = min(seats, w) if fare <= 0.0 else 1
        for a in range(low, min(seats, w) + 1):
            value = price + fare * a + rest[w - a]
            if a > 0 and value < least - EPS:
                least, which, people = value, s, a
    return which, people


@kernel
def schedule(
    room: int,
    release: Ints,
    need: Ints,
    cap: Ints,
    costs: Floats,
    price: Floats,
    fare: Floats,
    seats: Ints,
    flights: Ints,
    moved: Ints,
) -> tuple[float, bool]:
    """Find the cheapest schedule of one queue.

    Parameters
    ----------
    room
        Most people waiting that the recursion tells apart.
    release, need, cap
        By day; see `Packed`.
    costs
        Hold, late, end_hold, end_late.
    price
        Of each mission on each day, shape (missions, days), at least 0.
    fare
        Price of carrying one person, by day, at least 0.
    seats
        Of each mission.
    flights, moved
        Written: flights by mission and day, people carried by day.

    Returns
    -------
    A lower bound on the priced cost, exact unless the second value, whether the
    schedule met `room`, is true.
    """
    days = len(release)
    most = 1
    for t in range(days):
        most = max(most, min(cap[t], room))
    best = np.empty(most + 2)
    pick = np.empty(most + 2, np.int64)
    ends = np.empty(most + 2, np.int64)
    line = np.empty(room + 1, np.int64)
    value = np.zeros((days + 1, room + 1))
    rest = np.empty((days, room + 1))
    for back in range(days):
        t = days - 1 - back
        top = min(cap[t], room)
        cover(price[:, t], seats, top, best, pick)
        count = segments(best, top, ends)
        after(t, room, release, need, costs, value[t + 1], rest[t])
        step(room, fare[t], best, ends, count, rest[t], value[t], line)
    clipped = _forward(room, release, cap, price, fare, seats, rest, best, pick, ends,
                       flights, moved)  # fmt: skip
    return float(value[0, min(release[0], room)]), clipped


@kernel
def _forward(
    room: int,
    release: Ints,
    cap: Ints,
    price: Floats,
    fare: Floats,
    seats: Ints,
    rest: Floats,
    best: Floats,
    pick: Ints,
    ends: Ints,
    flights: Ints,
    moved: Ints,
) -> bool:
    """Write the schedule that the recursion found; tell whether it met `room`."""
    clipped = bool(release[0] > room)
    w = min(release[0], room)
    flights[:] = 0
    moved[:] = 0
    for t in range(len(release)):
        top = min(cap[t], room)
        cover(price[:, t], seats, top, best, pick)
        count = segments(best, top, ends)
        which, people = choose(w, fare[t], best, ends, count, rest[t])
        if which >= 0:
            a = ends[which]
            while a > 0:
                m = pick[a]
                flights[m, t] += 1
                a -= seats[m]
            moved[t] = people
            w -= people
        if t + 1 < len(release):
            w += release[t + 1]
            if w > room:
                clipped = True
                w = room
    return clipped
