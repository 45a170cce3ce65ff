"""`network.yaml`: people by class through stations with finite staff and room."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record
from steelyard.casebook.schema.network_laws import Law
from steelyard.casebook.schema.network_use import Feed, Lever, Replay, SiteGroup
from steelyard.casebook.schema.network_values import Amount, Span

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Hour: TypeAlias = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
"""A time of day, e.g. `06:30`; `24:00` is the end of the day."""


class PersonClass(Record):
    """A class of people: counts only, never single persons."""

    id: Id
    says: str = ""


class Exit(Record):
    """A way out of the network."""

    id: Id
    says: str = ""


class Shift(Record):
    """Servers on duty between two times of day."""

    days: tuple[Weekday, ...] = ()
    """Every day if left out."""
    begins: Hour
    ends: Hour
    servers: Amount


class Room(Record):
    """How many persons fit in, and what happens when they do not."""

    persons: Amount
    full: Literal["wait", "lose", "exceed"] = "wait"
    """`wait`: a hard cap; people wait where they are. `lose`: a hard cap; those who
    come from outside are turned away. `exceed`: no cap, and the excess is counted."""


class Pace(Record):
    """From some time on, services take so many times as long."""

    at: Span
    times: Amount


class Station(Record):
    """A place where people wait for servers and are served."""

    id: Id
    says: str = ""
    servers: Amount | None = None
    """Servers outside of shifts; without limit if neither these nor shifts stand."""
    shifts: tuple[Shift, ...] = ()
    room: Room | None = None
    service: Law
    service_of: dict[Id, Law] = Field(default_factory=dict)
    """Service of those classes that differ."""
    priority: tuple[Id, ...] = ()
    """Classes served first, in order; all others come after them, in turn."""
    patience: Law | None = None
    """How long people wait for service before they give up."""
    patience_of: dict[Id, Law] = Field(default_factory=dict)
    gives_up_to: Id | None = None
    """Where those go who give up: a station or an exit."""
    blocking: Literal["after", "before"] = "after"
    """When the next station is full: people stay after their service and keep the
    server (`after`), or their service does not begin (`before`)."""
    crowding: tuple[tuple[float, float], ...] = ()
    """Points (persons inside, speed of service), straight lines between them."""
    paces: tuple[Pace, ...] = ()
    care: dict[Id, Amount] = Field(default_factory=dict)
    """What the station has of what the standards ask for, e.g. m2 or places."""

    @model_validator(mode="after")
    def _consistent(self) -> Station:
        if (self.patience or self.patience_of) and self.gives_up_to is None:
            raise ValueError("patience needs gives_up_to")
        persons = [n for n, _ in self.crowding]
        if persons != sorted(set(persons)):
            raise ValueError("crowding must rise in persons")
        if any(speed <= 0 for _, speed in self.crowding):
            raise ValueError("speeds of crowding must be above 0")
        return self


class Departure(Record):
    """One departure of a link."""

    at: Span
    seats: Amount


class Link(Record):
    """Transport in batches: people wait for a vehicle and travel together."""

    id: Id
    says: str = ""
    every: Span | None = None
    """Interval of a regular timetable."""
    first: Span = "0 h"
    seats: Amount = 0.0
    departures: tuple[Departure, ...] = ()
    """A timetable written out, in place of or beside the regular one."""
    at_least: Amount = 1.0
    """No departure with fewer persons."""
    cancelled: Amount = 0.0
    """Share of departures that are cancelled."""
    travel: Span
    priority: tuple[Id, ...] = ()
    room: Room | None = None
    """Room for those who wait."""


class Branch(Record):
    """One way on, with its share of the people."""

    share: Amount = 1.0
    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations, links or exits; more than one needs a rule."""
    rule: Literal["in_order", "least_loaded", "free_room"] = "in_order"
    """`in_order`: the first that has room; `least_loaded`: the fewest persons for
    its weight; `free_room`: at random in proportion to free room."""
    weights: tuple[Amount, ...] = ()
    """For `least_loaded`; the stations' room or servers if left out."""
    becomes: Id | None = None
    """Class from here on, e.g. a legal status."""

    @model_validator(mode="after")
    def _weighed(self) -> Branch:
        if self.weights and len(self.weights) != len(self.to):
            raise ValueError("weights and to must be of the same length")
        return self


class Route(Record):
    """Where people go after a station or link."""

    at: Id
    classes: tuple[Id, ...] = ()
    """All classes that no other route of this station names, if left out."""
    ways: Annotated[tuple[Branch, ...], Field(min_length=1)]


class Clock(Record):
    """A legal clock or standard: from a start to a stop within a limit."""

    id: Id
    says: str = ""
    limit: Span
    classes: tuple[Id, ...] = ()
    starts: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations or links whose entry starts it."""
    stops: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations, links or exits whose entry stops it; every exit does."""


