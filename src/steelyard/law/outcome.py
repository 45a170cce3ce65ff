"""What follows for one act: which rules fire in which worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from steelyard.casebook.schema.actions import Act
from steelyard.law.book import Law
from steelyard.law.clauses import Clause
from steelyard.law.space import Space


@dataclass(frozen=True)
class Outcome:
    """An act over all worlds; every value is a set of worlds of `space`."""

    act: Act
    space: Space
    clauses: tuple[Clause, ...]
    """Rules whose tests on the act hold and that can fire, in order."""
    fires: dict[str, int] = field(default_factory=dict)
    """Rule id to the worlds in which it fires."""
    atoms: dict[str, int] = field(default_factory=dict)
    """Atom to the worlds in which it is derived."""

    def of(self, kind: str, system: str = "domestic") -> dict[str, int]:
        """Return what rules of a kind give, by name: worlds in which it is given."""
        given: dict[str, int] = {}
        for clause in self.clauses:
            if clause.kind == kind and clause.rule.system == system:
                worlds = given.get(clause.head, 0) | self.fires[clause.id]
                given[clause.head] = worlds
        return given

    def any_of(self, kind: str, system: str = "domestic") -> int:
        """Return the worlds in which some rule of a kind fires."""
        worlds = 0
        for clause in self.clauses:
            if clause.kind == kind and clause.rule.system == system:
                worlds |= self.fires[clause.id]
        return worlds

    def lawful(self, system: str) -> int:
        """Return the worlds in which the act is lawful.

        At home an authority must fire and no bar; abroad no bar may fire.
        """
        barred = self.any_of("bar", system)
        granted = self.any_of("authority") if system == "domestic" else self.space.full
        return granted & ~barred


def relevant(law: Law, act: Act, day: str) -> tuple[Clause, ...]:
    """Return the rules that can fire for an act on a day, in order.

    Rules that rest on an atom that cannot be derived are dropped, and definitions
    that no remaining rule uses.
    """
    used: set[str] = set()
    needed: list[Clause] = []
    for clause in reversed(possible(law, act, day)):
        if clause.kind != "define" or clause.head in used:
            needed.append(clause)
            used.update(clause.holds, clause.unless)
    return tuple(reversed(needed))


def possible(law: Law, act: Act, day: str) -> list[Clause]:
    """Return the rules whose tests on the act hold and whose atoms can be derived."""
    bits = law.static(act) & law.in_force(day)
    kept: list[Clause] = []
    atoms: set[str] = set()
    while bits:
        low = bits & -bits
        bits ^= low
        clause = law.clauses[low.bit_length() - 1]
        if all(atom in atoms for atom in clause.holds):
            kept.append(clause)
            if clause.kind == "define":
                atoms.add(clause.head)
    return kept


def contested(clauses: Iterable[Clause]) -> set[str]:
    """Return the propositions that some rule reads."""
    return {prop for clause in clauses for prop, _ in clause.literals}


def derive(act: Act, clauses: tuple[Clause, ...], space: Space) -> Outcome:
    """Run the rules over all worlds at once."""
    outcome = Outcome(act, space, clauses)
    atoms = outcome.atoms
    for clause in clauses:
        worlds = space.full
        for literal in clause.literals:
            worlds &= space.literal(*literal)
        for atom in clause.holds:
            worlds &= atoms.get(atom, 0)
        for atom in clause.unless:
            worlds &= ~atoms.get(atom, 0)
        outcome.fires[clause.id] = worlds
        if clause.kind == "define":
            atoms[clause.head] = atoms.get(clause.head, 0) | worlds
    return outcome


def outcomes(
    law: Law,
    acts: Iterable[Act],
    day: str,
    taken: Mapping[str, str] | None = None,
) -> list[Outcome]:
    """Run the rules for acts that stand together, over one set of worlds."""
    sliced = [(act, relevant(law, act, day)) for act in acts]
    props = set().union(*(contested(clauses) for _, clauses in sliced))
    space = law.space(props, taken or {})
    return [derive(act, clauses, space) for act, clauses in sliced]
