"""Rules that contradict themselves, run in a ring, never end, or add nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations

from steelyard.casebook.problems import Problem
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.yamlfile import Document
from steelyard.law.clauses import Clause, compile_rule, cycle


def check_rules(
    law: LawFile, document: Document, *, unused: bool = True
) -> list[Problem]:
    """Find rules that cannot do what they say.

    With `unused`, also propositions that no rule reads and atoms that none uses; a
    misspelt name would make the right one look unused.
    """
    clauses = [compile_rule(rule) for rule in law.rules]
    number = {clause.id: n for n, clause in enumerate(clauses)}

    def at(clause: Clause, key: str, message: str, mend: str = "") -> Problem:
        where = document.mark(("rules", number[clause.id], key))
        return Problem(where, f"rule '{clause.id}' {message}", mend)

    problems = [p for clause in clauses for p in _against_itself(clause, at)]
    problems += _ring(clauses, at)
    problems += _overlaps(clauses, at)
    if unused:
        problems += _unread(law, document, clauses)
    return problems


_At = Callable[..., Problem]


def _against_itself(clause: Clause, at: _At) -> Iterator[Problem]:
    for fact in sorted(clause.facts & clause.no_facts):
        message = f"wants '{fact}' both present and absent"
        yield at(clause, "when", message, "drop one of the two")
    for atom in sorted(set(clause.holds) & set(clause.unless)):
        message = f"needs '{atom}' and is blocked by it"
        yield at(clause, "unless", message, "drop one of the two")
    taken: dict[str, str] = {}
    for prop, reading in clause.literals:
        if taken.setdefault(prop, reading) != reading:
            message = f"reads '{prop}' as '{taken[prop]}' and as '{reading}'"
            yield at(clause, "when", message, "write two rules")
    for key in ("actors", "places", "activities"):
        if getattr(clause, key) == frozenset():
            message = f"has lists of {key} with nothing in common"
            yield at(clause, "when", message, "widen one list, or drop it")
    rule = clause.rule
    if rule.begins and rule.until and rule.until < rule.begins:
        message = f"ends on {rule.until}, before it begins on {rule.begins}"
        yield at(clause, "until", message, "exchange `from` and `until`")
    if rule.kind == "authority" and rule.system == "international":
        message = "gives an authority in international law, where none is needed"
        yield at(clause, "system", message, "make it `domestic`, or a definition")


def _ring(clauses: list[Clause], at: _At) -> Iterator[Problem]:
    ring = cycle(clauses)
    if ring:
        atoms = set(ring)
        first = next(c for c in clauses if c.head in atoms and atoms & set(c.atoms))
        way = " -> ".join(ring)
        mend = "no atom may rest on itself: split one of them in two"
        key = "unless" if atoms & set(first.unless) else "when"
        yield at(first, key, f"closes a ring of atoms ({way})", mend)


def _overlaps(clauses: list[Clause], at: _At) -> Iterator[Problem]:
    groups: dict[tuple[str, str, str], list[Clause]] = {}
    for clause in clauses:
        key = (clause.kind, clause.head, clause.rule.system)
        groups.setdefault(key, []).append(clause)
    for group in groups.values():
        seen: set[frozenset[str]] = set()
        for wide, narrow in permutations(group, 2):
            pair = frozenset((wide.id, narrow.id))
            if pair not in seen and _covers(wide, narrow):
                seen.add(pair)
                message = f"adds nothing: '{wide.id}' covers every case of it"
                mend = f"drop '{narrow.id}', or narrow '{wide.id}'"
                yield at(narrow, "when", message, mend)


def _covers(wide: Clause, narrow: Clause) -> bool:
    """Tell whether `wide` fires whenever `narrow` does."""

    def within(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
        return other is None or (one is not None and one <= other)

    one, other = narrow.rule, wide.rule
    return (
        within(narrow.actors, wide.actors)
        and within(narrow.places, wide.places)
        and within(narrow.activities, wide.activities)
        and wide.facts <= narrow.facts
        and wide.no_facts <= narrow.no_facts
        and set(wide.holds) <= set(narrow.holds)
        and set(wide.literals) <= set(narrow.literals)
        and set(wide.unless) <= set(narrow.unless)
        and (other.begins or "") <= (one.begins or "")
        and (one.until or "9999") <= (other.until or "9999")
    )


def _unread(
    law: LawFile, document: Document, clauses: list[Clause]
) -> Iterator[Problem]:
    read = {literal for clause in clauses for literal in clause.literals}
    for n, prop in enumerate(law.propositions):
        if not any(name == prop.id for name, _ in read):
            yield Problem(
                document.mark(("propositions", n)),
                f"no rule reads the proposition '{prop.id}'",
                "write the rule that turns on it, or drop it",
            )
    used = {atom for clause in clauses for atom in clause.atoms}
    for n, rule in enumerate(law.rules):
        if rule.kind == "define" and rule.head not in used:
            yield Problem(
                document.mark(("rules", n, "then")),
                f"no rule uses the atom '{rule.head}'",
                "use it in `holds` or `unless`, or drop the rule",
            )


def overlapping(law: LawFile) -> list[tuple[str, str]]:
    """Return pairs of exceptions to the same rule that can hold of the same act.

    They do not clash, since neither outranks the other; but whoever changes one
    should know that the other remains.
    """
    clauses = [compile_rule(rule) for rule in law.rules]
    blocking = {atom for clause in clauses for atom in clause.unless}
    pairs = []
    for n, one in enumerate(clauses):
        for other in clauses[n + 1 :]:
            same = one.kind == other.kind == "define" and one.head == other.head
            if same and one.head in blocking and _meet(one, other):
                pairs.append((one.id, other.id))
    return pairs


def _meet(one: Clause, other: Clause) -> bool:
    def common(a: frozenset[str] | None, b: frozenset[str] | None) -> bool:
        return a is None or b is None or bool(a & b)

    readings = dict(one.literals)
    a, b = one.rule, other.rule
    return (
        common(one.actors, other.actors)
        and common(one.places, other.places)
        and common(one.activities, other.activities)
        and not one.facts & other.no_facts
        and not one.no_facts & other.facts
        and all(readings.get(prop, value) == value for prop, value in other.literals)
        and (a.begins or "") <= (b.until or "9999")
        and (b.begins or "") <= (a.until or "9999")
    )
