"""How well do the checked cells guard the rules? A mutation measure.

Each rule, condition, value of a list, defeater and date is dropped in turn. A
mutant survives if no cell and no option says otherwise. Survivors that differ from
the original on none of many acts drawn at random are listed as equivalent, by name.

    python benchmarks/law_mutation.py [CASE/law.yaml] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Cell, Condition, LawFile, Option, Rule
from steelyard.law import Law, load_law
from steelyard.law.check_cells import of_cell, of_option
from steelyard.law.clauses import Clause, compile_rule
from steelyard.law.outcome import outcomes

SHIPPED = Path(__file__).parents[1] / "src/steelyard/casebooks/sr309/law.yaml"
LISTS = ("actor", "place", "activity")
RANDOM_ACTS = 3000


@dataclass(frozen=True)
class Mutant:
    """A law file with one change."""

    name: str
    rule: int
    """Position of the rule that was changed."""
    changed: Rule | None
    """The rule as changed, or nothing if it was dropped."""


def mutants(file: LawFile) -> Iterator[Mutant]:
    """Iterate over all mutants of a law file."""
    for n, rule in enumerate(file.rules):
        yield Mutant(f"{rule.id}: rule dropped", n, None)
        for m, condition in enumerate(rule.when):
            text = _text(condition)
            rest = rule.when[:m] + rule.when[m + 1 :]
            yield Mutant(f"{rule.id}: without {text}", n, _with(rule, when=rest))
            yield from _narrowed(rule, n, m, condition)
        for atom in rule.unless:
            rest_ = tuple(a for a in rule.unless if a != atom)
            name = f"{rule.id}: not defeated by {atom}"
            yield Mutant(name, n, _with(rule, unless=rest_))
        for key, label in (("begins", "from"), ("until", "until")):
            if getattr(rule, key):
                name = f"{rule.id}: without {label}"
                yield Mutant(name, n, _with(rule, **{key: None}))


def _narrowed(rule: Rule, n: int, m: int, condition: Condition) -> Iterator[Mutant]:
    values = getattr(condition, condition.key)
    if condition.key not in LISTS or len(values) < 2:
        return
    for value in values:
        kept = tuple(v for v in values if v != value)
        narrow = Condition.model_validate({condition.key: kept})
        when = (*rule.when[:m], narrow, *rule.when[m + 1 :])
        yield Mutant(
            f"{rule.id}: {condition.key} not {value}", n, _with(rule, when=when)
        )


def _with(rule: Rule, **change: Any) -> Rule:
    return rule.model_copy(update=change)


def _text(condition: Condition) -> str:
    value = getattr(condition, condition.key)
    shown = "/".join(value) if isinstance(value, tuple) else value
    return f"{condition.key} {shown}"


def mutate(file: LawFile, mutant: Mutant) -> Law:
    """Return the law with one change."""
    middle = () if mutant.changed is None else (mutant.changed,)
    rules = file.rules[: mutant.rule] + middle + file.rules[mutant.rule + 1 :]
    return Law(file.model_copy(update={"rules": rules}))


def touches(clause: Clause, act: Act) -> bool:
    """Tell whether a rule's tests on an act hold, so that a change could matter."""
    facts = set(act.facts)
    return (
        (clause.actors is None or act.actor in clause.actors)
        and (clause.places is None or act.place in clause.places)
        and (clause.activities is None or act.activity in clause.activities)
        and clause.facts <= facts
        and not clause.no_facts & facts
    )


def survives(
    file: LawFile, mutant: Mutant, checks: list[tuple[Cell | Option, tuple[Act, ...]]]
) -> bool:
    """Tell whether no cell and no option notices a mutant."""
    clauses = [compile_rule(file.rules[mutant.rule])]
    if mutant.changed is not None:
        clauses.append(compile_rule(mutant.changed))
    law: Law | None = None
    for check, acts in checks:
        if not any(touches(clause, act) for clause in clauses for act in acts):
            continue
        law = law or mutate(file, mutant)
        found = (
            of_cell(law, check) if isinstance(check, Cell) else of_option(law, check)
        )
        if found:
            return False
    return True


