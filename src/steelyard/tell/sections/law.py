"""What is lawful: by whose reading, since when, and what turns on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from steelyard.casebook.schema.actions import Act
from steelyard.law import NOTICE, Law, law_of, matrix, timeline, turning_points
from steelyard.law.matrix import OPEN, Matrix, Pair
from steelyard.law.turning import TurningPoint
from steelyard.tell.material import Material

WORDS = {"lawful": "lawful", "depends": "depends", "unlawful": "unlawful"}
ICONS = {"lawful": "supported", "depends": "part", "unlawful": "contradicted"}

Actions = dict[str, tuple[Act, ...]]


@dataclass(frozen=True)
class Change:
    """An action on which the law changed between the proposal and now."""

    action: str
    then: Pair
    now: Pair
    since: tuple[str, ...]
    """Days on which the verdict changed."""


@dataclass(frozen=True)
class Contest:
    """A contested question with the actions and courses that turn on it."""

    point: TurningPoint
    actions: dict[str, tuple[str, ...]]
    """Action: systems in which it turns."""
    courses: tuple[str, ...]


def render(m: Material) -> Markup:
    """Return the section; empty if the casebook has no law."""
    law = law_of(m.casebook)
    if law is None:
        return Markup()
    acts = actions_of(m)
    dates = m.casebook.front.as_of
    tables = {day: matrix(law, acts, day) for day in (dates.law, dates.proposal)}
    return m.render(
        "law.html.j2",
        notice=NOTICE,
        dates=dates,
        tables=tables,
        open=OPEN,
        stated={k: v for k, v in tables[dates.law].columns.items() if k != OPEN},
        plain=plain(tables.values()),
        icons=ICONS,
        words=WORDS,
        titles={id_: m.casebook.actions[id_].title for id_ in acts},
        not_judged=not_judged(m),
        changes=changes(law, acts, tables[dates.proposal], tables[dates.law]),
        contests=contests(m, law, acts),
        stances=stances(m, tables[dates.law]),
    )


def actions_of(m: Material) -> Actions:
    """Return the acts of every action of the run's courses that has any."""
    found: Actions = {}
    for course in m.courses:
        for part in m.casebook.courses[course].parts:
            acts = m.casebook.actions[part.action].acts
            if acts:
                found[part.action] = acts
    return found


def plain(tables: Iterable[Matrix]) -> list[str]:
    """Return the actions that are lawful in both systems whatever is read."""
    found: dict[str, bool] = {}
    for table in tables:
        for action, row in table.rows.items():
            lawful = all(
                pair.domestic == pair.international == "lawful" for pair in row.values()
            )
            found[action] = found.get(action, True) and lawful
    return [action for action, lawful in found.items() if lawful]


def not_judged(m: Material) -> list[str]:
    """Return titles of the actions that the law file has no words for."""
    used = {p.action for c in m.courses for p in m.casebook.courses[c].parts}
    actions = m.casebook.actions.values()
    return [a.title for a in actions if a.id in used and not a.acts]


def changes(law: Law, acts: Actions, then: Matrix, now: Matrix) -> list[Change]:
    """Return the actions whose verdict differs between two dates, with the days."""
    periods = timeline(law, acts)
    found = []
    for action, row in now.rows.items():
        before = then.rows[action][OPEN]
        if before != row[OPEN]:
            days = (p.begins for p in periods[action])
            since = tuple(d for d in days if then.as_of < d <= now.as_of)
            found.append(Change(action, before, row[OPEN], since))
    return found


def contests(m: Material, law: Law, acts: Actions) -> list[Contest]:
    """Return the contested questions on which an action of the run turns."""
    found = []
    for point in turning_points(law, acts, m.casebook.front.as_of.law):
        actions: dict[str, tuple[str, ...]] = {}
        for turn in point.turns:
            actions[turn.action] = (*actions.get(turn.action, ()), turn.system)
        if actions:
            courses = tuple(
                course
                for course in m.courses
                if any(p.action in actions for p in m.casebook.courses[course].parts)
            )
            found.append(Contest(point, actions, courses))
    return found


def stances(m: Material, table: Matrix) -> dict[str, dict[str, dict[str, int]]]:
    """Count the actions of each course by status at home, by whose readings."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for course, by in m.results.gates.items():
        found[course] = {}
        for stance in table.columns:
            counts = {"admissible": 0, "dependent": 0, "barred": 0, "not_judged": 0}
            for passage in by.get(stance, {}).values():
                counts[passage.domestic] += 1
            found[course][stance] = counts
    return found
