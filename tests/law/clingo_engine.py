"""A second engine: the same YAML compiled to an answer-set program.

It shares nothing with `steelyard.law` but the schema of the file: rules become
clauses with negation as failure, worlds are choices, and clingo does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import clingo

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import LawFile, Rule


def _id(name: str) -> str:
    return "x" + re.sub(r"[^a-z0-9]", lambda m: f"_{ord(m.group()):02x}", name)


def compile_law(file: LawFile, day: str) -> str:
    """Return the program for the law in force on a day."""
    lines = []
    vocab = file.vocab
    for key, words in (
        ("actor", vocab.actor),
        ("place", vocab.place),
        ("activity", vocab.activity),
    ):
        lines.append(f"1{{{'; '.join(f'{key}({_id(w)})' for w in words)}}}1.")
    lines.extend(f"{{fact({_id(fact)})}}." for fact in vocab.facts)
    for prop in file.propositions:
        picks = "; ".join(f"pick({_id(prop.id)},{_id(r.id)})" for r in prop.readings)
        lines.append(f"1{{{picks}}}1.")
    for rule in file.rules:
        if (rule.begins or "") <= day <= (rule.until or "9999-99-99"):
            lines.extend(_rule(rule))
    lines.append("lawful(domestic) :- granted, not barred(domestic).")
    lines.append("lawful(international) :- not barred(international).")
    lines.append("#show lawful/1. #show fires/1.")
    return "\n".join(lines)


def _rule(rule: Rule) -> Iterable[str]:
    name = _id(rule.id)
    body = []
    for n, condition in enumerate(rule.when):
        key = condition.key
        value = getattr(condition, key)
        if isinstance(value, tuple):
            yield from (f"ok({name},{n}) :- {key}({_id(word)})." for word in value)
            body.append(f"ok({name},{n})")
        elif key == "fact":
            body.append(f"fact({_id(value)})")
        elif key == "no_fact":
            body.append(f"not fact({_id(value)})")
        elif key == "holds":
            body.append(f"atom({_id(value)})")
        else:
            prop, reading = value.split("=")
            body.append(f"pick({_id(prop)},{_id(reading)})")
    body += [f"not atom({_id(atom)})" for atom in rule.unless]
    yield f"fires({name}) :- {', '.join(body)}."
    kind, head = rule.then.split(" ")
    if kind == "define":
        yield f"atom({_id(head)}) :- fires({name})."
    elif kind == "authority":
        yield f"granted :- fires({name})."
    elif kind == "bar":
        yield f"barred({rule.system}) :- fires({name})."


class Engine:
    """A grounded program that is asked about one act and one world at a time."""

    def __init__(self, file: LawFile, day: str) -> None:
        self.file = file
        self.control = clingo.Control(["--warn=none", "--models=2"])
        self.control.add("base", [], compile_law(file, day))
        self.control.ground([("base", [])])
        self.names = {_id(rule.id): rule.id for rule in file.rules}
        vocab = file.vocab
        self.words = [
            (key, word, _symbol(key, word))
            for key, known in (
                ("actor", vocab.actor),
                ("place", vocab.place),
                ("activity", vocab.activity),
            )
            for word in known
        ]
        self.facts = [(fact, _symbol("fact", fact)) for fact in vocab.facts]
        self.picks = [
            (prop.id, r.id, _symbol("pick", prop.id, r.id))
            for prop in file.propositions
            for r in prop.readings
        ]

    def ask(self, act: Act, world: Mapping[str, str]) -> tuple[set[str], set[str]]:
        """Return the systems in which the act is lawful, and the rules that fire."""
        assumed: list[Any] = [
            (symbol, word == getattr(act, key)) for key, word, symbol in self.words
        ]
        assumed += [(symbol, fact in act.facts) for fact, symbol in self.facts]
        assumed += [(symbol, world[prop] == r) for prop, r, symbol in self.picks]
        lawful: set[str] = set()
        fired: set[str] = set()
        with self.control.solve(assumptions=assumed, yield_=True) as handle:
            models = list(self._models(handle))
        assert len(models) == 1, "stratified: one stable model for each world"
        for symbol in models[0]:
            if symbol.name == "lawful":
                lawful.add(symbol.arguments[0].name)
            else:
                fired.add(self.names[symbol.arguments[0].name])
        return lawful, fired

    @staticmethod
    def _models(handle: Any) -> Iterable[list[clingo.Symbol]]:
        for model in handle:
            yield model.symbols(shown=True)


def _symbol(name: str, *words: str) -> clingo.Symbol:
    return clingo.Function(name, [clingo.Function(_id(word)) for word in words])
