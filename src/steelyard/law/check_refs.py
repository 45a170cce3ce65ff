"""Names in a law file that nothing defines, or that stand twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Cell, LawFile
from steelyard.casebook.yamlfile import Document, Route
from steelyard.law.clauses import split


@dataclass
class _Refs:
    """The names that a file defines, and what was found wrong."""

    law: LawFile
    document: Document
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        law = self.law
        self.sources = {s.id for s in law.sources}
        self.readings = {p.id: [r.id for r in p.readings] for p in law.propositions}
        self.rules = {r.id for r in law.rules}
        self.atoms = {r.head for r in law.rules if r.kind == "define"}
        self.given = {
            kind: {r.head for r in law.rules if r.kind == kind}
            for kind in ("authority", "bar", "duty")
        }

    def add(self, route: Route, message: str, mend: str = "") -> None:
        self.problems.append(Problem(self.document.mark(route), message, mend))

    def need(
        self, kind: str, names: Iterable[str], known: Collection[str], route: Route
    ) -> None:
        for n, name in enumerate(names):
            if name not in known:
                self.add((*route, n), f"no {kind} '{name}'", nearest(name, known))

    def choice(self, text: str, route: Route) -> None:
        prop, reading = split(text)
        self.reading(prop, reading, route)

    def reading(self, prop: str, reading: str, route: Route) -> None:
        if prop not in self.readings:
            mend = nearest(prop, self.readings)
            self.add(route, f"no proposition '{prop}'", mend)
        elif reading not in self.readings[prop]:
            mend = nearest(reading, self.readings[prop])
            self.add(route, f"'{prop}' has no reading '{reading}'", mend)

    def act(self, act: Act | Cell, route: Route) -> None:
        vocab = self.law.vocab
        for key, word, known in (
            ("actor", act.actor, vocab.actor),
            ("activity", act.activity, vocab.activity),
            ("place", act.place, vocab.place),
        ):
            if word not in known:
                self.add((*route, key), f"no {key} '{word}'", nearest(word, known))
        self.need("fact", act.facts, vocab.facts, (*route, "facts"))


def check_refs(law: LawFile, document: Document) -> list[Problem]:
    """Find names that nothing defines, and names that stand twice."""
    refs = _Refs(law, document)
    _twice(refs)
    _propositions(refs)
    _rules(refs)
    _index(refs)
    _checked(refs)
    return refs.problems


def _twice(refs: _Refs) -> None:
    law = refs.law
    listed = {
        "sources": [s.id for s in law.sources],
        "authorities": [entry.id for entry in law.authorities],
        "limits": [entry.id for entry in law.limits],
        "propositions": [p.id for p in law.propositions],
        "profiles": [p.id for p in law.profiles],
        "rules": [r.id for r in law.rules],
        "options": [o.id for o in law.options],
        "cells": [c.id for c in law.cells],
    }
    for key, ids in listed.items():
        first: dict[str, int] = {}
        for n, id_ in enumerate(ids):
            if id_ in first:
                line = refs.document.mark((key, first[id_])).line
                mend = f"the first is on line {line}: rename one"
                refs.add((key, n), f"'{id_}' stands twice in {key}", mend)
            first.setdefault(id_, n)


def _propositions(refs: _Refs) -> None:
    law = refs.law
    for n, prop in enumerate(law.propositions):
        route: Route = ("propositions", n)
        ids = [reading.id for reading in prop.readings]
        if len(set(ids)) < len(ids):
            refs.add((*route, "readings"), f"'{prop.id}' has a reading twice")
        standing: Route = (*route, "standing_cites")
        refs.need("source", prop.standing_cites, refs.sources, standing)
        for m, reading in enumerate(prop.readings):
            for k, holder in enumerate(reading.holders):
                at: Route = (*route, "readings", m, "holders", k)
                refs.need("source", holder.cites, refs.sources, (*at, "cites"))
                if holder.party is not None:
                    party = holder.party
                    refs.need("party", [party], law.parties, (*at, "party"))
    for n, pair in enumerate(law.excludes):
        for m, choice in enumerate(pair.pair):
            refs.choice(choice, ("excludes", n, "pair", m))
        if split(pair.pair[0])[0] == split(pair.pair[1])[0]:
            mend = "readings of one proposition exclude one another anyway"
            refs.add(("excludes", n), "both readings are of one proposition", mend)
    for n, profile in enumerate(law.profiles):
        for prop_id, reading_id in profile.readings.items():
            refs.reading(prop_id, reading_id, ("profiles", n, "readings", prop_id))


def _rules(refs: _Refs) -> None:
    vocab = refs.law.vocab
    known: dict[str, Collection[str]] = {
        "actor": vocab.actor,
        "place": vocab.place,
        "activity": vocab.activity,
        "fact": vocab.facts,
        "no_fact": vocab.facts,
        "holds": refs.atoms,
    }
    for n, rule in enumerate(refs.law.rules):
        route: Route = ("rules", n)
        for m, condition in enumerate(rule.when):
            key = condition.key
            at: Route = (*route, "when", m, key)
            value = getattr(condition, key)
            if key == "reading":
                refs.choice(value, at)
                continue
            names = value if isinstance(value, tuple) else [value]
            kind = {"no_fact": "fact", "holds": "atom"}.get(key, key)
            refs.need(kind, names, known[key], at)
        refs.need("atom", rule.unless, refs.atoms, (*route, "unless"))
        refs.need("source", rule.cites, refs.sources, (*route, "cites"))
        if not rule.cites and rule.verified != "definition":
            mend = "cite a source, or mark it `verified: definition`"
            refs.add(route, f"rule '{rule.id}' cites nothing", mend)


def _index(refs: _Refs) -> None:
    law = refs.law
    limits = {entry.id for entry in law.limits}
    for key, entries in (("authorities", law.authorities), ("limits", law.limits)):
        for n, entry in enumerate(entries):
            route: Route = (key, n)
            refs.need("source", entry.cites, refs.sources, (*route, "cites"))
            refs.need("rule", entry.rules, refs.rules, (*route, "rules"))
            refs.need("limit", entry.limits, limits, (*route, "limits"))
            props = refs.readings
            refs.need("proposition", entry.contested, props, (*route, "contested"))


def _checked(refs: _Refs) -> None:
    for n, option in enumerate(refs.law.options):
        for m, act in enumerate(option.acts):
            refs.act(act, ("options", n, "acts", m))
        for system in ("domestic", "international"):
            for m, wanted in enumerate(getattr(option.lawful_if, system, None) or ()):
                for prop, reading in wanted.items():
                    at: Route = ("options", n, "lawful_if", system, m, prop)
                    refs.reading(prop, reading, at)
    for n, cell in enumerate(refs.law.cells):
        route: Route = ("cells", n)
        refs.act(cell, route)
        refs.need("proposition", cell.on, refs.readings, (*route, "on"))
        refs.need("authority", cell.under, refs.given["authority"], (*route, "under"))
        refs.need("bar", cell.barred_by, refs.given["bar"], (*route, "barred_by"))
        refs.need("duty", cell.duties or (), refs.given["duty"], (*route, "duties"))
