"""The question of a budget analyst, on one page: who pays, under what, what is left.

Which appropriation pays for a course in a fiscal year, under what authority, with what
left unfunded at a percentile of futures, and what does it do to aircraft in a month?
"""

from __future__ import annotations

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Record
from steelyard.casebook.schema.objects import covered
from steelyard.money.ledger import Reason
from steelyard.stress.escalation.called import whole_parts
from steelyard.study.account import CourseAccount
from steelyard.study.figures import quantity_step
from steelyard.study.force.records import AircraftFinding, Band3, CourseReadiness

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
"""First letters of the months, each of them three."""


class Appropriation(Record):
    """What one account pays."""

    account: str
    title: str
    authority: str
    cents: int


class Answer(Record):
    """The four answers, each with what it was made from."""

    course: str
    year: int
    percentile: float
    pays: tuple[Appropriation, ...]
    unfunded: int
    """Cents that no appropriation covers, in the future at the percentile."""
    reasons: dict[Reason, float]
    """Dollars unfunded by reason."""
    gap: Figure
    """Unfunded over all futures."""
    month: str | None
    aircraft: tuple[Figure, ...]
    """For each type in the month: at work on the course, then left without a task."""


def answer(
    casebook: Casebook,
    page: CourseAccount,
    year: int,
    ready: CourseReadiness | None = None,
    month: str | None = None,
) -> Answer:
    """Put the answers together.

    Parameters
    ----------
    page, ready
        The course's money, and its readiness where the casebook has a pool.
    year
        Fiscal year.
    month
        `YYYY-MM`; the first of the horizon in which the most is at work if left out.

    Raises
    ------
    ValueError
        If the horizon lacks the year or the month.
    """
    known = {item.year: item for item in page.years}
    if year not in known:
        have = ", ".join(f"FY{y}" for y in known)
        raise ValueError(f"the horizon has no FY{year}; it has {have}")
    item = known[year]
    accounts = casebook.budget.accounts if casebook.budget else {}
    paid = sorted(item.statement.paid.items(), key=lambda x: -x[1])
    found = ready.aircraft if ready else ()
    return Answer(
        course=page.course,
        year=year,
        percentile=page.percentile,
        pays=tuple(
            Appropriation(
                account=id_,
                title=accounts[id_].title,
                authority=accounts[id_].authority,
                cents=cents,
            )
            for id_, cents in paid
        ),
        unfunded=item.statement.gap,
        reasons=item.reasons,
        gap=item.gap,
        month=month,
        aircraft=tuple(
            figure
            for kind in found
            for figure in _aircraft(casebook, page.course, kind, month)
        ),
    )


def month_of(ready: CourseReadiness, asked: str) -> str:
    """Return the month of the horizon that is asked for.

    Parameters
    ----------
    asked
        `2025-03`, `3`, `03` or `March`.

    Raises
    ------
    ValueError
        If the horizon has no such month, or has it twice.
    """
    known = [m.month for a in ready.aircraft[:1] for m in a.months]
    name = asked.strip().lower()
    place, over = divmod(MONTHS.find(name[:3]), 4)
    named = name.isalpha() and len(name) > 2 and not over
    number = int(name) if name.isdigit() else place + 1 if named else 0
    hits = [m for m in known if m == asked or int(m[5:]) == number]
    if len(hits) == 1:
        return hits[0]
    have = f"{known[0]} to {known[-1]}" if known else "none: the pool has no aircraft"
    if hits:
        raise ValueError(f"month {asked} is there twice: {' and '.join(hits)}")
    raise ValueError(f"no month {asked}; known: {have}")


def _aircraft(
    casebook: Casebook, course: str, kind: AircraftFinding, month: str | None
) -> tuple[Figure, Figure]:
    shown = next(
        (m for m in kind.months if m.month == month),
        min(kind.months, key=lambda m: m.margin[1]),
    )
    forces = casebook.forces
    assert forces is not None
    held = forces.aircraft[kind.aircraft]
    uses: dict[str, None] = {}
    for part in whole_parts(casebook, casebook.courses[course]):
        for use in casebook.actions[part.action].uses:
            if use.kind == "flight_hours" and covered(held.covers, part.action, use):
                uses[use.amount] = None
                uses |= {part.scale: None} if isinstance(part.scale, str) else {}
    work = dict.fromkeys((*uses, held.hours))
    fleet = dict.fromkeys((held.fleet, held.capable, held.tasked, *work))
    name = f"readiness.{course}.{kind.aircraft}.{shown.month}"
    return (
        _figure(
            casebook,
            f"{name}.taken",
            f"{kind.title} at work on the course, {shown.month}",
            shown.taken,
            tuple(work),
            "hours flown on a day over the hours that one flies; mean of the month",
        ),
        _figure(
            casebook,
            f"{name}.left",
            f"{kind.title} fit and without a task, {shown.month}",
            shown.margin,
            tuple(fleet),
            "fleet x mission capable, less those at work elsewhere and on the course; "
            "mean of the month",
        ),
    )


def _figure(
    casebook: Casebook,
    id_: str,
    label: str,
    three: Band3,
    names: tuple[str, ...],
    formula: str,
) -> Figure:
    low, middle, high = three
    used = [casebook.quantities[n].basis for n in names]
    return Figure(
        id=id_,
        label=label,
        value=middle,
        unit="aircraft",
        band=Band(low=low, high=high, means="middle two thirds of futures"),
        basis={max(used, key=BASES.index): 1.0} if used else {},
        formula=formula,
        trace=(
            *(quantity_step(casebook, n) for n in names),
            Step(kind="model", id="steelyard.stress.readiness.flights"),
        ),
    )
