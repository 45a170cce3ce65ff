"""Who is on record for a set of readings."""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.law.book import Law
from steelyard.law.clauses import Literal
from steelyard.law.ruling import Voice


def voices(law: Law, readings: Iterable[Literal]) -> tuple[Voice, ...]:
    """Return those who hold every reading of a set, in the file's order.

    Two holders are the same voice if they carry the same `party`, or, without one,
    the same words. Agreement of a voice says nothing about merit.
    """
    table = [_holders(law, literal) for literal in readings]
    if not table:
        return ()
    first, *others = table
    return tuple(
        Voice(who, (weight, *(other[party][1] for other in others)))
        for party, (who, weight) in first.items()
        if all(party in other for other in others)
    )


def _holders(law: Law, literal: Literal) -> dict[str, tuple[str, str]]:
    prop, wanted = literal
    for proposition in law.file.propositions:
        if proposition.id == prop:
            for reading in proposition.readings:
                if reading.id == wanted:
                    return {
                        h.party or h.who: (_name(law, h.party) or h.who, h.weight)
                        for h in reversed(reading.holders)
                    }
    raise KeyError(literal)


def _name(law: Law, party: str | None) -> str:
    return law.file.parties.get(party, "") if party else ""
