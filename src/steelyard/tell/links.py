"""Links back: which claims, quantities, tables and courses use a thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from steelyard.audit.audit import Audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Course

Index = dict[str, dict[str, None]]
"""Id of a thing: ids of what uses it, each once, in order."""


@dataclass(frozen=True)
class Links:
    """Who uses what."""

    claims_by_table: Index = field(default_factory=dict)
    claims_by_source: Index = field(default_factory=dict)
    quantities_by_source: Index = field(default_factory=dict)
    tables_by_source: Index = field(default_factory=dict)
    courses_by_source: Index = field(default_factory=dict)
    courses_by_quantity: Index = field(default_factory=dict)
    courses_by_claim: Index = field(default_factory=dict)
    actions_by_quantity: Index = field(default_factory=dict)
    quantities_by_course: Index = field(default_factory=dict)


def links(casebook: Casebook, audit: Audit, courses: Iterable[str]) -> Links:
    """Follow every reference of a casebook backwards.

    Parameters
    ----------
    casebook, audit
        The casebook and its audit.
    courses
        Ids of the courses of the run.
    """
    found = Links()
    for finding in audit.findings:
        for table in finding.tables:
            _add(found.claims_by_table, table, finding.claim.id)
        for source in finding.sources:
            _add(found.claims_by_source, source, finding.claim.id)
    for id_, quantity in casebook.quantities.items():
        for source in quantity.source:
            _add(found.quantities_by_source, source, id_)
    for name, table_ in casebook.tables.items():
        for source in table_.sources:
            _add(found.tables_by_source, source, name)
    for id_ in courses:
        course = casebook.courses[id_]
        for source in course.source:
            _add(found.courses_by_source, source, id_)
        for claim in course.claims:
            _add(found.courses_by_claim, claim, id_)
        for name, action in course_quantities(casebook, course):
            _add(found.courses_by_quantity, name, id_)
            _add(found.quantities_by_course, id_, name)
            _add(found.actions_by_quantity, name, action)
    return found


def course_quantities(casebook: Casebook, course: Course) -> Iterable[tuple[str, str]]:
    """Give (quantity, action) for every number that a course's parts use."""
    for part in course.parts:
        for use in casebook.actions[part.action].uses:
            yield use.amount, part.action
            yield use.rate, part.action
        if isinstance(part.scale, str):
            yield part.scale, part.action
        if part.ramp:
            yield part.ramp, part.action
        if trigger := part.trigger:
            keys = (trigger.above, trigger.below, trigger.lead, trigger.hold)
            for name in keys:
                if name:
                    yield name, part.action


def _add(index: Index, key: str, value: str) -> None:
    index.setdefault(key, {})[value] = None
