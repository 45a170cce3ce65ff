"""Planted errors are found, each by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from steelyard.plan.movement.basing import Basing
from steelyard.plan.movement.checker import check
from steelyard.plan.movement.instance import Instance
from steelyard.plan.movement.search import Found
from steelyard.plan.movement.solve import Effort, solve


@pytest.fixture
def solved(small: Instance) -> tuple[Instance, Found]:
    """A small instance with a plan that holds."""
    found = solve(small, effort=Effort(first=20, steps=50, climbs=3, rounds=8))
    assert found is not None
    assert found.found.flights.any()
    assert check(small, found.found).feasible
    return small, found.found


def _more_people(i: Instance, p: Found) -> tuple[Instance, Found]:
    moved = p.moved.copy()
    moved[0, 0] += 10_000
    return i, replace(p, moved=moved)


def _more_flights(i: Instance, p: Found) -> tuple[Instance, Found]:
    return i, replace(p, flights=p.flights + 50)


def _more_aircraft(i: Instance, p: Found) -> tuple[Instance, Found]:
    return i, replace(p, basing=Basing(p.basing.at + 1, p.basing.moves))


def _closed(i: Instance, p: Found) -> tuple[Instance, Found]:
    shut = {c: np.zeros(i.days, dtype=np.int64) for c in i.per_day}
    return replace(i, per_day=shut), p


def _nobody_more(i: Instance, p: Found) -> tuple[Instance, Found]:
    return replace(i, in_all={q.country: 0 for q in i.queues}), p


def _no_parking(i: Instance, p: Found) -> tuple[Instance, Found]:
    return replace(i, ground={q.destination: 0.1 for q in i.queues}), p


def _short_range(i: Instance, p: Found) -> tuple[Instance, Found]:
    return replace(i, fleets=tuple(replace(k, range_km=10.0) for k in i.fleets)), p


def _high_floor(i: Instance, p: Found) -> tuple[Instance, Found]:
    kinds = tuple(replace(k, floor=k.available + 1) for k in i.fleets)
    return replace(i, fleets=kinds), p


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_more_people, "waiting leave"),
        (_more_flights, "aircraft used"),
        (_more_aircraft, "not based where it starts"),
        (_closed, "takes 0"),
        (_nobody_more, "takes 0"),
        (_no_parking, "on the ground"),
        (_short_range, "cannot fly"),
        (_high_floor, "within reach"),
    ],
)
def test_a_planted_error_is_found(
    solved: tuple[Instance, Found],
    spoil: Callable[[Instance, Found], tuple[Instance, Found]],
    says: str,
) -> None:
    """Each limit that is overrun is named."""
    problems = check(*spoil(*solved)).problems
    assert any(says in problem for problem in problems), problems[:5]


def test_emptier_seats_cost_no_less(solved: tuple[Instance, Found]) -> None:
    """Leaving people behind is never free: the cost is counted from the people."""
    instance, plan = solved
    none = replace(plan, moved=np.zeros_like(plan.moved))
    assert check(instance, none).cost > check(instance, plan).cost
