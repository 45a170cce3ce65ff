"""`movement.yaml`: fleets, airports, demand and country limits for `plan`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record


class Airport(Record):
    """An airport or port, as an installation and no finer."""

    title: str
    country: Id
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    role: Literal["hub", "origin", "destination", "stop"]
    parking: Id | None = None
    """Quantity: aircraft that can be worked at once (maximum on ground)."""
    source: tuple[Id, ...] = ()


class Fleet(Record):
    """A type of aircraft, ship or bus with what planning needs of it."""

    title: str
    mode: Literal["air", "sea", "road"]
    civil: bool = False
    """Contract charter rather than military."""
    seats: Id
    seats_emergency: Id | None = None
    range: Id
    speed: Id
    ground_time: Id
    hours_per_day: Id
    available: Id
    cost_per_hour: Id
    actions: tuple[Id, ...] = ()
    """Actions that bring it; at hand in every course if left out."""
    hub: Id | None = None
    """Where all of them start; the plan chooses among `hubs` if left out."""
    hubs: tuple[Id, ...] = ()
    """Where they can be based; every airport of that role if left out."""
    secured: bool = True
    """Whether it can carry people who may not travel on commercial flights."""
    crews: Id | None = None
    """Quantity: crews for each aircraft."""
    crew_hours: Id | None = None
    """Quantity: hours that a crew may fly in a time, e.g. hour/day."""
    detour: Id | None = None
    """Quantity: distance over great-circle distance; 1 if left out."""
    readiness_floor: Id | None = None
    """Quantity: aircraft that must stay within reach of `readiness_hub`."""
    readiness_within: Id | None = None
    """Quantity: days within which they must be there; 1 if left out."""
    readiness_hub: Id | None = None
    """The hub of the floor; the first of its hubs if left out."""


class Demand(Record):
    """People to be moved between two places in a window."""

    id: Id
    origin: Id
    destination: Id
    people: Id
    scale: Id | None = None
    """Quantity: share of the people that moves by these fleets."""
    actions: tuple[Id, ...] = ()
    """Actions that move them; moved in every course if left out."""
    ready_start: Day | None = None
    """First day on which some can leave; `due_start` if left out."""
    ready_end: Day | None = None
    """Day by which all could have left; they come evenly. `due_end` if left out."""
    due_start: Day
    due_end: Day
    secured: bool = False
    """Cannot travel on commercial flights."""
    modes: tuple[Literal["air", "sea", "road"], ...] = ("air",)

    @model_validator(mode="after")
    def _rises(self) -> Demand:
        start, end = self.ready_start or self.due_start, self.ready_end or self.due_end
        if not start < end:
            raise ValueError(
                f"people are ready from {start}, which is not before {end}"
            )
        if not self.due_start < self.due_end:
            raise ValueError(
                f"due_start {self.due_start} must be before due_end {self.due_end}"
            )
        if self.due_start < start or self.due_end < end:
            raise ValueError(
                f"due before it exists: ready from {start} to {end}, due from "
                f"{self.due_start} to {self.due_end}; due must not come before ready"
            )
        return self


class CountryLimit(Record):
    """What a receiving country takes."""

    per_day: Id | None = None
    in_all: Id | None = None
    refuses: bool = False
    note: str = ""
    source: tuple[Id, ...] = ()


class Planning(Record):
    """What the plan of movement weighs and allows, as quantities."""

    hold: Id
    """Cost of a person who waits, for a day."""
    late: Id
    """Cost of a person who is overdue, for a day, beyond waiting."""
    overhead: Id | None = None
    """Time of a leg by air beyond distance over speed."""
    queueing: Id | None = None
    """Share of parking that can be used, for the unevenness of arrivals."""
    change_bases: Id | None = None
    """Days between chances to change bases; 28 if left out."""


class FedLink(Record):
    """A link of the network that takes the plan's seats in place of its timetable."""

    link: Id
    """Of `network.yaml`."""
    destinations: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Airports: all demand that goes there leaves by the link."""


class Flown(Record):
    """Which planned seats reach the people flow, and what of them does not fly."""

    links: Annotated[tuple[FedLink, ...], Field(min_length=1)]
    cancelled: Id | None = None
    """Quantity: share of flights lost for a reason of their own, e.g. weather."""
    grounded: Id | None = None
    """Quantity: share of the aircraft at hand that cannot fly on a day."""
    refusals: Id | None = None
    """Quantity: how often in a time a country stops taking flights."""
    refusal_length: Id | None = None
    """Quantity: how long it then takes none."""
    target: Id
    """Quantity: share of people who are to leave when due."""

    @model_validator(mode="after")
    def _whole(self) -> Flown:
        if (self.refusals is None) != (self.refusal_length is None):
            raise ValueError("give refusals and refusal_length, or neither")
        return self


class MovementFile(Record):
    """A file of movement."""

    airports: dict[Id, Airport] = {}
    fleets: dict[Id, Fleet] = {}
    demand: tuple[Demand, ...] = ()
    countries: dict[Id, CountryLimit] = {}
    planning: Planning | None = None
    flown: Flown | None = None
    """How plans reach the people flow; each link keeps its timetable if left out."""
