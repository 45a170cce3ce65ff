"""Standards of care, legal clocks and the ladder's gates, as page one names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.tell.material import Material
from steelyard.tell.show import number, percent, rounded

_FAILED = ("not before", "not in the course")


@dataclass(frozen=True)
class Held:
    """A course: how often care or a clock is breached, and by how much at the median.

    Attributes
    ----------
    care, clocks
        Share of futures with any, in words.
    days, late
        Person-days above the room that a standard of care leaves; people past a clock:
        median, and the middle two thirds of futures.
    """

    course: str
    care: str
    days: str
    clocks: str
    late: str


@dataclass(frozen=True)
class Gate:
    """A precondition that courses pass unmet, with the proposal's own sentence."""

    what: str
    quote: str
    courses: tuple[str, ...]


def care(m: Material) -> list[Held]:
    """Return what each course does to people held; nothing if none were simulated."""
    found = []
    for course in m.courses:
        table = m.run.table(course)
        if "people.care_breaches" not in table.column_names:
            return []
        days = table.column("people.care_breaches").to_numpy()
        late = table.column("people.breaches").to_numpy()
        found.append(
            Held(
                course,
                percent(float((days > 0).mean())),
                _band(days),
                percent(float((late > 0).mean())),
                _band(late),
            )
        )
    return found


def _band(values: NDArray[np.float64]) -> str:
    """Write the median and the middle two thirds, as the card does."""
    low, middle, high = (
        number(rounded(float(v))) for v in np.quantile(values, [1 / 6, 0.5, 5 / 6])
    )
    return middle if low == high else f"{middle} ({low} to {high})"


def gates(m: Material) -> list[Gate]:
    """Return preconditions that a course climbs past unmet, and which courses."""
    data = m.exhibit("ladder")
    if data is None:
        return []
    named: dict[str, dict[str, Any]] = {}
    for course in data["courses"]:
        for gate in course["gates"]:
            if gate["status"] in _FAILED:
                item = named.setdefault(gate["precondition"], {"courses": {}, **gate})
                item["courses"][course["id"]] = None
    told = data["ladder"]["preconditions"]
    return [
        Gate(told[id_]["says"], g["quote"], tuple(g["courses"]))
        for id_, g in named.items()
    ]
