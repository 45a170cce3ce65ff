"""Courses: judged action by action and as a whole, and gated by a reading set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.law import Verdict
from steelyard.law.judge import judge
from steelyard.law.ruling import Json, ReadingSet, Ruling
from steelyard.law.source import LawSource, as_law

Actions: TypeAlias = Mapping[str, Sequence[Act]]
"""Acts of each action, by the action's id; an action may have none."""

Status: TypeAlias = Literal["admissible", "dependent", "barred", "not_judged"]

_STATUS: dict[Verdict, Status] = {
    "lawful": "admissible",
    "depends": "dependent",
    "unlawful": "barred",
}


@dataclass(frozen=True)
class CourseRuling:
    """Rulings on a course."""

    actions: dict[str, Ruling]
    """Ruling on each action that has acts for the judge."""
    whole: Ruling | None
    """Ruling on all acts together; nothing if there is no act at all."""
    not_judged: tuple[str, ...]
    """Actions without acts: the judge has nothing to say on them."""

    def as_json(self) -> Json:
        """Return the rulings as data."""
        return {
            "actions": {id_: ruling.as_json() for id_, ruling in self.actions.items()},
            "whole": self.whole.as_json() if self.whole else None,
            "not_judged": list(self.not_judged),
        }


@dataclass(frozen=True)
class Gate:
    """Whether an action may be taken under the readings chosen, in each system."""

    action: str
    domestic: Status
    international: Status
    if_read: tuple[ReadingSet, ...]
    """Further readings on which a dependent action would be lawful at home."""
    if_read_abroad: tuple[ReadingSet, ...]
    """The same in international law."""
    because: tuple[str, ...]
    """What stands against it at home on some reading."""

    def as_json(self) -> Json:
        """Return the gate as data."""
        return {
            "action": self.action,
            "domestic": self.domestic,
            "international": self.international,
            "if_read": [s.pairs() for s in self.if_read],
            "if_read_abroad": [s.pairs() for s in self.if_read_abroad],
            "because": list(self.because),
        }


def judge_course(
    source: LawSource,
    actions: Actions,
    as_of: str | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> CourseRuling:
    """Judge a course action by action and as a whole.

    As a whole it is lawful in the worlds in which every act is; two actions that
    are each lawful on some reading may have no reading in common.
    """

    law = as_law(source)

    def ruled(acts: Sequence[Act]) -> Ruling:
        return judge(law, acts, as_of, profile=profile, readings=readings)

    judged = {id_: ruled(acts) for id_, acts in actions.items() if acts}
    together = tuple(dict.fromkeys(act for acts in actions.values() for act in acts))
    return CourseRuling(
        actions=judged,
        whole=ruled(together) if together else None,
        not_judged=tuple(id_ for id_, acts in actions.items() if not acts),
    )


def admissible(
    source: LawSource,
    actions: Actions,
    as_of: str | None = None,
    *,
    profile: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> dict[str, Gate]:
    """Mark actions as admissible, dependent or barred, at home and abroad apart."""
    course = judge_course(source, actions, as_of, profile=profile, readings=readings)
    return {id_: _gate(id_, course.actions.get(id_)) for id_ in actions}


def _gate(action: str, ruling: Ruling | None) -> Gate:
    if ruling is None:
        return Gate(action, "not_judged", "not_judged", (), (), ())
    home, abroad = ruling.domestic, ruling.international
    against = dict.fromkeys(text for s in home.barred_if for text in s.because)
    return Gate(
        action=action,
        domestic=_STATUS[home.verdict],
        international=_STATUS[abroad.verdict],
        if_read=home.lawful_if if home.verdict == "depends" else (),
        if_read_abroad=abroad.lawful_if if abroad.verdict == "depends" else (),
        because=tuple(against),
    )
