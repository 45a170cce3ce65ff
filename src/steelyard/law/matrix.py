"""A table of actions by whose reading of the law is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Verdict
from steelyard.law.book import Law
from steelyard.law.course import Actions
from steelyard.law.judge import lawful_worlds, the_acts, verdict_of
from steelyard.law.outcome import outcomes
from steelyard.law.ruling import NOTICE, SYSTEMS, Json
from steelyard.law.source import LawSource, as_law

OPEN = "all"
"""Column in which no reading is taken as given: lawful means on every reading."""


@dataclass(frozen=True)
class Pair:
    """Verdicts in both systems; they are never merged."""

    domestic: Verdict
    international: Verdict

    def as_json(self) -> Json:
        """Return the verdicts as data."""
        return {"domestic": self.domestic, "international": self.international}


@dataclass(frozen=True)
class Matrix:
    """Verdicts by action and by whose readings are taken."""

    as_of: str
    columns: dict[str, str]
    """Column id to its label."""
    rows: dict[str, dict[str, Pair]]
    """Action to column to verdicts."""

    def as_json(self) -> Json:
        """Return the matrix as data."""
        return {
            "as_of": self.as_of,
            "notice": NOTICE,
            "columns": dict(self.columns),
            "rows": {
                action: {column: pair.as_json() for column, pair in row.items()}
                for action, row in self.rows.items()
            },
        }


def option_actions(law: Law) -> dict[str, tuple[Act, ...]]:
    """Return the acts of the law file's own options, by id."""
    return {id_: option.acts for id_, option in law.options.items()}


def bare(law: Law, acts: Sequence[Act], day: str, taken: Mapping[str, str]) -> Pair:
    """Return the verdicts on acts that stand together."""
    found = outcomes(law, acts, day, taken)
    space = found[0].space
    return Pair(
        *(verdict_of(space, lawful_worlds(found, space, system)) for system in SYSTEMS)
    )


def matrix(
    source: LawSource,
    actions: Actions | None = None,
    as_of: str | None = None,
    *,
    profiles: Iterable[str] | None = None,
) -> Matrix:
    """Judge actions under each profile, and with every proposition open.

    Parameters
    ----------
    source
        A law, or a casebook that has one.
    actions
        Acts by action; the law file's options if left out. Actions without acts
        have no row.
    as_of
        ISO date; the law's own date if left out.
    profiles
        Profiles to use, in this order; all of them if left out.
    """
    law = as_law(source)
    day = as_of or law.as_of
    chosen = list(law.profiles if profiles is None else profiles)
    takes = {id_: law.take(id_) for id_ in chosen}
    labels = {id_: law.profiles[id_].label for id_ in chosen}
    rows = judged(law, actions)
    return Matrix(
        as_of=day,
        columns={**labels, OPEN: "on every reading"},
        rows={
            action: {
                **{id_: bare(law, acts, day, taken) for id_, taken in takes.items()},
                OPEN: bare(law, acts, day, {}),
            }
            for action, acts in rows.items()
        },
    )


def judged(law: Law, actions: Actions | None) -> dict[str, tuple[Act, ...]]:
    """Return the acts to judge, checked; the law file's options if none are given."""
    given = option_actions(law) if actions is None else actions
    return {
        action: the_acts(law, tuple(acts)) for action, acts in given.items() if acts
    }
