"""Rules made ready to run: static tests, readings, atoms, in order of derivation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from steelyard.casebook.schema.law import Rule

Literal: TypeAlias = tuple[str, str]
"""A proposition and one of its readings."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule with its conditions sorted by kind."""

    rule: Rule
    kind: str
    head: str
    actors: frozenset[str] | None
    places: frozenset[str] | None
    activities: frozenset[str] | None
    facts: frozenset[str]
    no_facts: frozenset[str]
    holds: tuple[str, ...]
    literals: tuple[Literal, ...]
    unless: tuple[str, ...]

    @property
    def id(self) -> str:
        """Id of the rule."""
        return self.rule.id

    def in_force(self, day: str) -> bool:
        """Tell whether the rule is law on a day (ISO text; both ends count)."""
        rule = self.rule
        return (rule.begins is None or rule.begins <= day) and (
            rule.until is None or day <= rule.until
        )

    @property
    def atoms(self) -> tuple[str, ...]:
        """Atoms on which the rule rests, for or against."""
        return self.holds + self.unless


def split(choice: str) -> Literal:
    """Split `PROP=READING`."""
    prop, reading = choice.split("=", 1)
    return prop, reading


def compile_rule(rule: Rule) -> Clause:
    """Sort a rule's conditions by kind; lists of the same kind intersect."""

    def listed(key: str) -> frozenset[str] | None:
        lists = [frozenset(getattr(c, key)) for c in rule.when if c.key == key]
        return frozenset.intersection(*lists) if lists else None

    def named(key: str) -> tuple[str, ...]:
        return tuple(getattr(c, key) for c in rule.when if c.key == key)

    return Clause(
        rule=rule,
        kind=rule.kind,
        head=rule.head,
        actors=listed("actor"),
        places=listed("place"),
        activities=listed("activity"),
        facts=frozenset(named("fact")),
        no_facts=frozenset(named("no_fact")),
        holds=named("holds"),
        literals=tuple(split(choice) for choice in named("reading")),
        unless=rule.unless,
    )


def in_order(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses so that every atom is derived before it is used.

    Raises
    ------
    graphlib.CycleError
        If an atom rests on itself; the second argument names the way round.
    """
    order = {atom: n for n, atom in enumerate(atom_order(clauses))}
    last = len(order)

    def rank(clause: Clause) -> int:
        return order[clause.head] if clause.kind == "define" else last

    return sorted(clauses, key=rank)


def atom_order(clauses: Iterable[Clause]) -> list[str]:
    """Return the atoms so that each comes after those on which it rests."""
    graph: TopologicalSorter[str] = TopologicalSorter()
    for clause in clauses:
        if clause.kind == "define":
            graph.add(clause.head, *clause.atoms)
        else:
            for atom in clause.atoms:
                graph.add(atom)
    return list(graph.static_order())


def cycle(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Return atoms that rest on one another in a ring, or nothing."""
    try:
        atom_order(clauses)
    except CycleError as error:
        return tuple(error.args[1])
    return ()
