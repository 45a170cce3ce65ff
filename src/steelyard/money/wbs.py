"""Work breakdown structure of a course, phased by fiscal year.

References
----------
GAO-20-195G (2020), chapter 7; MIL-STD-881 on work breakdown structures.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from steelyard.casebook.fiscal_years import horizon_years
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.actions import Use
from steelyard.casebook.schema.objects import covered
from steelyard.money.cost import Line

KINDS = {
    "person_days": "People on duty",
    "bed_days": "Care and custody",
    "flight_hours": "Transport by air",
    "equipment": "Things bought or built",
    "service": "Contracts and services",
}
"""Elements where the budget names none."""


class Branch(Record):
    """One line of the structure, with its cost in base-year money."""

    number: str
    """Place in the structure, e.g. `1.2.3`."""
    title: str
    level: int
    by_year: dict[int, float]
    """Median cost by fiscal year; medians of parts do not add up to the whole's."""
    mean: float
    """Mean cost over the horizon; means do add up."""
    low: float
    high: float
    """Ends of the middle two thirds of futures."""


def element_of(casebook: Casebook, action: str, use: Use) -> str:
    """Return the title of the element that a use belongs to."""
    for element in casebook.budget.elements if casebook.budget else ():
        if covered(element.covers, action, use):
            return element.title
    return KINDS[use.kind]


def breakdown(
    casebook: Casebook, course: str, found: Sequence[Line]
) -> tuple[Branch, ...]:
    """Break a course's cost down: course, element, action, use.

    Returns
    -------
    Branches in order of their numbers; level 1 is the course.
    """
    horizon = casebook.front.horizon
    years = horizon_years(horizon.start, horizon.end)
    rows = [_branch("1", casebook.courses[course].title, 1, years, found)]
    groups: dict[str, list[Line]] = {}
    for line in found:
        groups.setdefault(element_of(casebook, line.action, line.use), []).append(line)
    for i, (title, mine) in enumerate(groups.items(), start=1):
        rows.append(_branch(f"1.{i}", title, 2, years, mine))
        actions: dict[str, list[Line]] = {}
        for line in mine:
            actions.setdefault(line.action, []).append(line)
        for j, (action, held) in enumerate(actions.items(), start=1):
            number = f"1.{i}.{j}"
            title3 = casebook.actions[action].title
            rows.append(_branch(number, title3, 3, years, held))
            for k, line in enumerate(held, start=1):
                name = line.use.says or line.use.id
                rows.append(_branch(f"{number}.{k}", name, 4, years, [line]))
    return tuple(rows)


def _branch(
    number: str, title: str, level: int, years: tuple[int, ...], mine: Sequence[Line]
) -> Branch:
    if not mine:
        none = dict.fromkeys(years, 0.0)
        return Branch(
            number=number,
            title=title,
            level=level,
            by_year=none,
            mean=0.0,
            low=0,
            high=0,
        )
    cost = np.sum([line.cost for line in mine], axis=0)
    total = cost.sum(axis=1)
    low, high = np.quantile(total, [1 / 6, 5 / 6])
    return Branch(
        number=number,
        title=title,
        level=level,
        by_year={y: float(np.median(cost[:, i])) for i, y in enumerate(years)},
        mean=float(total.mean()),
        low=float(low),
        high=float(high),
    )
