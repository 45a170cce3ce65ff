"""Contested propositions, their readings side by side, and what turns on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Proposition, System, Verdict
from steelyard.law.book import Law
from steelyard.law.course import Actions
from steelyard.law.judge import judge
from steelyard.law.matrix import bare, judged
from steelyard.law.ruling import SYSTEMS, Json
from steelyard.law.source import LawSource, as_law


@dataclass(frozen=True)
class Turn:
    """An action that turns on a proposition, in one system."""

    action: str
    system: System
    by_reading: dict[str, Verdict]
    """Verdict if the proposition is read so and the others stay open."""


@dataclass(frozen=True)
class TurningPoint:
    """A contested proposition and what turns on it."""

    proposition: Proposition
    line: str
    turns: tuple[Turn, ...]

    def as_json(self) -> Json:
        """Return the question, the readings side by side, and what turns on them."""
        prop = self.proposition
        return {
            "id": prop.id,
            "question": prop.question,
            "readings": [reading.model_dump(mode="json") for reading in prop.readings],
            "consequence": prop.consequence,
            "standing": prop.standing,
            "line": self.line,
            "turns": [
                {"action": t.action, "system": t.system, "by_reading": t.by_reading}
                for t in self.turns
            ],
        }


def turning_points(
    source: LawSource,
    actions: Actions | None = None,
    as_of: str | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> list[TurningPoint]:
    """Return, for each contested proposition, which actions turn on it.

    Propositions that a profile or `readings` settle are left out; those on which
    nothing turns are kept, with no turns.
    """
    law = as_law(source)
    day, taken = as_of or law.as_of, law.take(profile, readings)
    turns: dict[str, list[Turn]] = {prop: [] for prop in law.readings}
    for action, acts in judged(law, actions).items():
        ruling = judge(law, acts, day, readings=taken)
        for system in SYSTEMS:
            for prop in ruling.system(system).depends_on:
                verdicts = _by_reading(law, acts, day, taken, prop, system)
                turns[prop].append(Turn(action, system, verdicts))
    return [
        TurningPoint(prop, law.line(prop.id), tuple(turns[prop.id]))
        for prop in law.file.propositions
        if prop.id not in taken
    ]


def _by_reading(
    law: Law,
    acts: Sequence[Act],
    day: str,
    taken: Mapping[str, str],
    prop: str,
    system: System,
) -> dict[str, Verdict]:
    return {
        reading: getattr(bare(law, acts, day, {**taken, prop: reading}), system)
        for reading in law.readings[prop]
        if not law.clashes({**taken, prop: reading})
    }
