"""`courses.yaml`: bundles of actions with start, end, scale and triggers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record


class Indicator(Record):
    """A monthly series that triggers can watch."""

    says: str
    unit: str
    sql: str
    """Columns `month` (YYYY-MM) and `value`, over the casebook's tables."""
    flow: Id | None = None
    """Flow of the threat file whose monthly total it is. Then each future takes it
    from the arrivals under the course, and the record is shown only."""


class Trigger(Record):
    """Switches an action on in months in which an indicator crosses a level.

    An indicator that follows a flow is what arrives under the course. Of any other
    the future is not known: each replays the record from a month drawn at random, the
    same for all courses.
    """

    indicator: Id
    above: Id | None = None
    """Quantity: level to exceed."""
    below: Id | None = None
    """Quantity: level to fall under."""
    lead: Id | None = None
    """Quantity: days from the crossing to the first day of activity."""
    hold: Id | None = None
    """Quantity: least days of activity once started."""

    @model_validator(mode="after")
    def _one_level(self) -> Trigger:
        if (self.above is None) == (self.below is None):
            raise ValueError("give exactly one of above and below")
        return self


class Part(Record):
    """An action within a course."""

    action: Id
    start: Day | None = None
    """First day; the horizon's start if left out."""
    end: Day | None = None
    """Day after the last; the horizon's end if left out."""
    scale: Id | float = 1.0
    """Multiple of the action's uses: a number or a quantity."""
    ramp: Id | None = None
    """Quantity: days to grow linearly from nothing to full scale."""
    trigger: Trigger | None = None
    note: str = ""

    @model_validator(mode="after")
    def _sane(self) -> Part:
        if self.start and self.end and not self.start < self.end:
            raise ValueError(f"start {self.start} must be before end {self.end}")
        if isinstance(self.scale, float) and self.scale < 0:
            raise ValueError(f"scale must be at least 0, got {self.scale:g}")
        return self


class Course(Record):
    """A course of action."""

    id: Id
    title: str
    kind: Literal["baseline", "civil", "military", "mixed"]
    summary: str
    """What would be done, in plain words."""
    parts: tuple[Part, ...] = ()
    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    claims: tuple[Id, ...] = ()
    note: str = ""


class Pathway(Record):
    """What tells that a course is no longer enough, and what may follow it."""

    id: Id
    says: str
    """What is to be kept, in words."""
    indicator: Id
    above: Id | None = None
    """Quantity: enough while the indicator is not above it."""
    below: Id | None = None
    """Quantity: enough while the indicator is not below it."""
    hold: Annotated[int, Field(ge=1, le=24)] = 1
    """Months in a row that count: a single bad one may be chance."""
    start: Id
    """Course in place now."""
    follows: dict[Id, tuple[Id, ...]]
    """Course: those that may come after it."""
    lead: dict[Id, Id] = {}
    """Course: quantity, the time that it takes to get going."""

    @model_validator(mode="after")
    def _one_level(self) -> Pathway:
        if (self.above is None) == (self.below is None):
            raise ValueError("give exactly one of above and below")
        return self


class CoursesFile(Record):
    """A file of courses."""

    indicators: dict[Id, Indicator] = {}
    pathways: tuple[Pathway, ...] = ()
    courses: Annotated[tuple[Course, ...], Field(min_length=1)]
