"""Near misses: authorities that an act does not have, and what it lacks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from steelyard.casebook.schema.actions import Act
from steelyard.law.book import Law
from steelyard.law.clauses import Clause
from steelyard.law.judge import judge
from steelyard.law.outcome import possible
from steelyard.law.ruling import Json, Ruling

_PRICE = {"fact": 2, "no_fact": 2, "place": 2, "actor": 3, "activity": 12, "atom": 12}
"""How far a missing condition is from the act: a change of activity is another act."""


@dataclass(frozen=True)
class Lack:
    """A condition that the act does not meet."""

    kind: str
    wanted: tuple[str, ...]
    """Words any of which would do; the first is tried."""

    def __str__(self) -> str:
        words = " or ".join(self.wanted[:3]) + (" ..." if len(self.wanted) > 3 else "")
        return f"{self.kind.replace('no_fact', 'absence of')} {words}"


@dataclass(frozen=True)
class NearMiss:
    """An authority that would be there if the act had what it lacks."""

    rule: str
    authority: str
    says: str
    cites: tuple[str, ...]
    line: str
    lacks: tuple[Lack, ...]
    act: Act
    """The act with what it lacks."""
    ruling: Ruling
    """What would then be ruled."""

    def as_json(self) -> Json:
        """Return the near miss as data."""
        then = self.ruling
        return {
            "rule": self.rule,
            "authority": self.authority,
            "says": self.says,
            "cites": list(self.cites),
            "line": self.line,
            "lacks": [{"kind": x.kind, "wanted": list(x.wanted)} for x in self.lacks],
            "act": self.act.model_dump(),
            "domestic": then.domestic.verdict,
            "international": then.international.verdict,
            "lawful_if": [s.pairs() for s in then.domestic.lawful_if],
        }


def near_misses(
    law: Law,
    act: Act,
    as_of: str | None = None,
    taken: Mapping[str, str] | None = None,
    most: int = 7,
) -> list[NearMiss]:
    """Return the nearest authorities that the act does not have, nearest first.

    Only authorities for the same activity are near: another activity is another
    act. Each is tried: the ruling is that on the act with what it lacks.
    """
    law.check_act(act)
    day = as_of or law.as_of
    kept = possible(law, act, day)
    there = {clause.id for clause in kept}
    atoms = {clause.head for clause in kept if clause.kind == "define"}
    found = []
    for n, clause in enumerate(law.clauses):
        if clause.kind != "authority" or clause.id in there or not clause.in_force(day):
            continue
        lacks = tuple(_lacks(clause, act, atoms))
        price = sum(_PRICE[lack.kind] for lack in lacks)
        if lacks and price < _PRICE["activity"]:
            found.append((price, n, clause, lacks))
    return [
        _miss(law, clause, lacks, act, day, taken or {})
        for _, _, clause, lacks in sorted(found, key=lambda item: item[:2])[:most]
    ]


def _lacks(clause: Clause, act: Act, atoms: set[str]) -> Iterator[Lack]:
    for kind, word, allowed in (
        ("actor", act.actor, clause.actors),
        ("activity", act.activity, clause.activities),
        ("place", act.place, clause.places),
    ):
        if allowed is not None and word not in allowed:
            listed = next(getattr(c, kind) for c in clause.rule.when if c.key == kind)
            yield Lack(kind, tuple(w for w in listed if w in allowed))
    facts = set(act.facts)
    for fact in sorted(clause.facts - facts):
        yield Lack("fact", (fact,))
    for fact in sorted(clause.no_facts & facts):
        yield Lack("no_fact", (fact,))
    for atom in clause.holds:
        if atom not in atoms:
            yield Lack("atom", (atom,))


def _miss(
    law: Law,
    clause: Clause,
    lacks: tuple[Lack, ...],
    act: Act,
    day: str,
    taken: Mapping[str, str],
) -> NearMiss:
    words = {"actor": act.actor, "activity": act.activity, "place": act.place}
    facts = list(act.facts)
    for lack in lacks:
        if lack.kind in words:
            words[lack.kind] = lack.wanted[0]
        elif lack.kind == "fact":
            facts.append(lack.wanted[0])
        elif lack.kind == "no_fact":
            facts.remove(lack.wanted[0])
    supplied = Act(**words, facts=tuple(facts))
    rule = clause.rule
    return NearMiss(
        rule=clause.id,
        authority=clause.head,
        says=rule.says,
        cites=law.cite(rule.cites, rule.pin),
        line=law.line(clause.id),
        lacks=lacks,
        act=supplied,
        ruling=judge(law, supplied, day, readings=taken),
    )
