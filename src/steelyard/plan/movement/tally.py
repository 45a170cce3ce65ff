"""What a schedule of flights uses and costs."""

from __future__ import annotations

from steelyard.plan.movement.instance import Floats, Ints
from steelyard.plan.movement.jit import kernel


@kernel
def take(
    flights: Ints,
    base: int,
    entry: Ints,
    row: Ints,
    offset: Ints,
    amount: Floats,
    sign: float,
    out: Floats,
) -> None:
    """Add `sign` times what flights use to `out`, shape (rows, days).

    `flights` holds the missions from number `base` on, shape (missions, days).
    """
    days = out.shape[1]
    for i in range(flights.shape[0]):
        for t in range(days):
            n = flights[i, t]
            if n == 0:
                continue
            for e in range(entry[base + i], entry[base + i + 1]):
                day = t + offset[e]
                if day < days:
                    out[row[e], day] += sign * n * amount[e]


@kernel
def waiting_cost(release: Ints, need: Ints, moved: Ints, costs: Floats) -> float:
    """Return what waiting and lateness of one queue cost, thousands."""
    hold, late, end_hold, end_late = costs[0], costs[1], costs[2], costs[3]
    waiting, total = 0, 0.0
    for t in range(len(release)):
        waiting += release[t] - moved[t]
        overdue = max(0, need[t] + waiting)
        total += hold * waiting + late * overdue
        if t == len(release) - 1:
            total += end_hold * waiting + end_late * overdue
    return total


@kernel
def flight_cost(flights: Ints, cost: Floats) -> float:
    """Return what flights cost, thousands."""
    total = 0.0
    for i in range(flights.shape[0]):
        for t in range(flights.shape[1]):
            if flights[i, t]:
                total += flights[i, t] * cost[i]
    return total
