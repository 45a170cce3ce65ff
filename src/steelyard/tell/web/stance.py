"""How the reader wants the law read: a date, a voice, single readings.

All of it stands in the address: `as_of`, `profile`, and one `reading=PROP=READING`
for each question that is settled.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import QueryParams

from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.law import Law


@dataclass(frozen=True)
class Stance:
    """A date and the readings that are taken as given."""

    as_of: str
    profile: str = ""
    readings: dict[str, str] = field(default_factory=dict)

    def taken(self, law: Law) -> dict[str, str]:
        """Return every reading that is taken, by proposition.

        Raises
        ------
        CasebookError
            If one is unknown, or two exclude one another.
        """
        return law.take(self.profile or None, self.readings)

    def state(self) -> dict[str, Any]:
        """Return what stands for it in an address."""
        return {
            "as_of": self.as_of,
            "profile": self.profile,
            "reading": [f"{p}={r}" for p, r in self.readings.items()],
        }


def stance_of(law: Law, params: QueryParams) -> Stance:
    """Read a stance from an address.

    A form sends one field `take.PROP` for each question; links send
    `reading=PROP=READING`. Both are taken.

    Raises
    ------
    CasebookError
        If the date is no day.
    """
    day = params.get("as_of") or law.as_of
    try:
        day = datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        what = f"'{day[:40]}' is no day"
        raise CasebookError(
            [Problem(Mark("as_of"), what, "write a date as YYYY-MM-DD")]
        ) from None
    readings: dict[str, str] = {}
    for text in params.getlist("reading"):
        prop, _, reading = text.partition("=")
        readings[prop] = reading
    for key, value in params.multi_items():
        if key.startswith("take."):
            readings[key.removeprefix("take.")] = value
    kept = {p: r for p, r in readings.items() if r}
    return Stance(day, params.get("profile", ""), kept)
