"""A law file made ready to judge."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import LawFile, LegalSource, Option, Profile
from steelyard.casebook.yamlfile import Document
from steelyard.law.clauses import Clause, Literal, compile_rule, in_order, split
from steelyard.law.space import Space

_WHERE = Mark("act")
_MOST_SPACES = 1024
"""Spaces kept for use again; more would be memory for nothing."""


class Law:
    """The law of a casebook, compiled once.

    Parameters
    ----------
    file
        The validated file.
    document
        The document it was read from, for line numbers.
    """

    def __init__(self, file: LawFile, document: Document | None = None) -> None:
        self.file = file
        self.name = document.file if document else "law.yaml"
        self._document = document
        self.clauses: tuple[Clause, ...] = tuple(
            in_order([compile_rule(rule) for rule in file.rules])
        )
        self.readings: dict[str, tuple[str, ...]] = {
            p.id: tuple(r.id for r in p.readings) for p in file.propositions
        }
        self.excluded: tuple[tuple[Literal, Literal], ...] = tuple(
            (split(e.pair[0]), split(e.pair[1])) for e in file.excludes
        )
        self.sources: dict[str, LegalSource] = {s.id: s for s in file.sources}
        self.profiles: dict[str, Profile] = {p.id: p for p in file.profiles}
        self.options: dict[str, Option] = {o.id: o for o in file.options}
        self.in_force = lru_cache(maxsize=64)(self._in_force)
        self._spaces: dict[tuple[object, ...], Space] = {}

    @property
    def as_of(self) -> str:
        """Date to which the law was followed: the default for every question."""
        return self.file.meta.law_as_of

    def _in_force(self, day: str) -> int:
        return sum(1 << n for n, c in enumerate(self.clauses) if c.in_force(day))

    @cached_property
    def turning_days(self) -> tuple[str, ...]:
        """First days of changed law, in order: a rule begins, or has ended."""
        days = {c.rule.begins for c in self.clauses if c.rule.begins}
        for clause in self.clauses:
            if clause.rule.until:
                last = datetime.date.fromisoformat(clause.rule.until)
                days.add((last + datetime.timedelta(days=1)).isoformat())
        return tuple(sorted(days))

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """Propositions with no reading that is free of every exclusion."""
        bound = {literal for pair in self.excluded for literal in pair}
        return tuple(
            prop
            for prop, readings in self.readings.items()
            if all((prop, reading) in bound for reading in readings)
        )

    def static(self, act: Act) -> int:
        """Return the clauses, as bits, whose tests on the act itself hold."""
        index = self._index
        return (
            index["actor"].get(act.actor, 0)
            & index["place"].get(act.place, 0)
            & index["activity"].get(act.activity, 0)
            & self._by_facts(act.facts)
        )

    @cached_property
    def _index(self) -> dict[str, dict[str, int]]:
        vocab = self.file.vocab
        words = {
            "actor": (vocab.actor, [c.actors for c in self.clauses]),
            "place": (vocab.place, [c.places for c in self.clauses]),
            "activity": (vocab.activity, [c.activities for c in self.clauses]),
        }
        return {
            key: {
                word: sum(1 << n for n, s in enumerate(sets) if s is None or word in s)
                for word in known
            }
            for key, (known, sets) in words.items()
        }

    @cached_property
    def _fact_needs(self) -> tuple[dict[str, int], dict[str, int]]:
        needs: dict[str, int] = {}
        refuses: dict[str, int] = {}
        for n, clause in enumerate(self.clauses):
            for fact in clause.facts:
                needs[fact] = needs.get(fact, 0) | 1 << n
            for fact in clause.no_facts:
                refuses[fact] = refuses.get(fact, 0) | 1 << n
        return needs, refuses

    def _by_facts(self, facts: Sequence[str]) -> int:
        needs, refuses = self._fact_needs
        there = set(facts)
        blocked = 0
        for fact, bits in needs.items():
            if fact not in there:
                blocked |= bits
        for fact in there:
            blocked |= refuses.get(fact, 0)
        return ((1 << len(self.clauses)) - 1) & ~blocked

    def space(self, props: Iterable[str], taken: Mapping[str, str]) -> Space:
        """Return the worlds over some propositions, some of them taken as given."""
        known = set(props) | set(self.tied)
        chosen = tuple(p for p in self.readings if p in known)
        fixed = {p: taken[p] for p in self.readings if p in taken}
        key = (chosen, tuple(fixed.items()))
        if key not in self._spaces:
            if len(self._spaces) >= _MOST_SPACES:
                self._spaces.clear()
            names = {p: self.readings[p] for p in chosen}
            self._spaces[key] = Space(names, fixed, self.excluded)
        return self._spaces[key]

    def check_act(self, act: Act, where: Mark = _WHERE) -> None:
        """Refuse an act with a word that the law does not know.

        Raises
        ------
        CasebookError
            With one problem for each unknown word.
        """
        vocab = self.file.vocab
        words = [
            ("actor", act.actor, vocab.actor),
            ("activity", act.activity, vocab.activity),
            ("place", act.place, vocab.place),
            *(("fact", fact, vocab.facts) for fact in act.facts),
        ]
        problems = [
            Problem(where, f"unknown {kind} '{word}'", nearest(word, known))
            for kind, word, known in words
            if word not in known
        ]
        if problems:
            raise CasebookError(problems)

    def take(
        self,
        profile: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> dict[str, str]:
        """Return the readings taken as given: a profile's, then those named.

        Raises
        ------
        CasebookError
            If a profile, proposition or reading is unknown, or if two of the
            readings exclude one another.
        """
        problems: list[Problem] = []
        taken: dict[str, str] = {}
        if profile is not None:
            if profile in self.profiles:
                taken.update(self.profiles[profile].readings)
            else:
                problems.append(
                    Problem(
                        Mark("profile"),
                        f"unknown profile '{profile}'",
                        nearest(profile, self.profiles),
                    )
                )
        for prop, reading in (readings or {}).items():
            problem = self._unknown(prop, reading)
            if problem:
                problems.append(problem)
            taken[prop] = reading
        for one, other in self.clashes(taken):
            problems.append(
                Problem(
                    Mark("reading"),
                    f"{'='.join(one)} and {'='.join(other)} exclude one another",
                    "take one of them, or neither",
                )
            )
        if problems:
            raise CasebookError(problems)
        return taken

    def clashes(self, taken: Mapping[str, str]) -> list[tuple[Literal, Literal]]:
        """Return the pairs of readings taken that exclude one another."""
        return [
            (one, other)
            for one, other in self.excluded
            if taken.get(one[0]) == one[1] and taken.get(other[0]) == other[1]
        ]

    def _unknown(self, prop: str, reading: str) -> Problem | None:
        where = Mark("reading")
        if prop not in self.readings:
            mend = nearest(prop, self.readings)
            return Problem(where, f"unknown proposition '{prop}'", mend)
        if reading not in self.readings[prop]:
            mend = nearest(reading, self.readings[prop])
            return Problem(where, f"'{prop}' has no reading '{reading}'", mend)
        return None

    def cite(self, ids: Sequence[str], pin: str = "") -> tuple[str, ...]:
        """Return citations in full; the pinpoint goes with the first."""
        cites = [self.sources[i].cite for i in ids]
        if pin and cites:
            cites[0] = f"{cites[0]}, {pin}"
        return tuple(cites)

    def short_cite(self, ids: Sequence[str], pin: str = "") -> str:
        """Return the first citation, short, and how many more there are."""
        if not ids:
            return ""
        source = self.sources[ids[0]]
        text = source.short or source.cite.split(" (")[0]
        more = f" +{len(ids) - 1}" if len(ids) > 1 else ""
        return f"{text}{' ' + pin if pin else ''}{more}"

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """Where rules, propositions, readings and cells stand in the file."""
        if self._document is None:
            return {}
        mark = self._document.mark
        file = self.file
        marks = {r.id: mark(("rules", n)) for n, r in enumerate(file.rules)}
        for n, proposition in enumerate(file.propositions):
            route = ("propositions", n)
            marks[proposition.id] = mark(route)
            for m, reading in enumerate(proposition.readings):
                marks[f"{proposition.id}={reading.id}"] = mark((*route, "readings", m))
        marks.update({c.id: mark(("cells", n)) for n, c in enumerate(file.cells)})
        marks.update({o.id: mark(("options", n)) for n, o in enumerate(file.options)})
        return marks

    def line(self, id_: str) -> str:
        """Return `file:line` of a rule, proposition, reading, cell or option."""
        mark = self.marks.get(id_)
        return f"{self.name.rsplit('/', 1)[-1]}:{mark.line}" if mark else ""
