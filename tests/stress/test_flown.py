"""A plan as it is flown, against closed forms."""

from __future__ import annotations

from pathlib import Path

import fed_case
import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.plan.movement.schedule import Schedule, schedule
from steelyard.stress.flown import AsFlown, as_flown

FLOWN = """
flown:
  target: on_time
  cancelled: cancelled
  grounded: grounded
  refusals: refusals
  refusal_length: long
  links: [{link: shuttle, destinations: [camp]}]
"""
MORE = """
  cancelled: {value: 0, range: [0, 1], unit: ratio, basis: assumed, source: [example]}
  grounded: {value: 0, range: [0, 1], unit: ratio, basis: assumed, source: [example]}
  refusals: {value: 0, range: [0, 9], unit: 1/year, basis: assumed, source: [example]}
  long: {value: 0, range: [0, 999], unit: day, basis: assumed, source: [example]}
"""
MANY = 400


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """45 people a day for 100 days, a bus of 45 seats each day."""
    folder: Path = tmp_path_factory.mktemp("fed")
    return fed_case.case(folder, 4500, 45, flown=FLOWN, more=MORE)


@pytest.fixture(scope="module")
def plan(casebook: Casebook) -> Schedule:
    found = schedule(casebook, "contract")
    assert found is not None
    return found


def fly(
    casebook: Casebook, plan: Schedule, futures: int = MANY, **values: float
) -> AsFlown:
    draws = {
        id_: np.full(futures, values.get(id_, q.value))
        for id_, q in casebook.quantities.items()
    }
    return as_flown(casebook, plan, draws, {}, futures=np.arange(futures), seed=3)


def test_a_plan_as_rows(plan: Schedule) -> None:
    """One flight a day for 100 days; seats by day add up."""
    assert plan.links == ("shuttle",)
    assert plan.demand == ("crews",)
    assert plan.planned[0, :100].tolist() == [45] * 100
    assert plan.planned.sum() == plan.moved.sum() == plan.release.sum() == 4500
    assert plan.feasible
    assert 0 <= plan.gap < 1


def test_a_margin_plans_for_more(casebook: Casebook) -> None:
    """Twice the people, and twice the seats for them at least."""
    found = schedule(casebook, "contract", margin={"shuttle": 2.0})
    assert found is not None
    assert found.release.sum() == found.due[0, -1] == 9000
    assert found.planned.sum() >= 9000


def test_a_course_without_its_action_has_none(casebook: Casebook) -> None:
    """Nobody is brought to the camp."""
    assert schedule(casebook, "nothing") is None


def test_nothing_is_lost_where_nothing_can_be(
    casebook: Casebook, plan: Schedule
) -> None:
    """Seats as planned, in every future."""
    found = fly(casebook, plan, 3)
    assert (found.seats["shuttle"] == plan.planned[0]).all()
    assert not any(lost.any() for lost in found.lost.values())
    assert found.people().tolist() == [4500.0] * 3


def test_cancelled_flights_are_a_share(casebook: Casebook, plan: Schedule) -> None:
    """Each of 100 flights alone, with 0.3: mean and variance are the binomial's."""
    found = fly(casebook, plan, cancelled=0.3)
    lost = found.lost["cancelled"]
    assert abs(lost.mean() - 30) < 4 * np.sqrt(21 / MANY)
    assert abs(lost.var() / 21 - 1) < 4 * np.sqrt(2 / MANY)
    assert (found.seats["shuttle"].sum(axis=1) == 45 * (100 - lost)).all()


def test_grounded_buses(casebook: Casebook, plan: Schedule) -> None:
    """With one bus at hand, every day on which it is down is lost."""
    found = fly(casebook, plan, grounded=0.2, buses=1)
    lost = found.lost["without_aircraft"]
    assert abs(lost.mean() - 20) < 4 * np.sqrt(16 / MANY)
    assert not found.lost["cancelled"].any()


def test_a_country_that_stops(casebook: Casebook, plan: Schedule) -> None:
    """Spells that never end: day t is refused with 1 - exp(-rate t)."""
    found = fly(casebook, plan, refusals=3.0, long=999)
    open_ = (found.seats["shuttle"][:, :100] > 0).mean(axis=0)
    t = np.arange(100)
    exact = np.exp(-3.0 * t / 365.25)
    spread = np.sqrt(np.maximum(exact * (1 - exact), 1e-6) / MANY)
    assert (np.abs(open_ - exact) < 4.5 * spread + 1e-3).all()
    assert open_[0] == 1.0


def test_as_many_spells_as_there_are(casebook: Casebook, plan: Schedule) -> None:
    """Spells of half a day, a fifth of a day apart in the mean: two days of seven free.

    There are more than are drawn at a time, and late days are as free as early ones.
    """
    found = fly(casebook, plan, refusals=5 * 365.25, long=0.5)
    late = found.seats["shuttle"][:, 60:100] > 0
    early = found.seats["shuttle"][:, 5:20] > 0
    assert abs(late.mean() - early.mean()) < 0.03
    assert late.mean() == pytest.approx(0.2 / 0.7, abs=0.03)


def test_what_is_at_hand_and_aboard(casebook: Casebook, plan: Schedule) -> None:
    """No bus, no seats; smaller buses, fewer seats."""
    none = fly(casebook, plan, 2, buses=0)
    assert not none.seats["shuttle"].any()
    assert none.lost["without_aircraft"].tolist() == [100.0, 100.0]
    small = fly(casebook, plan, 2, bus_seats=30)
    assert small.seats["shuttle"].sum(axis=1).tolist() == [3000.0, 3000.0]
    assert small.people().tolist() == [3000.0, 3000.0]


def test_a_future_is_the_same_among_others(casebook: Casebook, plan: Schedule) -> None:
    """Luck is keyed by the future's number and the flight."""
    values = {"cancelled": 0.3, "grounded": 0.2, "refusals": 3.0, "long": 9.0}
    many = fly(casebook, plan, 9, **values)
    few = fly(casebook, plan, 4, **values)
    assert np.array_equal(many.seats["shuttle"][:4], few.seats["shuttle"])


def test_a_casebook_that_does_not_say(tiny: Casebook, plan: Schedule) -> None:
    """Refused by name."""
    with pytest.raises(ValueError, match="feeds no link from a plan"):
        as_flown(tiny, plan, {}, {}, futures=np.arange(1), seed=1)
