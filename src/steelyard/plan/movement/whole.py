"""The whole problem as one mixed-integer programme, for small instances and peers.

Nothing of it is shared with the decomposition but the instance: it is the model as
one would write it down.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from steelyard.plan.movement.instance import Bools, Floats, Instance
from steelyard.plan.movement.missions import Mission


@dataclass(frozen=True)
class Programme:
    """Minimise cost over x >= 0 with low <= A x <= high, some of x whole."""

    cost: Floats
    matrix: sparse.csc_matrix
    low: Floats
    high: Floats
    whole: Bools


class _Builder:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.cost: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def new(self, cost: float, *, whole: bool) -> int:
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.cost) - 1

    def add(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append((row, low, high))

    def programme(self) -> Programme:
        index = [i for row, _, _ in self.rows for i in row]
        value = [v for row, _, _ in self.rows for v in row.values()]
        start = np.cumsum([0, *(len(row) for row, _, _ in self.rows)])
        shape = (len(self.rows), len(self.cost))
        return Programme(
            cost=np.array(self.cost),
            matrix=sparse.csr_matrix((value, index, start), shape=shape).tocsc(),
            low=np.array([low for _, low, _ in self.rows]),
            high=np.array([high for _, _, high in self.rows]),
            whole=np.array(self.whole),
        )


def programme(instance: Instance) -> Programme:
    """Return the whole problem; costs in thousands of dollars."""
    b = _Builder(instance)
    use: dict[tuple[int, int, int], dict[int, float]] = defaultdict(dict)
    beyond: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    ground: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    taken: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    for q in range(len(instance.queues)):
        _queue(b, q, use, beyond, ground, taken)
    _fleets(b, use, beyond)
    inf = float("inf")
    for (place, _), row in ground.items():
        if place in instance.ground:
            b.add(row, -inf, instance.ground[place])
    total: dict[str, dict[int, float]] = defaultdict(dict)
    for (country, day), row in taken.items():
        total[country] |= row
        if country in instance.per_day:
            b.add(row, -inf, float(instance.per_day[country][day]))
    for country, row in total.items():
        if country in instance.in_all:
            b.add(row, -inf, float(instance.in_all[country]))
    return b.programme()


def _queue(
    b: _Builder,
    q: int,
    use: dict[tuple[int, int, int], dict[int, float]],
    beyond: dict[tuple[int, int], dict[int, float]],
    ground: dict[tuple[str, int], dict[int, float]],
    taken: dict[tuple[str, int], dict[int, float]],
) -> None:
    instance, queue, inf = b.instance, b.instance.queues[q], float("inf")
    hold, late = instance.costs.hold / 1e3, instance.costs.late / 1e3
    cheapest = min((m.cost / m.seats / 1e3 for m in queue.missions), default=0.0)
    before: int | None = None
    so_far = np.cumsum(queue.release)
    for day in range(instance.days):
        last = day == instance.days - 1
        moved = b.new(0.0, whole=False)
        waits = b.new(hold + (cheapest if last else 0.0), whole=False)
        more = instance.costs.end_late if last else 0.0
        overdue = b.new(late * (1 + more), whole=False)
        row = {waits: 1.0, moved: 1.0} | ({before: -1.0} if before is not None else {})
        comes = float(queue.release[day])
        b.add(row, comes, comes)
        need = float(queue.due[day] - so_far[day])
        b.add({overdue: 1.0, waits: -1.0}, need, inf)
        seats = {moved: 1.0}
        for m in queue.missions:
            y = b.new(m.cost / 1e3, whole=True)
            seats[y] = -float(m.seats)
            _uses(instance, m, day, y, use, beyond, ground)
        b.add(seats, -inf, 0.0)
        taken[queue.country, day][moved] = 1.0
        before = waits


def _uses(
    instance: Instance,
    m: Mission,
    day: int,
    y: int,
    use: dict[tuple[int, int, int], dict[int, float]],
    beyond: dict[tuple[int, int], dict[int, float]],
    ground: dict[tuple[str, int], dict[int, float]],
) -> None:
    kind = instance.fleets[m.fleet]
    reach = kind.within - float(instance.away[m.fleet, m.hub])
    for o in range(min(m.days, instance.days - day)):
        use[m.fleet, m.hub, day + o][y] = m.use
        if 0 <= reach < m.days - o:
            beyond[m.fleet, day + o][y] = m.use
    clock = 0.0
    for leg in m.legs[:-1]:
        clock += leg.hours
        at = day + int(clock // 24)
        if at < instance.days:
            row = ground[leg.destination, at]
            row[y] = row.get(y, 0.0) + kind.ground_hours
        clock += kind.ground_hours


def _fleets(
    b: _Builder,
    use: dict[tuple[int, int, int], dict[int, float]],
    beyond: dict[tuple[int, int], dict[int, float]],
) -> None:
    instance, inf = b.instance, float("inf")
    hubs = range(len(instance.hubs))
    for k, kind in enumerate(instance.fleets):
        allowed = [h for h in hubs if instance.bases[k, h]]
        first = {h: b.new(0.0, whole=True) for h in allowed}
        if instance.free[k]:
            total = float(kind.available)
            b.add(dict.fromkeys(first.values(), 1.0), total, total)
        else:
            for h, v in first.items():
                based = float(instance.based[k, h])
                b.add({v: 1.0}, based, based)
        here: dict[int, dict[int, float]] = {h: {v: 1.0} for h, v in first.items()}
        for w in range(instance.periods):
            stay = {h: b.new(0.0, whole=True) for h in allowed}
            go = {
                (g, h): b.new(_paid(instance, k, g, h), whole=True)
                for g in allowed
                for h in allowed
                if g != h and not (w == 0 and instance.free[k])
            }
            for g in allowed:
                row = {stay[g]: 1.0} | {v: 1.0 for (a, _), v in go.items() if a == g}
                b.add(row | {v: -c for v, c in here[g].items()}, 0.0, 0.0)
            here = {
                h: {stay[h]: 1.0} | {v: 1.0 for (_, c), v in go.items() if c == h}
                for h in allowed
            }
            span = range(
                w * instance.period, min((w + 1) * instance.period, b.instance.days)
            )
            for day in span:
                open_ = bool(instance.at_hand[k, day])
                fresh = day == w * instance.period
                near: dict[int, float] = {}
                for h in allowed:
                    has = {stay[h]: 1.0} if fresh else here[h]
                    row = dict(use[k, h, day])
                    row |= {v: -c * open_ for v, c in has.items()}
                    b.add(row, -inf, 0.0)
                    if kind.within >= instance.away[k, h]:
                        near |= {v: c * open_ for v, c in has.items()}
                if kind.floor and open_:
                    row = near | {v: -c for v, c in beyond[k, day].items()}
                    b.add(row, float(kind.floor), inf)


def _paid(instance: Instance, k: int, g: int, h: int) -> float:
    return float(instance.rebase[k, g, h]) / 1e3 if instance.rebase.size else 0.0
