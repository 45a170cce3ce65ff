"""Why not all can leave on time: the smallest set of limits and demand in conflict.

The relaxation works in weeks, pools the hubs of a type and lets aircraft be split,
so what is impossible here is impossible for any plan. A deletion filter then drops
every limit and every demand without which it is still impossible; each one that is
left is needed for the conflict.

References
----------
Chinneck, J. W. and Dravnieks, E. W. (1991), Locating minimal infeasible constraint
sets in linear programs, ORSA Journal on Computing 3, 157-168 (deletion filter).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from steelyard.plan.highs import quiet_highs
from steelyard.plan.movement.instance import Floats, Instance

WEEK = 7
PERSON = 0.5
"""People below which nobody counts as late."""

Group = tuple[str, str]
"""Kind (`fleet`, `floor`, `parking`, `country`, `country_all`, `demand`) and id."""


@dataclass(frozen=True)
class Conflict:
    """A smallest conflicting set.

    Attributes
    ----------
    groups
        Limits and demand, each of which the conflict needs.
    by
        First day by whose end it shows.
    late
        People who cannot have left by their due day, at the worst week's end.
    """

    groups: tuple[Group, ...]
    by: int
    late: float
    says: str

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        sets = [{"kind": kind, "id": id_} for kind, id_ in self.groups]
        return {"set": sets, "by_day": self.by, "late": self.late, "says": self.says}


class _Model:
    """Rows by group; lateness is what the programme makes least."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.weeks = -(-instance.days // WEEK)
        self.rows: list[tuple[Group, int, dict[int, float], float, float]] = []
        self.cost: list[float] = []
        self._variables()
        self._people()
        self._capacity()

    def new(self, cost: float = 0.0) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def _variables(self) -> None:
        i = self.instance
        self.fly: dict[tuple[int, int, int], int] = {}
        self.best: dict[tuple[int, int], Any] = {}
        self.move = np.zeros((len(i.queues), self.weeks), dtype=int)
        self.late = np.zeros((len(i.queues), self.weeks), dtype=int)
        for q, queue in enumerate(i.queues):
            for m in queue.missions:
                old = self.best.get((q, m.fleet))
                if old is None or m.use * m.days < old.use * old.days:
                    self.best[q, m.fleet] = m
            for w in range(self.weeks):
                self.move[q, w] = self.new()
                self.late[q, w] = self.new(1.0)
                for k in {m.fleet for m in queue.missions}:
                    self.fly[q, k, w] = self.new()

    def add(
        self, group: Group, week: int, row: dict[int, float], low: float, high: float
    ) -> None:
        self.rows.append((group, week, row, low, high))

    def _people(self) -> None:
        inf = float("inf")
        free: Group = ("", "")
        for q, queue in enumerate(self.instance.queues):
            released, due = np.cumsum(queue.release), queue.due
            so_far: dict[int, float] = {}
            for w in range(self.weeks):
                end = min((w + 1) * WEEK, self.instance.days) - 1
                so_far[int(self.move[q, w])] = 1.0
                self.add(free, w, dict(so_far), -inf, float(released[end]))
                lateness = {**so_far, int(self.late[q, w]): 1.0}
                self.add(("demand", queue.id), w, lateness, float(due[end]), inf)
                seats = {int(self.move[q, w]): 1.0}
                for (p, k), m in self.best.items():
                    if p == q:
                        seats[self.fly[q, k, w]] = -float(m.seats)
                self.add(free, w, seats, -inf, 0.0)

    def _capacity(self) -> None:
        i, inf = self.instance, float("inf")
        for w in range(self.weeks):
            span = range(w * WEEK, min((w + 1) * WEEK, i.days))
            fleet: dict[int, dict[int, float]] = defaultdict(dict)
            beyond: dict[int, dict[int, float]] = defaultdict(dict)
            ground: dict[str, dict[int, float]] = defaultdict(dict)
            people: dict[str, dict[int, float]] = defaultdict(dict)
            for (q, k), m in self.best.items():
                kind, v = i.fleets[k], self.fly[q, k, w]
                fleet[k][v] = m.use
                if kind.floor and m.days > kind.within:
                    beyond[k][v] = m.use
                for place in {i.queues[q].origin, i.queues[q].destination}:
                    if place in i.ground:
                        ground[place][v] = kind.ground_hours
            for q, queue in enumerate(i.queues):
                people[queue.country][int(self.move[q, w])] = 1.0
            for k, row in fleet.items():
                kind = i.fleets[k]
                hand = float(i.at_hand[k, span.start : span.stop].sum())
                self.add(("fleet", kind.id), w, row, -inf, hand * kind.available)
                if beyond[k]:
                    room = hand * (kind.available - kind.floor)
                    self.add(("floor", kind.id), w, beyond[k], -inf, max(room, 0.0))
            for place, row in ground.items():
                self.add(("parking", place), w, row, -inf, i.ground[place] * len(span))
            for country, row in people.items():
                if country in i.per_day:
                    top = float(i.per_day[country][span.start : span.stop].sum())
                    self.add(("country", country), w, row, -inf, top)
        self._so_far()

    def _so_far(self) -> None:
        """Add what missions must have used by the end of each week, and totals."""
        i, inf = self.instance, float("inf")
        for k, kind in enumerate(i.fleets):
            mine = {q: m for (q, f), m in self.best.items() if f == k}
            for w in range(self.weeks if mine else 0):
                end = min((w + 1) * WEEK, i.days)
                row = {}
                for q, m in mine.items():
                    for s in range(w + 1):
                        days = min(m.days, max(1, end - (s + 1) * WEEK + 1))
                        row[self.fly[q, k, s]] = m.use * days
                hand = float(i.at_hand[k, :end].sum()) * kind.available
                self.add(("fleet", kind.id), w, row, -inf, hand)
        for country, top in i.in_all.items():
            row = {
                int(v): 1.0
                for q, queue in enumerate(i.queues)
                if queue.country == country
                for v in self.move[q]
            }
            if row:
                last = self.weeks - 1
                self.add(("country_all", country), last, row, -inf, float(top))


