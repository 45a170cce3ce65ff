"""A lift of the past: closed form by hand, the programme within its rounding."""

from __future__ import annotations

import dataclasses

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.casebook.schema.history import (
    AtHand,
    Lift,
    LiftFleet,
    LiftPlace,
    Variant,
)
from steelyard.plan.movement.factors import mixed_flights
from steelyard.plan.movement.geometry import great_circle_km
from steelyard.plan.movement.past import Past

PLAIN = Variant(id="plain", title="plain")
VALUES = {
    "seats": (100, "person"),
    "crowded": (180, "person"),
    "reach": (5000, "kilometer"),
    "speed": (1000, "kilometer/hour"),
    "ground": (2, "hour"),
    "hours": (10, "hour/day"),
    "few": (3, "aircraft"),
    "more": (8, "aircraft"),
    "places": (2, "aircraft"),
    "open": (12, "hour/day"),
    "slots": (5, "flight/day"),
    "queueing": (0.8, "ratio"),
    "short": (100, "kilometer"),
}


@pytest.fixture(scope="module")
def book() -> Casebook:
    """Return a casebook whose quantities are those above."""
    welcome = open_casebook("welcome")
    like = welcome.quantities["queueing"]
    numbers = {
        name: like.model_copy(update={"value": value, "unit": unit, "range": None})
        for name, (value, unit) in VALUES.items()
    }
    return dataclasses.replace(welcome, quantities=numbers)


def lift(places: dict[str, str] | None = None, **changes: object) -> Lift:
    """Return ten days of a one-type lift over ten degrees of the equator."""
    fleet = LiftFleet(
        title="Aircraft",
        seats="seats",
        seats_emergency="crowded",
        range=str(changes.pop("range", "reach")),
        speed="speed",
        ground_time="ground",
        hours_per_day="hours",
        available=(
            AtHand(start="2000-01-01", aircraft="few"),
            AtHand(start="2000-01-12", aircraft="more"),
        ),
        base="there",
    )
    known = {
        "home": LiftPlace(title="Home", lat=0, lon=0, **(places or {})),
        "there": LiftPlace(title="There", lat=0, lon=10),
    }
    case = {
        "id": "lift", "kind": "lift", "title": "A lift", "table": "t", "case": "lift",
        "window": ("2000-01-01", "2000-01-05"), "days": ("2000-01-10", "2000-01-13"),
        "origin": "home", "bases": ("there",), "places": known,
        "fleets": {"type": fleet}, "queueing": "queueing",
        "moved": {"site": "home", "measure": "left"}, "variants": (PLAIN,),
        "shown": "plain", **changes,
    }  # fmt: skip
    return Lift.model_validate(case)


TRIP = 2 * (great_circle_km((0, 0), (0, 10)) / 1000 + 0.4)
"""Hours under way of a round trip: distance over speed and the time of each leg."""


def test_aircraft_times_sorties_times_seats(book: Casebook) -> None:
    """Three aircraft, then eight, each 10 hours a day over a round trip of 3.02."""
    found = Past(book, lift(), PLAIN).closed_form()
    assert found.round_trip["type"] == pytest.approx(TRIP)
    per_aircraft = 10 / TRIP * 100
    assert found.least == pytest.approx([3 * per_aircraft] * 2 + [8 * per_aircraft] * 2)
    assert found.binds == "aircraft"


def test_parking_bounds_it(book: Casebook) -> None:
    """Two places, 12 hours a day at 0.8, two hours a flight: 9.6 flights a day."""
    case = lift({"parking": "places", "open_hours": "open"})
    found = Past(book, case, PLAIN).closed_form()
    assert found.people["origin"] == pytest.approx([min(n, 9.6) * 100 for n in (
        3 * 10 / TRIP, 3 * 10 / TRIP, 8 * 10 / TRIP, 8 * 10 / TRIP)])  # fmt: skip
    assert found.binds == "origin"
    assert found.least_flights[-1] == pytest.approx(9.6)


def test_flights_said_outright_bound_it(book: Casebook) -> None:
    """Five flights a day of 180 people in an emergency."""
    crowded = Variant(id="plain", title="plain", emergency=True)
    found = Past(book, lift({"flights_per_day": "slots"}), crowded).closed_form()
    assert found.least == pytest.approx([900.0] * 4)


@pytest.mark.parametrize(
    "places",
    [{}, {"parking": "places", "open_hours": "open"}, {"flights_per_day": "slots"}],
)
def test_the_programme_is_the_closed_form_in_whole_flights(
    book: Casebook, places: dict[str, str]
) -> None:
    """Each day as many whole flights as fit, all full, and the check finds no fault.

    Aircraft that come on a later day are a type of their own, so that each of the two
    rounds by itself: at most one flight is lost to each.
    """
    past = Past(book, lift(places), PLAIN)
    plan, closed = past.programme(), past.closed_form()
    assert plan.problems == ()
    assert (plan.people == plan.flights * 100).all()
    assert (plan.people <= closed.least + 1e-9).all()
    assert (plan.people > closed.least - 200).all()


def test_a_variant_puts_one_quantity_in_place_of_another(book: Casebook) -> None:
    """And values of a draw go before the best ones."""
    variant = Variant(id="plain", title="plain", instead={"few": "more"})
    found = Past(book, lift(), variant).closed_form()
    assert found.least[0] == pytest.approx(8 * 10 / TRIP * 100)
    half = Past(book, lift(), PLAIN, {"seats": 50.0}).closed_form()
    assert half.least[0] == pytest.approx(3 * 10 / TRIP * 50)


def test_missions_over_several_days_are_planned_over_the_whole_time(
    book: Casebook,
) -> None:
    """With 2.5 hours a day a round trip takes two days: half the aircraft's days."""
    slow = dataclasses.replace(
        book,
        quantities={
            **book.quantities,
            "hours": book.quantities["hours"].model_copy(update={"value": 2.5}),
        },
    )
    past = Past(slow, lift(), PLAIN)
    plan = past.programme()
    assert plan.problems == ()
    assert plan.flights.sum() <= 3 * 2 / 2 + 8 * 2 / 2 + 8
    assert plan.flights.sum() >= 3 * 2 / 2 + 8 * 2 / 2


def test_nothing_reaches(book: Casebook) -> None:
    """Said in words."""
    with pytest.raises(ValueError, match="no type reaches any base"):
        Past(book, lift(range="short"), PLAIN).closed_form()


def test_types_share_a_place_by_people_per_use() -> None:
    """Ten hours: four flights of 100 people for 1 hour first, then 3 of 150 for 2."""
    assert mixed_flights([10, 4], [150, 100], [2, 1], 10) == pytest.approx([3, 4])
    assert mixed_flights([10, 4], [150, 100], [2, 1], None) == [10, 4]
    with pytest.raises(ValueError, match="take some of the place"):
        mixed_flights([1], [1], [0], 1)
