"""All that a lawyer would ask of a ruling, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Option
from steelyard.law.book import Law
from steelyard.law.flips import Flip, flips
from steelyard.law.judge import judge, the_acts
from steelyard.law.near import NearMiss, near_misses
from steelyard.law.ruling import Json, Ruling
from steelyard.law.source import LawSource, as_law
from steelyard.law.why import Why, why


@dataclass(frozen=True)
class ActWhy:
    """The reasons for the verdicts on one act."""

    act: Act
    domestic: Why
    international: Why
    near: tuple[NearMiss, ...] = ()
    flips: tuple[Flip, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """A ruling with its reasons, act by act."""

    title: str
    ruling: Ruling
    acts: tuple[ActWhy, ...]

    def as_json(self) -> Json:
        """Return the ruling with its reasons as data."""
        data = self.ruling.as_json()
        for system in ("domestic", "international"):
            data[system]["why"] = [getattr(a, system).as_json() for a in self.acts]
        data["title"] = self.title
        data["near_misses"] = [[n.as_json() for n in a.near] for a in self.acts]
        data["flips"] = [[f.as_json() for f in a.flips] for a in self.acts]
        return data


def explain(
    source: LawSource,
    what: Act | Option | str | Sequence[Act],
    as_of: str | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
    full: bool = True,
    title: str = "",
) -> Explanation:
    """Judge acts and give the reasons.

    Parameters
    ----------
    source, what, as_of, profile, readings
        As for `judge`.
    full
        Add near misses and flips, which take longer than the trees.
    title
        What is judged, in words; an option's name or the acts if left out.
    """
    law = as_law(source)
    acts = the_acts(law, what)
    taken = law.take(profile, readings)
    day = as_of or law.as_of
    reasons = []
    for act in acts:
        home, abroad = why(law, act, day, taken)
        near = tuple(near_misses(law, act, day, taken)) if full else ()
        change = tuple(flips(law, act, day, taken)) if full else ()
        reasons.append(ActWhy(act, home, abroad, near, change))
    ruling = judge(law, acts, day, readings=taken)
    return Explanation(title or _title(law, what, acts), ruling, tuple(reasons))


def _title(law: Law, what: object, acts: Sequence[Act]) -> str:
    if isinstance(what, str):
        return f"{what}: {law.options[what].name}"
    if isinstance(what, Option):
        return f"{what.id}: {what.name}"
    return "; ".join(in_words(act) for act in acts) or "no act"


def in_words(act: Act) -> str:
    """Return an act as one writes it on the command line."""
    facts = f", {'+'.join(act.facts)}" if act.facts else ""
    return f"{act.actor}, {act.activity}, {act.place}{facts}"
