"""Rulings: what the judge answers, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import System, Verdict
from steelyard.law.clauses import Literal

Json: TypeAlias = dict[str, Any]

SYSTEMS: tuple[System, System] = ("domestic", "international")

NOTICE = "Not legal advice: it states what follows if a reading is taken."


@dataclass(frozen=True)
class Voice:
    """Somebody on record for every reading of a set."""

    who: str
    weights: tuple[str, ...]
    """Weight of the voice on each reading, in the set's order."""


@dataclass(frozen=True)
class ReadingSet:
    """Readings that together settle a verdict, whatever else is read."""

    readings: tuple[Literal, ...]
    voices: tuple[Voice, ...]
    because: tuple[str, ...] = ()
    """For a negative: `barred by ...` or `no authority in this casebook`."""

    @property
    def remark(self) -> str:
        """Who is known to hold all of it, or that nobody is on record."""
        if not self.readings:
            return "whatever is read"
        if not self.voices:
            return "nobody is on record for this combination"
        return "held together by " + "; ".join(v.who for v in self.voices)

    def pairs(self) -> list[Json]:
        """Return the readings as data."""
        return [{"id": prop, "reading": reading} for prop, reading in self.readings]


@dataclass(frozen=True)
class Ground:
    """An authority, bar or duty that is there in all or some worlds."""

    name: str
    rules: tuple[str, ...]
    always: bool


@dataclass(frozen=True)
class SystemRuling:
    """The answer in one system of law."""

    system: System
    verdict: Verdict
    depends_on: tuple[str, ...]
    lawful_if: tuple[ReadingSet, ...]
    barred_if: tuple[ReadingSet, ...]
    under: tuple[Ground, ...]
    """Authorities that are there on some reading."""
    bars: tuple[Ground, ...]
    """Bars that stand on some reading."""
    gaps: tuple[Act, ...]
    """Acts for which this casebook knows no authority on any reading."""

    def as_json(self) -> Json:
        """Return the ruling as data; `lawful_if` holds lists of readings."""
        return {
            "verdict": self.verdict,
            "depends_on": list(self.depends_on),
            "lawful_if": [s.pairs() for s in self.lawful_if],
            "barred_if": [s.pairs() for s in self.barred_if],
            "lawful_if_held_by": [_voices(s) for s in self.lawful_if],
            "barred_if_held_by": [_voices(s) for s in self.barred_if],
            "under": [_ground(g) for g in self.under],
            "barred_by": [_ground(g) for g in self.bars],
            "no_authority_in_this_casebook": [
                act.model_dump(mode="json") for act in self.gaps
            ],
        }


@dataclass(frozen=True)
class Ruling:
    """The judge's answer for acts that stand together."""

    as_of: str
    taken: dict[str, str]
    """Readings taken as given."""
    acts: tuple[Act, ...]
    domestic: SystemRuling
    international: SystemRuling
    duties: tuple[Ground, ...]
    """Checklist; duties never change a verdict."""

    def system(self, name: str) -> SystemRuling:
        """Return the ruling in one system."""
        return self.domestic if name == "domestic" else self.international

    def as_json(self) -> Json:
        """Return the ruling as data, with the keys that other programs rely on."""
        return {
            "as_of": self.as_of,
            "notice": NOTICE,
            "taken": dict(self.taken),
            "acts": [act.model_dump(mode="json") for act in self.acts],
            "domestic": self.domestic.as_json(),
            "international": self.international.as_json(),
            "duties": [_ground(g) for g in self.duties],
        }


def _voices(held: ReadingSet) -> Json:
    return {
        "voices": [{"who": v.who, "weights": list(v.weights)} for v in held.voices],
        "remark": held.remark,
        "because": list(held.because),
    }


def _ground(ground: Ground) -> Json:
    return {
        "name": ground.name,
        "rules": list(ground.rules),
        "always": ground.always,
    }
