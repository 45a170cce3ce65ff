"""Flips: the single fact, place, actor, date or reading that changes a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Verdict
from steelyard.law.book import Law
from steelyard.law.judge import lawful_worlds, verdict_of
from steelyard.law.outcome import outcomes
from steelyard.law.ruling import SYSTEMS, Json


@dataclass(frozen=True)
class Flip:
    """A single change and the verdicts that follow."""

    kind: str
    """`fact`, `no_fact`, `place`, `actor`, `date`, `reading`."""
    to: str
    """The fact added or taken away, the other place, the date, `PROP=READING`."""
    domestic: Verdict
    international: Verdict

    def as_json(self) -> Json:
        """Return the flip as data."""
        return {
            "kind": self.kind,
            "to": self.to,
            "domestic": self.domestic,
            "international": self.international,
        }


def flips(
    law: Law,
    act: Act,
    as_of: str | None = None,
    taken: Mapping[str, str] | None = None,
) -> list[Flip]:
    """Return every single change that alters a verdict on the act.

    Facts that were not given count as false; whoever does not know one should ask,
    and this list says which are worth asking.
    """
    law.check_act(act)
    day, given = as_of or law.as_of, dict(taken or {})
    before = verdicts(law, act, day, given)
    found = []
    for kind, to, changed, when, readings in _changes(law, act, day, given):
        after = verdicts(law, changed, when, readings)
        if after != before:
            found.append(Flip(kind, to, *after))
    return found


def verdicts(
    law: Law, act: Act, day: str, taken: Mapping[str, str]
) -> tuple[Verdict, Verdict]:
    """Return the bare verdicts on an act."""
    found = outcomes(law, (act,), day, taken)
    space = found[0].space
    home, abroad = (
        verdict_of(space, lawful_worlds(found, space, system)) for system in SYSTEMS
    )
    return home, abroad


def _changes(
    law: Law, act: Act, day: str, taken: dict[str, str]
) -> Iterator[tuple[str, str, Act, str, dict[str, str]]]:
    vocab = law.file.vocab

    def other(**words: Any) -> Act:
        return act.model_copy(update=words)

    for fact in act.facts:
        rest = tuple(f for f in act.facts if f != fact)
        yield "no_fact", fact, other(facts=rest), day, taken
    for fact in vocab.facts:
        if fact not in act.facts:
            yield "fact", fact, other(facts=(*act.facts, fact)), day, taken
    for place in vocab.place:
        if place != act.place:
            yield "place", place, other(place=place), day, taken
    for actor in vocab.actor:
        if actor != act.actor:
            yield "actor", actor, other(actor=actor), day, taken
    for when in _days(law, day):
        yield "date", when, act, when, taken
    for prop, readings in law.readings.items():
        for reading in readings:
            changed = {**taken, prop: reading}
            if taken.get(prop) != reading and not law.clashes(changed):
                yield "reading", f"{prop}={reading}", act, day, changed


def _days(law: Law, day: str) -> list[str]:
    """Return the first day of each other period of unchanged law."""
    first = "0001-01-01"
    periods = (first, *law.turning_days)
    here = max(start for start in periods if start <= day)
    before = [start for start in periods if start not in (here, first)]
    return ([first] if here != first else []) + before