def differs(file: LawFile, mutant: Mutant, draws: random.Random) -> bool:
    """Tell whether a mutant differs from the original on some act drawn at random.

    Acts are drawn around the changed rule and the definitions on which it rests:
    their words are likelier than others, so that a difference is likely to be met.
    """
    original, changed = Law(file), mutate(file, mutant)
    rule = file.rules[mutant.rule]
    dated = mutant.changed is not None and (mutant.changed.begins, mutant.changed.until)
    days = (original.as_of,)
    if dated is not False and dated != (rule.begins, rule.until):
        days = ("0001-01-01", *original.turning_days)
    likely = _words(file, rule)
    for _ in range(RANDOM_ACTS):
        act = _draw(file, likely, draws)
        for day in days:
            if _facts(original, act, day) != _facts(changed, act, day):
                return True
    return False


def _facts(law: Law, act: Act, day: str) -> object:
    """Return all that rules give, in every world over the propositions read."""
    outcome = outcomes(law, (act,), day)[0]
    space = outcome.space
    return [
        (kind, system, name, space.props, worlds & space.valid)
        for kind in ("authority", "bar", "duty")
        for system in ("domestic", "international")
        for name, worlds in sorted(outcome.of(kind, system).items())
        if worlds & space.valid
    ]


def _words(file: LawFile, rule: Rule) -> dict[str, set[str]]:
    """Collect the words of a rule, of what it rests on and of what rests on it."""
    clauses = [compile_rule(r) for r in file.rules]
    family = [compile_rule(rule)]
    heads = {rule.head} if rule.kind == "define" else set()
    atoms = set(family[0].atoms)
    for _ in clauses:
        grown = [
            c
            for c in clauses
            if c not in family
            and ((c.kind == "define" and c.head in atoms) or heads & set(c.atoms))
        ]
        if not grown:
            break
        family += grown
        for clause in grown:
            atoms |= set(clause.atoms)
            if clause.kind == "define" and heads & set(clause.atoms):
                heads.add(clause.head)
    return {
        "actor": set().union(*(c.actors or () for c in family)),
        "place": set().union(*(c.places or () for c in family)),
        "activity": set().union(*(c.activities or () for c in family)),
        "facts": set().union(*(c.facts | c.no_facts for c in family)),
    }


def _draw(file: LawFile, likely: dict[str, set[str]], draws: random.Random) -> Act:
    vocab = file.vocab

    def word(key: str, known: dict[str, str]) -> str:
        if likely[key] and draws.random() < 0.75:
            return draws.choice(sorted(likely[key]))
        return draws.choice(list(known))

    facts = {fact for fact in sorted(likely["facts"]) if draws.random() < 0.5}
    facts |= {draws.choice(list(vocab.facts)) for _ in range(draws.randrange(5))}
    return Act(
        actor=word("actor", vocab.actor),
        activity=word("activity", vocab.activity),
        place=word("place", vocab.place),
        facts=tuple(sorted(facts)),
    )


def measure(path: Path) -> dict[str, Any]:
    """Run all mutants of a law file and report the surviving share."""
    file = load_law(path).file
    checks: list[tuple[Cell | Option, tuple[Act, ...]]] = [
        *((cell, (cell.act,)) for cell in file.cells),
        *((option, option.acts) for option in file.options),
    ]
    every = list(mutants(file))
    alive = [mutant for mutant in every if survives(file, mutant, checks)]
    draws = random.Random(1)
    equivalent = [m.name for m in alive if not differs(file, m, draws)]
    names = [m.name for m in alive]
    return {
        "mutants": len(every),
        "cells": len(file.cells),
        "survivors": len(names),
        "share": len(names) / len(every),
        "share_without_equivalent": (len(names) - len(equivalent))
        / (len(every) - len(equivalent)),
        "equivalent": equivalent,
        "surviving": [name for name in names if name not in equivalent],
    }


def main() -> int:
    """Print the measure; exit 1 if 12 % or more survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("law", nargs="?", type=Path, default=SHIPPED)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.law)
    if options.json:
        print(json.dumps(result, indent=2))
    else:
        print(f"{result['mutants']} mutants, {result['survivors']} survive", end=" ")
        print(f"({result['share']:.1%}) {result['cells']} cells")
        print("no difference found (equivalent):")
        for name in result["equivalent"]:
            print(f"  {name}")
        print("surviving:")
        for name in result["surviving"]:
            print(f"  {name}")
    return int(result["share"] >= 0.12)


if __name__ == "__main__":
    sys.exit(main())