class Standard(Record):
    """A standard of care: so much of something for each person."""

    id: Id
    says: str = ""
    per_person: Amount


class Surge(Record):
    """Servers or room that come late, and may be withdrawn."""

    id: Id
    says: str = ""
    station: Id
    watches: Id | None = None
    """Station whose people call it; its own if left out."""
    measure: Literal["inside", "waiting"] = "inside"
    above: Amount
    """Called at this many persons."""
    below: Amount = -1.0
    """Withdrawn at this many persons or fewer; never if left out."""
    lead: Span = "0 h"
    ramp: Span = "0 h"
    """From the first to the last of its steps."""
    steps: Annotated[int, Field(ge=1, le=1000)] = 1
    servers: Amount = 0.0
    room: Amount = 0.0
    stays: Span = "0 h"
    """Shortest time before it is withdrawn."""


class Closure(Record):
    """A planned closure: nobody is served, and a hard room takes nobody in."""

    station: Id
    begins: Span
    ends: Span


class Outage(Record):
    """Closures that nobody planned."""

    id: Id
    station: Id
    up: Law
    down: Law


class Census(Record):
    """People who are there at the start."""

    station: Id
    of: Id
    """Class."""
    persons: Amount
    age: tuple[Span, Span] = ("0 h", "0 h")
    """Shortest and longest stay so far at the station, evenly spread."""
    longer: Span = "0 h"
    """How much longer they have been in the network."""


class Rate(Record):
    """From some time on, so many persons a day."""

    at: Span
    per_day: Amount


class Group(Record):
    """Persons who come together: a flight, a bus."""

    at: Span
    persons: Amount
    every: Span | None = None
    """Repeated until the horizon."""


class Inflow(Record):
    """Arrivals of one class at one station."""

    id: Id
    of: Id
    """Class."""
    station: Id
    rates: tuple[Rate, ...] = ()
    hours: tuple[float, ...] = ()
    """Twenty-four relative rates by hour of the day."""
    weekdays: tuple[float, ...] = ()
    """Seven relative rates, Monday first."""
    months: tuple[float, ...] = ()
    """Twelve relative rates, January first."""
    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _profiles(self) -> Inflow:
        for name, values, n in (
            ("hours", self.hours, 24),
            ("weekdays", self.weekdays, 7),
            ("months", self.months, 12),
        ):
            if values and (len(values) != n or min(values) < 0 or sum(values) <= 0):
                raise ValueError(f"{name} must be {n} numbers of at least 0, not all 0")
        return self


class CourseChange(Record):
    """What a course changes: parts that stand in for those of the same id.

    A route stands in for the one at the same place for the same classes. What has
    no counterpart is added; closures and census are only added.
    """

    course: Id
    says: str = ""
    stations: tuple[Station, ...] = ()
    links: tuple[Link, ...] = ()
    exits: tuple[Exit, ...] = ()
    routes: tuple[Route, ...] = ()
    clocks: tuple[Clock, ...] = ()
    standards: tuple[Standard, ...] = ()
    surges: tuple[Surge, ...] = ()
    closures: tuple[Closure, ...] = ()
    outages: tuple[Outage, ...] = ()
    census: tuple[Census, ...] = ()
    arrivals: tuple[Inflow, ...] = ()


class Network(Record):
    """The whole file."""

    title: str = ""
    start: Day = "2025-01-01"
    """Day of time zero; it sets weekdays and months."""
    classes: Annotated[tuple[PersonClass, ...], Field(min_length=1, max_length=250)]
    stations: Annotated[tuple[Station, ...], Field(min_length=1)]
    links: tuple[Link, ...] = ()
    exits: Annotated[tuple[Exit, ...], Field(min_length=1)]
    routes: tuple[Route, ...]
    clocks: Annotated[tuple[Clock, ...], Field(max_length=32)] = ()
    standards: tuple[Standard, ...] = ()
    surges: tuple[Surge, ...] = ()
    closures: tuple[Closure, ...] = ()
    outages: tuple[Outage, ...] = ()
    census: tuple[Census, ...] = ()
    arrivals: tuple[Inflow, ...] = ()
    courses: tuple[CourseChange, ...] = ()
    groups: tuple[SiteGroup, ...] = ()
    feeds: tuple[Feed, ...] = ()
    levers: tuple[Lever, ...] = ()
    outcomes: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """Measures that count those who leave by these exits, e.g. `removals`."""
    replays: tuple[Replay, ...] = ()

    @property
    def places(self) -> tuple[Station | Link, ...]:
        """Return stations, and then links: the order of their rows."""
        return (*self.stations, *self.links)
