"""`history.yaml`: operations of the past that models are judged against."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record

YearMonth: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month, e.g. 2023-10."""

Window: TypeAlias = tuple[Day, Day]
"""First and last day of what may go into a model."""


class Bar(Record):
    """An error that was asked for before anything was told."""

    below: float
    """In the unit of the score."""
    says: str = ""
    """Why it is missed, where it is."""


class _Case(Record):
    """What all cases have."""

    id: Id
    title: str
    table: Id
    """Table of the counts."""
    why_window: str = ""
    """Why the line between what is known and what judges is drawn there."""
    note: str = ""
    """What a reader should know beside the scores."""
    bars: dict[str, Bar] = Field(default_factory=dict)
    """Score (the last part of its id): its bar."""


class _Dated(_Case):
    """A case on dated counts: a table with the columns of `COLUMNS`."""

    case: str
    """Rows of the table that belong to it: value of its column `operation`."""
    window: Window

    @model_validator(mode="after")
    def _ordered(self) -> _Dated:
        if not self.window[0] < self.window[1]:
            raise ValueError("window must run from a day to a later one")
        return self


COLUMNS = ("operation", "date", "site", "measure", "value")
"""Columns of a table of dated counts; `value` is empty for an event."""


class Cell(Record):
    """A count: a measure at a site."""

    site: str
    measure: str


class Pace(Record):
    """Where the pace at which people leave comes from."""

    like: Id | None = None
    """A case that was over before this one began: its pace at the same age. The
    departures within the window itself, if left out."""
    spread: Id | None = None
    """Quantity: standard deviation of the pace's logarithm; that of the other case's
    sites about their size if left out."""
    why: str


class Reception(_Dated):
    """People come to sites, and leave them as they are placed elsewhere."""

    kind: Literal["reception"]
    ends: Day
    """Day up to which the model looks for the last departure."""
    network: str = "all"
    """The site by which the table names the whole network."""
    inside: str = "population"
    """Measure: people on the sites of the network."""
    abroad: str | None = None
    """Measure of the network: people who wait elsewhere for a place on a site."""
    sites: Annotated[tuple[str, ...], Field(min_length=1)]
    pace: Pace

    @model_validator(mode="after")
    def _told(self) -> Reception:
        if self.pace.like is None and self.pace.spread is None:
            raise ValueError("a pace of its own needs a spread")
        if not self.window[1] < self.ends:
            raise ValueError("ends must come after the window")
        return self


class StayOf(Record):
    """A mean stay in days, counted in an earlier case."""

    case: str
    site: str
    measure: str


class Inflow(_Dated):
    """People come at the pace of the window, and stay as long as elsewhere before."""

    kind: Literal["inflow"]
    arrivals: Cell
    """Arrivals in the window."""
    peak: Cell
    """The most people present at one time: what is judged."""
    stay: StayOf
    spread: Id
    """Quantity: standard deviation of the logarithm of the product of both."""


class Ramp(_Dated):
    """A site that grows by plan and is filled to a share of its room."""

    kind: Literal["ramp"]
    site: str
    per_week: Id
    """Quantity: places added each week after the last count of room in the window."""
    most: Id
    """Quantity: places at the end of the plan."""
    spread: Id
    """Quantity: least standard deviation of the logarithm of the share filled."""
    means: dict[str, Window] = Field(default_factory=dict)
    """Mean population over a span, by measure: what is judged beside counts."""


class Episodes(_Case):
    """How long sites stay open, each told from those that closed before it."""

    kind: Literal["episodes"]
    case: str
    judged: Day
    """Sites that opened from this day on are judged."""


class Series(Record):
    """A monthly series: rows of a table with this measure and breakdown."""

    measure: str
    breakdown: str


