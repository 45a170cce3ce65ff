"""Lifts: people flown out a day by closed form and by programme, and as it was.

Nothing is calibrated: fleets, distances and ground limits go in, and what people were
moved judges. What a variant takes from after the window, it says.
"""

from __future__ import annotations

import numpy as np

from steelyard.casebook.bounds import bounds
from steelyard.casebook.check_lift import quantities
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis
from steelyard.casebook.schema.history import Lift, Variant
from steelyard.plan.movement.geometry import great_circle_km
from steelyard.plan.movement.past import Past, Programme
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import (
    BAND,
    DRAWS,
    Array,
    Outcome,
    Picture,
    Reckoned,
    Row,
    day,
)
from steelyard.stress.scores import Score
from steelyard.stress.streams import keys, uniforms

PEAK = "relative error of people on the busiest day"
DAYS = "error of people a day, summed over the days, over all who were moved"


class _Told:
    """One variant, reckoned: at the best values, and over draws of all ranges."""

    def __init__(self, casebook: Casebook, case: Lift, variant: Variant) -> None:
        self.variant = variant
        self.reads = tuple(variant.instead.get(i, i) for i in quantities(case))
        rests = {casebook.quantities[i].basis for i in self.reads}
        self.basis: Basis = max(rests, key=BASES.index)
        past = Past(casebook, case, variant)
        self.closed = past.closed_form()
        self.programme: Programme = past.programme()
        drawn = [
            Past(casebook, case, variant, values).closed_form()
            for values in _draws(casebook, case, variant)
        ]
        self.people: Array = np.array([c.least for c in drawn])
        self.flights: Array = np.array([c.least_flights for c in drawn])
        self.first = day(case.days[0])

    def at(self, series: list[tuple[int, float]]) -> tuple[Array, Array, Array, Array]:
        """Return what was told on the days of a series, its band, and what came."""
        days = [d - self.first for d, _ in series]
        low, high = np.quantile(self.people, BAND, axis=0)
        came = np.array([n for _, n in series])
        told = self.programme.people.astype(float)
        return told[days], low[days], high[days], came


def outcome(casebook: Casebook, case: Lift) -> Outcome:
    """Reckon a lift in each variant and judge it."""
    counts = Counts.read(casebook, case.table, case.case)
    first, last = (day(d) for d in case.days)
    moved = counts.series(case.moved.site, (case.moved.measure,))
    came = [c for c in moved if first <= c[0] <= last]
    known = [c for c in moved if c[0] <= day(case.window[1])]
    flown: list[tuple[int, float]] = []
    if case.flights:
        series = counts.series(case.flights.site, (case.flights.measure,))
        flown = [c for c in series if first <= c[0] <= last]
    told = [_Told(casebook, case, v) for v in case.variants]
    rules = _rules(casebook, case, known)
    scores = [s for t in told for s in _scores(case, t, came, rules)]
    rows = [r for t in told for r in _rows(t, came, flown)]
    shown = next(t for t in told if t.variant.id == case.shown)
    return Outcome(
        case.id,
        case.title,
        case.window,
        _inputs(casebook, case, shown),
        tuple(scores),
        tuple(rows),
        _picture(shown, known, came, day(case.window[1])) if last > first else None,
        (case.why_window,),
        lifts=tuple(_reckoned(t, came, flown) for t in told),
        shown=case.shown,
    )


def _draws(casebook: Casebook, case: Lift, variant: Variant) -> list[dict[str, float]]:
    """Return values of the quantities that a variant reads, even over their ranges.

    A range says nothing of what lies within it, so neither do the draws; the same for
    a quantity in each variant.
    """
    found: list[dict[str, float]] = [{} for _ in range(DRAWS)]
    for id_ in quantities(case):
        name = variant.instead.get(id_, id_)
        low, high = bounds(casebook.quantities[name])
        if not np.isfinite([low, high]).all():
            continue
        stream = keys(1, f"history.lift.{name}", np.arange(DRAWS))
        for values, u in zip(found, uniforms(stream, 1)[:, 0], strict=True):
            values[name] = low + float(u) * (high - low)
    return found


def _rules(
    casebook: Casebook, case: Lift, known: list[tuple[int, float]]
) -> dict[str, float]:
    """Return people a day by rules that no lift is needed for."""
    rules = {"persistence": known[-1][1]} if known else {}
    if case.announced:
        rules["announced"] = casebook.quantities[case.announced].value
    return rules


