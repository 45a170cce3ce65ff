"""A site that grows by plan and is filled to a share of its room.

Room grows by so many places a week from the last count in the window to the end of the
plan; the share that is filled is the geometric mean of the window's counts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtri

from steelyard.casebook.check_history import RAMP_UNITS
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Ramp
from steelyard.casebook.units import factor
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import (
    BAND,
    Array,
    Outcome,
    Picture,
    Row,
    day,
    iso,
)
from steelyard.stress.scores import Score

Room = Callable[[Array], Array]
"""Places on days."""


def outcome(casebook: Casebook, case: Ramp) -> Outcome:
    """Tell a ramp and judge it by later counts and means over spans."""
    last = day(case.window[1])
    counts = Counts.read(casebook, case.table, case.case)
    known = counts.until(last)
    rooms = known.series(case.site, ("capacity",))
    people = known.series(case.site, ("population",))
    if not rooms or not people:
        raise ValueError(
            f"case '{case.id}': the window needs counts of room and people"
        )
    value = _values(casebook, case)

    def room(days: Array) -> Array:
        at, persons = zip(*rooms, strict=True)
        seen = np.interp(days, at, persons)
        grown = persons[-1] + value["per_week"] * (days - at[-1]) / 7.0
        most = max(value["most"], persons[-1])
        return np.asarray(np.where(days <= at[-1], seen, np.minimum(grown, most)))

    shares = np.log([n / float(room(np.array([d]))[0]) for d, n in people])
    fill = float(np.exp(shares.mean()))
    spread = float(max(shares.std(ddof=1) if len(shares) > 1 else 0.0, value["spread"]))
    told = _told(case, counts, room, last)
    rows = []
    for says, days, came in told:
        middle = fill * float(room(days).mean())
        low, high = (middle * float(np.exp(spread * ndtri(q))) for q in BAND)
        rows.append(Row(says, middle, low, high, came, "persons"))
    inputs = {
        "share of the room that is filled": fill,
        "room at the window's end": float(room(np.array([last]))[0]),
        "places added a week": value["per_week"],
    }
    return Outcome(
        case.id,
        case.title,
        case.window,
        inputs,
        _score(case, rows, people[-1][1]),
        tuple(rows),
        _picture(fill, spread, room, people, counts, case, last),
        (case.why_window,),
    )


def _values(casebook: Casebook, case: Ramp) -> dict[str, float]:
    """Return the plan's numbers, in persons, persons a week and as a ratio."""
    found = {}
    for name, unit in RAMP_UNITS.items():
        quantity = casebook.quantities[getattr(case, name)]
        found[name] = quantity.value * factor(quantity.unit, unit)
    return found


def _told(
    case: Ramp, counts: Counts, room: Room, last: int
) -> list[tuple[str, Array, float]]:
    """Return what is judged: words, the days that it is a mean over, and what came."""
    found = [
        (f"people on {iso(d)}", np.array([float(d)]), n)
        for d, n in counts.after(last).series(case.site, ("population",))
    ]
    for measure, (begin, end) in case.means.items():
        series = [c for c in counts.series(case.site, (measure,)) if c[0] >= day(end)]
        days = np.arange(day(begin), day(end) + 1, dtype=float)
        if series and series[0][0] > last:
            found.append((f"mean from {begin} to {end}", days, series[0][1]))
    return found


def _score(case: Ramp, rows: list[Row], there: float) -> tuple[Score, ...]:
    if not rows:
        return ()
    return (
        Score(
            f"{case.id}.population",
            "relative error of the population, mean over counts and spans",
            float(np.mean([abs(r.told / r.came - 1) for r in rows])),
            {"persistence": float(np.mean([abs(there / r.came - 1) for r in rows]))},
            float(np.mean([r.held for r in rows])),
            len(rows),
        ),
    )


def _picture(
    fill: float,
    spread: float,
    room: Room,
    people: list[tuple[int, float]],
    counts: Counts,
    case: Ramp,
    last: int,
) -> Picture:
    spans = [day(end) for _, end in case.means.values()]
    until = max([last + 30, *spans])
    days = np.arange(people[0][0], until + 1, dtype=float)
    middle = fill * room(days)
    low, high = (middle * float(np.exp(spread * ndtri(q))) for q in BAND)
    after = counts.after(last).series(case.site, ("population",))
    return Picture.of(days, (low, middle, high), people, after, last)