class Stock(_Case):
    """A monthly population, told a few months ahead from its record and flows."""

    kind: Literal["stock"]
    population: Series
    inflow: Series
    outflow: Series
    """May begin later than the others, or lack months."""
    calibrate: tuple[YearMonth, YearMonth]
    judged: tuple[YearMonth, YearMonth]
    partial: tuple[YearMonth, ...] = ()
    """Months of which the flows cover only a part: they are not taken for a month's."""
    ahead: Annotated[
        tuple[Annotated[int, Field(ge=1, le=24)], ...], Field(min_length=1)
    ]
    """Months ahead."""

    @model_validator(mode="after")
    def _apart(self) -> Stock:
        months = (*self.calibrate, *self.judged)
        if not months[0] < months[1] < months[2] <= months[3]:
            raise ValueError("calibrate must come before judged, and both must rise")
        return self


class LiftPlace(Record):
    """An airfield, port or landing zone, as an installation and no finer."""

    title: str
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    parking: Id | None = None
    """Quantity: aircraft that can be worked at once."""
    open_hours: Id | None = None
    """Quantity: hours a day in which they can; 24 if left out."""
    flights_per_day: Id | None = None
    """Quantity: flights that it can send off in a day, where that was said outright."""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one_limit(self) -> LiftPlace:
        if self.flights_per_day and (self.parking or self.open_hours):
            raise ValueError("give flights_per_day, or parking with open_hours")
        if self.open_hours and not self.parking:
            raise ValueError("open_hours needs parking")
        return self


class AtHand(Record):
    """Aircraft of a type that are there from a day on."""

    start: Day
    aircraft: Id


class LiftFleet(Record):
    """A type of aircraft in an operation of the past."""

    title: str
    seats: Id
    seats_emergency: Id | None = None
    range: Id
    speed: Id
    ground_time: Id
    hours_per_day: Id
    available: Annotated[tuple[AtHand, ...], Field(min_length=1)]
    """How many, from each day on."""
    base: Id
    """Where they start and return to."""

    @model_validator(mode="after")
    def _rising(self) -> LiftFleet:
        days = [at.start for at in self.available]
        if days != sorted(set(days)):
            raise ValueError("the days of available must rise")
        return self


class Variant(Record):
    """One way to reckon a lift."""

    id: Id
    title: str
    emergency: bool = False
    """Whether people are seated as in an emergency."""
    instead: dict[Id, Id] = Field(default_factory=dict)
    """Quantity: the one that takes its place."""
    afterwards: str = ""
    """What in it was known only afterwards; empty if nothing was."""


class Lift(_Dated):
    """People are flown out: by the closed form and by the programme, and as it was."""

    kind: Literal["lift"]
    days: Window
    """First and last day that are planned and judged."""
    origin: Id
    """Where people wait: one of `places`."""
    bases: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Where they are set down: some of `places`."""
    places: dict[Id, LiftPlace]
    fleets: Annotated[dict[Id, LiftFleet], Field(min_length=1)]
    queueing: Id
    """Quantity: share of the parking hours that can be used."""
    moved: Cell
    """People who left on each day."""
    flights: Cell | None = None
    """Flights that left with them."""
    announced: Id | None = None
    """Quantity: people a day that those in charge said beforehand could be moved."""
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]
    shown: Id
    """The variant that is drawn day by day."""

    @model_validator(mode="after")
    def _fits(self) -> Lift:
        if not self.window[1] < self.days[0] <= self.days[1]:
            raise ValueError("days must come after the window, and run forward")
        if self.shown not in {v.id for v in self.variants}:
            raise ValueError(f"shown: no variant '{self.shown}'")
        if self.origin in self.bases:
            raise ValueError("origin must not be one of the bases")
        return self


STOCK_COLUMNS = ("month", "measure", "breakdown", "value")
"""Columns of a table of monthly series."""

Case: TypeAlias = Annotated[
    Reception | Inflow | Ramp | Episodes | Stock | Lift, Field(discriminator="kind")
]


class HistoryFile(Record):
    """A file of back-tests."""

    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
