"""Records of what a course does to readiness."""

from __future__ import annotations

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.quantity import Record

Band3 = tuple[float, float, float]
"""Low, median and high of the middle two thirds of futures."""


class StartSeries(Record):
    """If a contingency started on a day: one type of unit or aircraft."""

    contingency: str
    kind: str
    title: str
    days: tuple[str, ...]
    """First days of the contingency, ISO dates."""
    shortfall: tuple[Band3, ...]
    """Units missing when they should be ready."""
    without: Band3
    """The same without any mission."""
    delay: tuple[Band3, ...]
    """Days until the mission's part is back, beyond the contingency's time."""
    added: tuple[float, ...]
    """Share of futures in which the mission makes the shortfall larger."""


class Month(Record):
    """Aircraft of one type in one month of the horizon, mean over its days."""

    month: str
    fit: Band3
    """That can fly, in all."""
    taken: Band3
    """At work on the mission."""
    margin: Band3
    """Fit, less those at work elsewhere and on the mission."""


class AircraftFinding(Record):
    """One type of aircraft."""

    aircraft: str
    title: str
    months: tuple[Month, ...]
    tasked: Band3


class UnitMonth(Record):
    """Units of one type in one month of the horizon, mean over its days."""

    month: str
    taken: Band3
    """On the mission."""
    needed: Band3
    """On the mission and at home, for the time at home to be kept."""
    free: Band3
    """Free for missions: neither deployed, nor in reset, nor at training."""


class DutyMonth(Record):
    """Military people on duty for the course in one month, mean over its days."""

    month: str
    people: Band3
    by_status: dict[str, float]
    """Duty status: median."""


class UnitFinding(Record):
    """One type of unit: how many are away, and time at home."""

    unit: str
    title: str
    component: str
    peak: Band3
    """Units on the mission on the highest day."""
    free: Band3
    short_days: Figure
    """Unit-days short of time at home."""
    breach: float
    """Share of futures with any day short."""
    attained: Band3
    """Time at home for each time away, at the peak; 99 where nobody is away."""
    training_days: float
    """Unit-days of collective training lost, median."""
    training_clash: float
    """Unit-days on the mission that its training calendar wants, median."""
    months: tuple[UnitMonth, ...]


class CallUpFinding(Record):
    """A law of call-up held against the course."""

    callup: str
    title: str
    over_people: float
    """Share of futures with more people than the law allows."""
    over_days: float
    """Share of futures with a stretch longer than the law allows."""
    says: str
    cites: tuple[str, ...]


class CivilFinding(Record):
    """What a civil agency or contractor could do instead."""

    substitute: str
    title: str
    share: Band3
    """Share of all military person-days (or flight hours) over the horizon."""
    at_full: Band3
    """Share of what it covers, once its lead has passed."""
    lead: Band3
    """Days."""
    unit: str
    extra_cost: float | None
    """Mean cost above the military rate, dollars of the currency year."""


class MitigationFinding(Record):
    """What a mitigation buys and costs."""

    mitigation: str
    title: str
    short_days: tuple[float, float]
    """Unit-days short of time at home, mean, before and after."""
    margins: dict[str, tuple[float, float]]
    """Aircraft type: lowest monthly margin, median of futures, before and after."""
    person_days: tuple[float, float]
    """Military person-days, mean, before and after."""
    waiting: float
    """Aircraft-days of work that are not done by the horizon's end, mean."""
    extra_cost: float | None
    """Mean cost added, dollars of the currency year; None if no rate is known."""
    says: str


class CourseReadiness(Record):
    """Everything that the readiness step says about a course."""

    course: str
    futures: int
    calendar: tuple[DutyMonth, ...]
    units: tuple[UnitFinding, ...]
    aircraft: tuple[AircraftFinding, ...]
    starts: tuple[StartSeries, ...]
    callups: tuple[CallUpFinding, ...]
    burdens: tuple[Figure, ...]
    civil: tuple[CivilFinding, ...]
    civil_share: Figure
    """Share of military person-days that civil agencies could take."""
    mitigations: tuple[MitigationFinding, ...]
    not_drawn: tuple[str, ...]
    """Uses whose people are in no unit type of the pool."""
    trace: tuple[Step, ...]
