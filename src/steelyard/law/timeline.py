"""How verdicts changed with the law: the data of an as-of slider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.law.course import Actions
from steelyard.law.matrix import Pair, bare, judged
from steelyard.law.ruling import Json
from steelyard.law.source import LawSource, as_law


@dataclass(frozen=True)
class Period:
    """Verdicts from a day on, until the next period."""

    begins: str
    verdicts: Pair

    def as_json(self) -> Json:
        """Return the period as data."""
        return {"from": self.begins, **self.verdicts.as_json()}


def timeline(
    source: LawSource,
    actions: Actions | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> dict[str, list[Period]]:
    """Return how the verdicts on each action changed with the law.

    The first period begins on 0001-01-01 and stands for the law before any change
    that the file records; it says nothing of law that the file leaves out.
    """
    law = as_law(source)
    taken = law.take(profile, readings)
    table: dict[str, list[Period]] = {}
    for action, acts in judged(law, actions).items():
        periods: list[Period] = []
        for day in ("0001-01-01", *law.turning_days):
            pair = bare(law, acts, day, taken)
            if not periods or periods[-1].verdicts != pair:
                periods.append(Period(day, pair))
        table[action] = periods
    return table