def _scores(
    case: Lift, told: _Told, came: list[tuple[int, float]], rules: dict[str, float]
) -> list[Score]:
    middle, low, high, actual = told.at(came)
    top = int(np.argmax(actual))
    alone = told.closed.people["aircraft"][[d - told.first for d, _ in came]]
    lines = {
        "aircraft_alone": alone,
        **{name: np.full(len(came), value) for name, value in rules.items()},
    }
    held = (low <= actual) & (actual <= high)
    note = told.variant.afterwards and f"known only later: {told.variant.afterwards}"
    found = [
        Score(
            f"{case.id}.{told.variant.id}",
            PEAK,
            abs(float(middle[top] / actual[top]) - 1),
            {n: abs(float(v[top] / actual[top]) - 1) for n, v in lines.items()},
            float(held[top]),
            1,
            note,
        )
    ]
    if len(came) > 1:
        total = float(actual.sum())
        found.append(
            Score(
                f"{case.id}.{told.variant.id}_by_day",
                DAYS,
                float(np.abs(middle - actual).sum()) / total,
                {n: float(np.abs(v - actual).sum()) / total for n, v in lines.items()},
                float(held.mean()),
                len(came),
                note,
            )
        )
    return found


def _rows(
    told: _Told, came: list[tuple[int, float]], flown: list[tuple[int, float]]
) -> list[Row]:
    middle, low, high, actual = told.at(came)
    top = int(np.argmax(actual))
    name = told.variant.title
    rows = [
        Row(
            f"people on the busiest day, {name}",
            float(middle[top]),
            float(low[top]),
            float(high[top]),
            float(actual[top]),
            "persons",
        )
    ]
    if len(came) > 1:
        days = [d - told.first for d, _ in came]
        sums = told.people[:, days].sum(axis=1)
        least, most = (float(v) for v in np.quantile(sums, BAND))
        says = f"people in {len(came)} days, {name}"
        total = float(actual.sum())
        rows.append(Row(says, float(middle.sum()), least, most, total, "persons"))
    on = dict(flown).get(came[top][0])
    if on is not None:
        d = came[top][0] - told.first
        least, most = (float(v) for v in np.quantile(told.flights[:, d], BAND))
        says = f"flights of the busiest day, {name}"
        flights = float(told.programme.flights[d])
        rows.append(Row(says, flights, least, most, on, "flights"))
    return rows


def _reckoned(
    told: _Told, came: list[tuple[int, float]], flown: list[tuple[int, float]]
) -> Reckoned:
    middle, low, high, actual = told.at(came)
    top = int(np.argmax(actual))
    d = came[top][0] - told.first
    people = told.closed.people
    return Reckoned(
        id=told.variant.id,
        title=told.variant.title,
        afterwards=told.variant.afterwards,
        aircraft=float(people["aircraft"][d]),
        origin=float(people["origin"][d]),
        bases=float(people["bases"][d]),
        binds=told.closed.binds,
        closed_form=float(told.closed.least[d]),
        programme=float(middle[top]),
        low=float(low[top]),
        high=float(high[top]),
        flights=int(told.programme.flights[d]),
        came=float(actual[top]),
        came_on=came[top][0],
        came_mean=float(actual.mean()),
        told_mean=float(middle.mean()),
        came_flights=dict(flown).get(came[top][0]),
        basis=told.basis,
        quantities=told.reads,
        problems=told.programme.problems,
    )


def _inputs(casebook: Casebook, case: Lift, shown: _Told) -> dict[str, float]:
    """Return what went in, in words and numbers."""
    places = case.places
    home = places[case.origin]
    found = {
        f"kilometres to {places[b].title}": great_circle_km(
            (home.lat, home.lon), (places[b].lat, places[b].lon)
        )
        for b in case.bases
    }
    past = Past(casebook, case, shown.variant)
    for id_, fleet in case.fleets.items():
        found[f"{fleet.title} at hand"] = float(past.at_hand(id_)[-1])
        if id_ in shown.closed.round_trip:
            hours = shown.closed.round_trip[id_]
            found[f"hours under way of a round trip, {fleet.title}"] = hours
            found[f"hours a day, {fleet.title}"] = past.kinds[id_].hours_per_day
            found[f"people on one, {fleet.title}"] = float(past.kinds[id_].seats)
    return found


def _picture(
    told: _Told,
    known: list[tuple[int, float]],
    came: list[tuple[int, float]],
    until: int,
) -> Picture:
    middle = told.programme.people.astype(float)
    low, high = np.quantile(told.people, BAND, axis=0)
    days = told.first + np.arange(len(middle), dtype=float)
    return Picture.of(days, (low, middle, high), known, came, until)
