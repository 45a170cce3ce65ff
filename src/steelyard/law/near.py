"""Near misses: authorities that an act does not have, and what it lacks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from steelyard.casebook.schema.actions import Act
from steelyard.law.book import Law
from steelyard.law.clauses import Clause
from steelyard.law.judge import judge
from steelyard.law.outcome import possible
from steelyard.law.ruling import Json, Ruling

_PRICE = {"fact": 2, "no_fact": 2, "place": 2, "actor": 3, "activity": 12}
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
            "act": self.act.model_dump(mode="json"),
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
    there = {clause.id for clause in possible(law, act, day)}
    search = _Search(law, act, day)
    found = []
    for n, clause in enumerate(law.clauses):
        if clause.kind != "authority" or clause.id in there or not clause.in_force(day):
            continue
        lacks = search.lacks(clause)
        if lacks and _price(lacks) < _PRICE["activity"]:
            found.append((_price(lacks), n, clause, lacks))
    return [
        _miss(law, clause, lacks, act, day, taken or {})
        for _, _, clause, lacks in sorted(found, key=lambda item: item[:2])[:most]
    ]


def _price(lacks: tuple[Lack, ...]) -> int:
    return sum(_PRICE[lack.kind] for lack in lacks)


class _Search:
    """Finds what an act lacks for a rule, through the definitions it rests on."""

    def __init__(self, law: Law, act: Act, day: str) -> None:
        self.act = act
        self.atoms: dict[str, list[Clause]] = {}
        for clause in law.clauses:
            if clause.kind == "define" and clause.in_force(day):
                self.atoms.setdefault(clause.head, []).append(clause)

    def lacks(self, clause: Clause) -> tuple[Lack, ...] | None:
        """Return the fewest lacks, or nothing if no act could meet the rule."""
        ways = [self.missing(way) for way in self.ways(clause)]
        return min((way for way in ways if way is not None), key=_price, default=None)

    def ways(self, clause: Clause) -> Iterator[tuple[Clause, ...]]:
        """Iterate over the sets of rules by which a rule can come to fire."""
        options = [
            [
                way
                for definition in self.atoms.get(atom, ())
                for way in self.ways(definition)
            ]
            for atom in clause.holds
        ]
        for chosen in product(*options):
            yield (clause, *(rule for way in chosen for rule in way))

    def missing(self, rules: tuple[Clause, ...]) -> tuple[Lack, ...] | None:
        """Return what the act lacks for all of some rules together."""
        found: list[Lack] = []
        for kind, word, sets in (
            ("actor", self.act.actor, [rule.actors for rule in rules]),
            ("activity", self.act.activity, [rule.activities for rule in rules]),
            ("place", self.act.place, [rule.places for rule in rules]),
        ):
            given = [allowed for allowed in sets if allowed is not None]
            allowed = frozenset.intersection(*given) if given else frozenset({word})
            if not allowed:
                return None
            if word not in allowed:
                found.append(Lack(kind, _ordered(rules, kind, allowed)))
        facts = set(self.act.facts)
        wanted = frozenset().union(*(rule.facts for rule in rules))
        unwanted = frozenset().union(*(rule.no_facts for rule in rules))
        if wanted & unwanted:
            return None
        found += [Lack("fact", (fact,)) for fact in sorted(wanted - facts)]
        found += [Lack("no_fact", (fact,)) for fact in sorted(unwanted & facts)]
        return tuple(found)


def _ordered(
    rules: tuple[Clause, ...], kind: str, allowed: frozenset[str]
) -> tuple[str, ...]:
    """Return the allowed words in the order of the rule that names them."""
    for rule in rules:
        for condition in rule.rule.when:
            if condition.key == kind:
                return tuple(w for w in getattr(condition, kind) if w in allowed)
    return tuple(sorted(allowed))


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
        else:
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
