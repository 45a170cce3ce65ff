"""The legality row: courses judged at home and abroad, and what no reading allows."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.courses import Course
from steelyard.law import Law, Ruling, judge_course, law_of
from steelyard.law.ruling import NOTICE, SystemRuling
from steelyard.weigh.cell import Cell, open_cell

_SYSTEM = {"domestic": "At home", "international": "In international law"}


class Breach(Record):
    """An action that no reading of the law allows, at the law's date."""

    course: str
    action: str
    system: str
    says: str


def acts_of(casebook: Casebook, course: Course) -> dict[str, tuple[Act, ...]]:
    """Return the acts of each action of a course, in the order of its parts."""
    parts = dict.fromkeys(part.action for part in course.parts)
    return {action: casebook.actions[action].acts for action in parts}


def legality_cell(
    casebook: Casebook, course: Course, taken: Mapping[str, str] | None = None
) -> Cell:
    """Fill in the legality row of a course; open if the casebook has no law.

    Parameters
    ----------
    taken
        Readings taken as given, by proposition; all others stay open.
    """
    law = law_of(casebook)
    if law is None:
        return open_cell("legality")
    dates = casebook.front.as_of
    acts = acts_of(casebook, course)
    now = judge_course(law, acts, dates.law, readings=taken)
    if now.whole is None:
        return open_cell("legality")
    finding = _finding(law, now.whole)
    if taken:
        finding = _given(judge_course(law, acts, dates.law).whole, taken) + finding
    then = judge_course(law, acts, dates.proposal, readings=taken)
    if then.whole is not None and _verdicts(then.whole) != _verdicts(now.whole):
        finding += f" As of {dates.proposal}: {_finding(law, then.whole)}"
    if now.not_judged:
        count = len(now.not_judged)
        verb = "is" if count == 1 else "are"
        finding += f" {count} of its actions {verb} not judged."
    return Cell(
        extent="part" if now.not_judged else "full",
        finding=finding,
        brief=_brief(now.whole),
        confidence="low",
        reasons=(
            *(_action(casebook, law, id_, r) for id_, r in now.actions.items()),
            *(
                f"{casebook.actions[id_].title}: not judged, the law file has no "
                "words for it"
                for id_ in now.not_judged
            ),
            f"as of {dates.law}; rules and readings were written by one hand and "
            "not yet reviewed by a lawyer",
            NOTICE,
        ),
    )


def breaches(
    casebook: Casebook, courses: list[str], taken: Mapping[str, str] | None = None
) -> tuple[Breach, ...]:
    """Return the actions of courses that no reading left open allows."""
    law = law_of(casebook)
    if law is None:
        return ()
    found = []
    for id_ in courses:
        acts = acts_of(casebook, casebook.courses[id_])
        day = casebook.front.as_of.law
        ruling = judge_course(law, acts, day, readings=taken)
        for action, ruled in ruling.actions.items():
            for system in ("domestic", "international"):
                part = ruled.system(system)
                if part.verdict == "unlawful":
                    found.append(
                        Breach(
                            course=id_,
                            action=action,
                            system=system,
                            says=_because(law, part),
                        )
                    )
    return tuple(found)


def _given(left_open: Ruling | None, taken: Mapping[str, str]) -> str:
    """Name the readings taken on which something turns here."""
    turns = (
        {*left_open.domestic.depends_on, *left_open.international.depends_on}
        if left_open
        else set()
    )
    named = [f"{prop}={reading}" for prop, reading in taken.items() if prop in turns]
    return f"If read as {', '.join(named)}: " if named else ""


def _verdicts(ruling: Ruling) -> tuple[object, ...]:
    return tuple(
        (part.verdict, part.depends_on)
        for part in (ruling.domestic, ruling.international)
    )


def _finding(law: Law, ruling: Ruling) -> str:
    parts = (("domestic", ruling.domestic), ("international", ruling.international))
    return " ".join(f"{_SYSTEM[name]} {_verdict(law, part)}." for name, part in parts)


def _verdict(law: Law, part: SystemRuling) -> str:
    if part.verdict == "lawful":
        return "lawful on every reading"
    if part.verdict == "unlawful":
        return f"unlawful on every reading: {_because(law, part)}"
    count = len(part.depends_on)
    noun = "question" if count == 1 else "questions"
    return f"it turns on {count} contested {noun} ({', '.join(part.depends_on)})"


def _brief(ruling: Ruling) -> str:
    home, abroad = (_few(part) for part in (ruling.domestic, ruling.international))
    return home if home == abroad else f"{home}; abroad {abroad}"


def _few(part: SystemRuling) -> str:
    if part.verdict != "depends":
        return part.verdict
    count = len(part.depends_on)
    return f"turns on {count} question{'s' if count > 1 else ''}"


def _because(law: Law, part: SystemRuling) -> str:
    says = {rule.id: rule.says for rule in law.file.rules}
    bars = [says[bar.rules[0]].rstrip(".") for bar in part.bars if bar.always]
    if bars:
        return "; ".join(dict.fromkeys(bars))
    if part.gaps:
        return "this casebook holds no authority for it, which may be a gap in the file"
    return "on each reading a bar stands or no authority applies"


def _action(casebook: Casebook, law: Law, action: str, ruling: Ruling) -> str:
    return f"{casebook.actions[action].title}: {_finding(law, ruling)}"
