"""Hold a lift of the past against itself: places, fleets, quantities, counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Lift

FLEET_UNITS = {
    "seats": "person",
    "seats_emergency": "person",
    "range": "kilometer",
    "speed": "kilometer/hour",
    "ground_time": "hour",
    "hours_per_day": "hour/day",
}
"""Units in which a fleet's quantities are taken."""
PLACE_UNITS = {
    "parking": "aircraft",
    "open_hours": "hour/day",
    "flights_per_day": "flight/day",
}
"""Units in which a place's quantities are taken."""


class _Check(Protocol):
    casebook: Casebook

    def add(self, route: tuple[str | int, ...], message: str, mend: str = "") -> None:
        """Add a problem."""

    def known(
        self, what: str, name: str, names: Iterable[str], *route: str | int
    ) -> bool:
        """Add a problem unless the name is one of the names."""

    def quantity(self, name: str | None, unit: str, *route: str | int) -> None:
        """Add a problem unless the quantity is there, and of the unit's kind."""


def check_lift(
    check: _Check, i: int, case: Lift, rows: list[dict[str, object]]
) -> None:
    """Add what is wrong with a lift.

    Parameters
    ----------
    i
        Number of the case in its file.
    rows
        Counts of its operation.
    """
    check.known("place", case.origin, case.places, i, "origin")
    for j, base in enumerate(case.bases):
        check.known("place", base, case.places, i, "bases", j)
    for id_, place in case.places.items():
        for name, unit in PLACE_UNITS.items():
            _positive(check, getattr(place, name), unit, i, "places", id_, name)
        for j, source in enumerate(place.source):
            known = check.casebook.sources
            check.known("source", source, known, i, "places", id_, "source", j)
    for id_ in case.fleets:
        _fleet(check, i, case, id_)
    _positive(check, case.queueing, "ratio", i, "queueing")
    check.quantity(case.announced, "person/day", i, "announced")
    _variants(check, i, case)
    _counts(check, i, case, rows)


def _positive(
    check: _Check, name: str | None, unit: str, i: int, *route: str | int
) -> None:
    """Add a problem unless the quantity is of the unit's kind and above zero."""
    check.quantity(name, unit, i, *route)
    quantity = check.casebook.quantities.get(name or "")
    if quantity is not None and min(quantity.value, bounds(quantity)[0]) <= 0:
        least = min(quantity.value, bounds(quantity)[0])
        what = f"'{name}' can be {least:g} {quantity.unit}"
        check.add((i, *route), what, "it must be above 0 throughout")


def _fleet(check: _Check, i: int, case: Lift, id_: str) -> None:
    fleet = case.fleets[id_]
    check.known("base", fleet.base, case.bases, i, "fleets", id_, "base")
    for name, unit in FLEET_UNITS.items():
        _positive(check, getattr(fleet, name), unit, i, "fleets", id_, name)
    before = 0.0
    for j, at in enumerate(fleet.available):
        route = ("fleets", id_, "available", j, "aircraft")
        check.quantity(at.aircraft, "aircraft", i, *route)
        quantity = check.casebook.quantities.get(at.aircraft)
        if quantity is None:
            continue
        if quantity.value < before:
            what = f"'{at.aircraft}' is {quantity.value:g}, after {before:g}"
            check.add((i, *route), what, "aircraft at hand may only become more")
        before = quantity.value
    times = {f.ground_time for f in case.fleets.values()}
    slots = any(p.flights_per_day for p in case.places.values())
    if slots and len(times) > 1:
        what = "flights_per_day with types of different time on the ground"
        check.add((i, "fleets", id_, "ground_time"), what, "give parking in its place")


def _variants(check: _Check, i: int, case: Lift) -> None:
    used = set(_quantities(case))
    seen: set[str] = set()
    for j, variant in enumerate(case.variants):
        if variant.id in seen:
            what = f"the variant '{variant.id}' is defined twice"
            check.add((i, "variants", j, "id"), what, "rename one")
        seen.add(variant.id)
        for old, new in variant.instead.items():
            route = ("variants", j, "instead", old)
            if not check.known("quantity of this lift", old, used, i, *route):
                continue
            quantity = check.casebook.quantities.get(old)
            if quantity is not None:
                _positive(check, new, quantity.unit, i, *route)
        if variant.emergency and not any(
            f.seats_emergency for f in case.fleets.values()
        ):
            what = "no type of this lift has seats_emergency"
            check.add((i, "variants", j, "emergency"), what, "give some, or say false")


def _quantities(case: Lift) -> Iterable[str]:
    """Return the quantities that a lift reads."""
    yield case.queueing
    for fleet in case.fleets.values():
        yield from (at.aircraft for at in fleet.available)
        yield from _named(fleet, FLEET_UNITS)
    for place in case.places.values():
        yield from _named(place, PLACE_UNITS)


def _named(record: object, names: Mapping[str, str]) -> Iterable[str]:
    return (id_ for id_ in (getattr(record, name) for name in names) if id_)


def quantities(case: Lift) -> tuple[str, ...]:
    """Return the quantities that a lift reads, each once, in order."""
    return tuple(dict.fromkeys(_quantities(case)))


def _counts(check: _Check, i: int, case: Lift, rows: list[dict[str, object]]) -> None:
    """Add a problem for a judged day with two counts, or if none is judged."""
    days = [
        str(row["date"])
        for row in rows
        if (row["site"], row["measure"]) == (case.moved.site, case.moved.measure)
        and case.days[0] <= str(row["date"]) <= case.days[1]
        and row["value"] is not None
    ]
    if not days:
        span = f"{case.days[0]} to {case.days[1]}"
        check.add((i, "moved"), f"no count from {span}", "nothing would judge the lift")
    twice = sorted({day for day in days if days.count(day) > 1})
    if twice:
        check.add((i, "moved"), f"two counts on {twice[0]}", "one a day")