class _Filter:
    def __init__(self, model: _Model) -> None:
        import highspy

        self.model = model
        count, rows = len(model.cost), model.rows
        self.low = np.array([r[3] for r in rows])
        self.high = np.array([r[4] for r in rows])
        index = np.concatenate([np.fromiter(r[2], dtype=np.int32) for r in rows])
        value = np.concatenate([np.fromiter(r[2].values(), dtype=float) for r in rows])
        start = np.cumsum([0, *(len(r[2]) for r in rows)])
        matrix = sparse.csr_matrix((value, index, start), shape=(len(rows), count))
        by_column = matrix.tocsc()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(rows)
        lp.col_cost_ = np.array(model.cost)
        lp.col_lower_ = np.zeros(count)
        lp.col_upper_ = np.full(count, highspy.kHighsInf)
        lp.row_lower_, lp.row_upper_ = self.low, self.high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = by_column.indptr
        lp.a_matrix_.index_ = by_column.indices
        lp.a_matrix_.value_ = by_column.data
        self.highs = quiet_highs()
        self.highs.passModel(lp)
        self.group = [r[0] for r in rows]
        self.week = np.array([r[1] for r in rows])

    def late(self, dropped: set[Group], weeks: int) -> float:
        """Return person-weeks of lateness that cannot be avoided."""
        off = np.array([g in dropped for g in self.group])
        off |= (self.week >= weeks) & np.array([g[0] == "demand" for g in self.group])
        inf = self.highs.inf
        low = np.where(off, -inf, self.low)
        high = np.where(off, inf, self.high)
        every = np.arange(len(low), dtype=np.int32)
        self.highs.changeRowsBounds(len(low), every, low, high)
        self.highs.run()
        return float(self.highs.getInfo().objective_function_value)

    def worst(self) -> float:
        """Return people late at the worst week's end, in the last solution."""
        values = np.asarray(self.highs.getSolution().col_value)
        grid: Floats = values[self.model.late]
        return float(grid.sum(axis=0).max(initial=0.0))


def conflict(instance: Instance) -> Conflict | None:
    """Return why not all can leave on time; None if the relaxation can do it."""
    if not instance.queues:
        return None
    model = _Model(instance)
    tool = _Filter(model)
    if tool.late(set(), model.weeks) <= PERSON:
        return None
    worst = tool.worst()
    demand = sorted((q for q in instance.queues), key=lambda q: int(q.release.sum()))
    groups: list[Group] = [("demand", q.id) for q in demand]
    groups += sorted({g for g in tool.group if g[0] not in {"", "demand"}})
    dropped: set[Group] = set()
    for group in groups:
        if tool.late(dropped | {group}, model.weeks) > PERSON:
            dropped.add(group)
    kept = tuple(g for g in groups if g not in dropped)
    low, high = 1, model.weeks
    while low < high:
        middle = (low + high) // 2
        if tool.late(dropped, middle) > PERSON:
            high = middle
        else:
            low = middle + 1
    day = min(low * WEEK, instance.days) - 1
    return Conflict(kept, day, worst, _says(instance, kept, day))


WORDS = {
    "fleet": "the number of {title}",
    "floor": "the {title} kept within reach",
    "parking": "parking at {title}",
    "country": "what {title} takes in a day",
    "country_all": "what {title} takes in all",
    "demand": "the people of {title}",
}


def _says(instance: Instance, groups: tuple[Group, ...], day: int) -> str:
    from steelyard.plan.movement.report import day_name

    names = {k.id: k.title for k in instance.fleets} | instance.titles
    parts = [WORDS[kind].format(title=names.get(id_, id_)) for kind, id_ in groups]
    when = day_name(instance.start, day)
    return (
        f"Not everybody can leave on time: by {when}, these cannot all hold: "
        f"{', '.join(parts)}. Without any one of them the others could."
    )
