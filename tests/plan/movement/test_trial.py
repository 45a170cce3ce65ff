"""Trials keep their books: what is left and what it costs is what it says."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from steelyard.plan.movement.basing import start_basing, supply
from steelyard.plan.movement.checker import check
from steelyard.plan.movement.instance import Instance
from steelyard.plan.movement.packed import pack
from steelyard.plan.movement.paths import Paths, paths_of
from steelyard.plan.movement.price_all import Pricer
from steelyard.plan.movement.search import Search
from steelyard.plan.movement.tally import take
from steelyard.plan.movement.trial import lift, place, tail_cost, trials

spec = importlib.util.spec_from_file_location(
    "small", Path(__file__).with_name("conftest.py")
)
assert spec
assert spec.loader
small_module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small_module)
make = small_module.make


def begin(instance: Instance) -> Search:
    """Return a plan in which every queue has been inserted."""
    packed = pack(instance)
    paths = paths_of(instance, start_basing(instance))
    search = Search(instance, packed, Pricer(packed).costs, paths)
    search.build(np.arange(packed.queues), 0.0)
    return search


def recount(search: Search) -> np.ndarray:
    """Return what is left of all rows, counted from the flights alone."""
    p, s = search.packed, search.state
    paths = Paths(search.paths.kind, search.paths.home, s.hub)
    left = supply(search.instance, p, paths.basing(p.types, p.hubs))
    take(s.flights, 0, p.entry, p.row, p.offset, p.amount, -1.0, left)
    return left


@pytest.mark.parametrize("seed", range(3))
def test_what_is_left_is_what_flights_leave(seed: int) -> None:
    """After many trials, with changes of base, parking and a country's total."""
    instance = make(seed, 4, 24, slack=0.9, floor=0.3)
    place_ = instance.queues[0].destination
    instance = replace(
        instance,
        ground={"HUB1": 40.0, place_: 20.0},
        in_all={instance.queues[0].country: 300},
    )
    search = begin(instance)
    added = trials(
        search.given, search.state, search.saved, np.random.default_rng(seed), 1.0, 400
    )
    assert search.state.left == pytest.approx(recount(search), abs=1e-6)
    assert (search.state.left > -1e-6).all()
    assert search.state.all_left[0] == 300 - search.state.moved[0].sum()
    before = search.total + added
    found = search.found()
    assert found.cost == pytest.approx(before, rel=1e-9)
    checked = check(instance, found)
    assert checked.problems == ()
    assert checked.cost == pytest.approx(found.cost * 1e3, rel=1e-9)


def test_a_trial_that_does_not_pay_is_undone() -> None:
    """Without heat the cost never rises."""
    search = begin(make(2, 4, 24, slack=0.9))
    rng = np.random.default_rng(3)
    for _ in range(200):
        assert trials(search.given, search.state, search.saved, rng, 0.0, 1) <= 1e-9


@pytest.mark.parametrize("span", [(0, 20), (3, 9), (8, 20), (14, 15)])
def test_planning_a_spell_anew_costs_no_more(span: tuple[int, int]) -> None:
    """With aircraft in plenty what is planned anew is at least as cheap."""
    search = begin(make(3, 1, 20, slack=30.0, floor=0.0))
    g, s = search.given, search.state
    before = tail_cost(g, s, 0, 0)
    lift(g, s, 0, *span)
    place(g, s, 0, *span, 0.0)
    assert tail_cost(g, s, 0, 0) <= before + 1e-9
    lift(g, s, 0, 0, 20)
    assert s.left == pytest.approx(search.saved.left)


def test_a_spell_repairs_what_is_bad_in_it() -> None:
    """A plan with a spell taken out comes back to the optimum of one queue."""
    search = begin(make(3, 1, 20, slack=30.0, floor=0.0))
    g, s = search.given, search.state
    best = tail_cost(g, s, 0, 0)
    lift(g, s, 0, 4, 12)
    s.moved[0, 4:] = 0
    for t in range(12, 20):
        lift(g, s, 0, t, t + 1)
    place(g, s, 0, 4, 20, 0.0)
    assert tail_cost(g, s, 0, 0) == pytest.approx(best, rel=1e-9)
