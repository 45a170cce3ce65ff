"""The judge: acts, options and courses against the rules, in every world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Option, System, Verdict
from steelyard.law.book import Law
from steelyard.law.implicants import Cube, covered, primes, support
from steelyard.law.outcome import Outcome, outcomes
from steelyard.law.ruling import SYSTEMS, Ground, ReadingSet, Ruling, SystemRuling
from steelyard.law.source import LawSource, as_law
from steelyard.law.space import Space
from steelyard.law.voices import voices

GAP = "no authority in this casebook"


def judge(
    source: LawSource,
    what: Act | Option | str | Sequence[Act],
    as_of: str | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Ruling:
    """Judge an act, an option, or acts that must all pass.

    Parameters
    ----------
    source
        A law, or a casebook that has one.
    what
        An act, several acts, an option, or an option's id.
    as_of
        ISO date at which the law is read; the file's own date if left out.
    profile
        Take the readings of one profile as given; what it leaves out stays open.
    readings
        Take these readings as given, by proposition.

    Raises
    ------
    CasebookError
        If an act, profile or reading has a word that the law does not know.
    """
    law = as_law(source)
    acts = the_acts(law, what)
    taken = law.take(profile, readings)
    day = as_of or law.as_of
    return rule_on(law, outcomes(law, acts, day, taken), day, taken)


def the_acts(law: Law, what: Act | Option | str | Sequence[Act]) -> tuple[Act, ...]:
    """Return the acts that are meant, each checked against the vocabulary."""
    if isinstance(what, str):
        if what not in law.options:
            mend = nearest(what, law.options)
            raise CasebookError(
                [Problem(Mark("option"), f"unknown option '{what}'", mend)]
            )
        what = law.options[what]
    if isinstance(what, Option):
        acts = what.acts
    elif isinstance(what, Act):
        acts = (what,)
    else:
        acts = tuple(what)
    for act in acts:
        law.check_act(act)
    return acts


def rule_on(
    law: Law, found: Sequence[Outcome], day: str, taken: Mapping[str, str]
) -> Ruling:
    """Put together the ruling on acts that were run over the same worlds."""
    space = found[0].space if found else law.space((), taken)
    return Ruling(
        as_of=day,
        taken=dict(taken),
        acts=tuple(outcome.act for outcome in found),
        domestic=_system(law, found, space, "domestic"),
        international=_system(law, found, space, "international"),
        duties=_grounds(found, space, "duty", SYSTEMS),
    )


def verdict_of(space: Space, worlds: int) -> Verdict:
    """Return lawful, unlawful, or depends, for the worlds in which it is lawful."""
    worlds &= space.valid
    if worlds == space.valid:
        return "lawful"
    return "depends" if worlds else "unlawful"


def lawful_worlds(found: Sequence[Outcome], space: Space, system: str) -> int:
    """Return the worlds in which every act is lawful."""
    worlds = space.full
    for outcome in found:
        worlds &= outcome.lawful(system)
    return worlds


def _system(
    law: Law, found: Sequence[Outcome], space: Space, system: System
) -> SystemRuling:
    worlds = lawful_worlds(found, space, system)
    verdict = verdict_of(space, worlds)
    open_ = verdict == "depends"
    lawful = primes(space, worlds) if open_ or verdict == "lawful" else []
    against = space.full & ~worlds
    barred = primes(space, against) if open_ or verdict == "unlawful" else []
    gaps = tuple(
        outcome.act
        for outcome in found
        if system == "domestic" and not outcome.any_of("authority") & space.valid
    )
    return SystemRuling(
        system=system,
        verdict=verdict,
        depends_on=support(space, worlds) if open_ else (),
        lawful_if=tuple(_set(law, space, cube) for cube in lawful),
        barred_if=tuple(
            _set(law, space, cube, _because(found, space, system, cube))
            for cube in barred
        ),
        under=_grounds(found, space, "authority", (system,)),
        bars=_grounds(found, space, "bar", (system,)),
        gaps=gaps,
    )


def _set(
    law: Law, space: Space, cube: Cube, because: tuple[str, ...] = ()
) -> ReadingSet:
    readings = tuple(sorted(cube, key=lambda literal: space.position[literal[0]]))
    return ReadingSet(readings, voices(law, readings), because)


def _because(
    found: Sequence[Outcome], space: Space, system: str, cube: Cube
) -> tuple[str, ...]:
    """Say what stands against the acts in all worlds of a set, or between them."""
    worlds = covered(space, cube) & space.valid
    reasons: dict[str, int] = {}
    for outcome in found:
        for name, there in outcome.of("bar", system).items():
            key = f"barred by {name}"
            reasons[key] = reasons.get(key, 0) | (there & worlds)
        if system == "domestic":
            missing = worlds & ~outcome.any_of("authority")
            reasons[GAP] = reasons.get(GAP, 0) | missing
    enough = [reason for reason, there in reasons.items() if there == worlds]
    return tuple(enough or (reason for reason, there in reasons.items() if there))


def _grounds(
    found: Sequence[Outcome], space: Space, kind: str, systems: Sequence[str]
) -> tuple[Ground, ...]:
    """Collect what rules of a kind give to any of the acts."""
    worlds: dict[str, int] = {}
    rules: dict[str, dict[str, None]] = {}
    for outcome in found:
        for clause in outcome.clauses:
            there = outcome.fires[clause.id] & space.valid
            if clause.kind != kind or clause.rule.system not in systems or not there:
                continue
            worlds[clause.head] = worlds.get(clause.head, 0) | there
            rules.setdefault(clause.head, {})[clause.id] = None
    return tuple(
        Ground(name, tuple(rules[name]), there == space.valid)
        for name, there in worlds.items()
    )
