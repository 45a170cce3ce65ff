"""Why-trees: which rules fired, what defeated what, and on whose reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import System
from steelyard.law.book import Law
from steelyard.law.clauses import Clause
from steelyard.law.implicants import primes
from steelyard.law.judge import GAP, verdict_of
from steelyard.law.outcome import Outcome, outcomes

State: TypeAlias = Literal["yes", "no", "depends"]
"""Holds in all worlds that count, in none, or in some."""


@dataclass(frozen=True)
class Why:
    """One line of a why-tree, with what it rests on."""

    kind: str
    """`system`, `need`, `authority`, `bar`, `definition`, `lifts`, `reading`,
    `gap` or `note`."""
    state: State
    says: str
    id: str = ""
    """Rule, or proposition and reading."""
    cites: tuple[str, ...] = ()
    short_cite: str = ""
    """The first citation in short, and how many more there are."""
    line: str = ""
    """File and line to change if one disagrees."""
    given: tuple[str, ...] = ()
    """Words of the act on which the rule rests."""
    children: tuple[Why, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the tree as data."""
        return {
            "kind": self.kind,
            "state": self.state,
            "says": self.says,
            "id": self.id,
            "cites": list(self.cites),
            "short_cite": self.short_cite,
            "line": self.line,
            "given": list(self.given),
            "children": [child.as_json() for child in self.children],
        }

    def walk(self) -> Iterator[Why]:
        """Iterate over the tree, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def why(
    law: Law,
    act: Act,
    as_of: str | None = None,
    taken: Mapping[str, str] | None = None,
) -> tuple[Why, Why]:
    """Explain the verdicts on one act, at home and in international law.

    Parameters
    ----------
    law, act
        The law and the act.
    as_of
        ISO date; the law's own date if left out.
    taken
        Readings taken as given, by proposition.
    """
    law.check_act(act)
    outcome = outcomes(law, (act,), as_of or law.as_of, taken)[0]
    teller = _Teller(law, outcome)
    return teller.system("domestic"), teller.system("international")


class _Teller:
    """Builds the trees of one outcome."""

    def __init__(self, law: Law, outcome: Outcome) -> None:
        self.law = law
        self.outcome = outcome
        self.space = outcome.space
        self.derived: dict[str, list[Clause]] = {}
        for clause in outcome.clauses:
            if clause.kind == "define":
                self.derived.setdefault(clause.head, []).append(clause)

    def state(self, worlds: int) -> State:
        verdict = verdict_of(self.space, worlds)
        return {"lawful": "yes", "unlawful": "no", "depends": "depends"}[verdict]  # type: ignore[return-value]

    def system(self, system: System) -> Why:
        verdict = verdict_of(self.space, self.outcome.lawful(system))
        needs = [self.bars(system)]
        if system == "domestic":
            needs = [self.authority(), *needs, *self.notes()]
        state = self.state(self.outcome.lawful(system))
        return Why("system", state, f"{system}: {verdict}", children=tuple(needs))

    def authority(self) -> Why:
        rules = self.rules("authority", "domestic")
        granted = self.outcome.any_of("authority")
        children = tuple(self.rule(clause, "authority") for clause in rules)
        if not granted & self.space.valid:
            says = f"{GAP}: nothing in the file gives it (the file may have a gap)"
            children = (Why("gap", "no", says), *children)
        says = "an authority must be there"
        return Why("need", self.state(granted), says, children=children)

    def bars(self, system: System) -> Why:
        rules = self.rules("bar", system)
        free = ~self.outcome.any_of("bar", system)
        says = "no bar may stand" if rules else "no bar applies"
        children = tuple(self.rule(clause, "bar") for clause in rules)
        return Why("need", self.state(free), says, children=children)

    def notes(self) -> Iterator[Why]:
        """Say where an authority without a free way, or a free way without one."""
        granted = self.outcome.any_of("authority")
        barred = self.outcome.any_of("bar")
        if not (granted | barred) & self.space.valid:
            return
        lifted = primes(self.space, ~barred & ~granted & self.space.full)
        if lifted and self.rules("bar", "domestic"):
            says = "Lifting a bar is not an authority; there is none if "
            yield Why("note", "no", says + _readings(self.space.props, lifted[0]))
        blocked = primes(self.space, barred & granted)
        if blocked and blocked[0]:
            says = "An authority does not lift a bar; one stands if "
            yield Why("note", "no", says + _readings(self.space.props, blocked[0]))

    def rules(self, kind: str, system: System) -> list[Clause]:
        return [
            clause
            for clause in self.outcome.clauses
            if clause.kind == kind and clause.rule.system == system
        ]

    def rule(self, clause: Clause, kind: str) -> Why:
        rule = clause.rule
        children: list[Why] = [self.reading(*literal) for literal in clause.literals]
        for atom in clause.holds:
            children.extend(self.atom(atom, "definition"))
        for atom in clause.unless:
            children.extend(self.atom(atom, "lifts"))
        named = f"{clause.head}: " if kind in {"authority", "bar"} else ""
        return Why(
            kind,
            self.state(self.outcome.fires[clause.id]),
            f"{named}{rule.says}",
            clause.id,
            self.law.cite(rule.cites, rule.pin),
            self.law.short_cite(rule.cites, rule.pin),
            self.law.line(clause.id),
            self.given(clause),
            tuple(children),
        )

    def atom(self, atom: str, kind: str) -> Iterable[Why]:
        return [self.rule(clause, kind) for clause in self.derived.get(atom, ())]

    def given(self, clause: Clause) -> tuple[str, ...]:
        act = self.outcome.act
        words = []
        if clause.actors is not None:
            words.append(act.actor)
        if clause.activities is not None:
            words.append(act.activity)
        if clause.places is not None:
            words.append(act.place)
        words += sorted(clause.facts)
        return (*words, *(f"no {fact}" for fact in sorted(clause.no_facts)))

    def reading(self, prop: str, wanted: str) -> Why:
        for proposition in self.law.file.propositions:
            if proposition.id == prop:
                reading = next(r for r in proposition.readings if r.id == wanted)
                held = "; ".join(f"{h.who} ({h.weight})" for h in reading.holders)
                cites = tuple(
                    dict.fromkeys(c for h in reading.holders for c in h.cites)
                )
                key = f"{prop}={wanted}"
                return Why(
                    "reading",
                    self.state(self.space.literal(prop, wanted)),
                    f"if {prop} is read as {wanted}: {reading.says} Held by: {held}",
                    key,
                    self.law.cite(cites),
                    self.law.short_cite(cites),
                    self.law.line(key),
                )
        raise KeyError(prop)


def _readings(order: tuple[str, ...], cube: Iterable[tuple[str, str]]) -> str:
    pairs = sorted(cube, key=lambda literal: order.index(literal[0]))
    return " + ".join("=".join(pair) for pair in pairs) or "nothing else is read"
