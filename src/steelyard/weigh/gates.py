"""Gates: which actions of a course are open, and if the law is read whose way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.law import admissible, law_of
from steelyard.law.matrix import OPEN
from steelyard.weigh.legality import acts_of

Status: TypeAlias = Literal["admissible", "dependent", "barred", "not_judged"]

TAKEN = "taken"
"""Column of the readings that the run was asked to take as given."""


class Passage(Record):
    """Whether an action is open at home and in international law."""

    domestic: Status
    international: Status


Gates: TypeAlias = dict[str, dict[str, dict[str, Passage]]]
"""Course: whose readings: action: passage."""


def gates(
    casebook: Casebook, courses: Sequence[str], taken: Mapping[str, str] | None = None
) -> Gates:
    """Mark the actions of courses under each profile of the law file.

    Parameters
    ----------
    taken
        Readings taken as given, by proposition: a column of its own.

    Returns
    -------
    For each course, under each profile, with everything open (`all`), and under
    the readings taken if there are any. Empty if the casebook has no law.
    """
    law = law_of(casebook)
    if law is None:
        return {}
    stances: dict[str, Mapping[str, str]] = {
        **{id_: law.take(id_) for id_ in law.profiles},
        OPEN: {},
    }
    if taken:
        stances[TAKEN] = taken
    day = casebook.front.as_of.law
    return {
        course: {
            stance: {
                action: Passage(
                    domestic=gate.domestic, international=gate.international
                )
                for action, gate in admissible(
                    law,
                    acts_of(casebook, casebook.courses[course]),
                    day,
                    readings=readings,
                ).items()
            }
            for stance, readings in stances.items()
        }
        for course in courses
    }
