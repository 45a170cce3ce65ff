"""`movement.yaml`: fleets, airports, demand and country limits for `plan`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

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
    hub: Id | None = None
    readiness_floor: Id | None = None
    """Quantity: aircraft that must stay within reach of the hub."""


class Demand(Record):
    """People to be moved between two places in a window."""

    id: Id
    origin: Id
    destination: Id
    people: Id
    due_start: Day
    due_end: Day
    secured: bool = False
    """Cannot travel on commercial flights."""


class CountryLimit(Record):
    """What a receiving country takes."""

    per_day: Id | None = None
    in_all: Id | None = None
    refuses: bool = False
    note: str = ""


class MovementFile(Record):
    """A file of movement."""

    airports: dict[Id, Airport] = {}
    fleets: dict[Id, Fleet] = {}
    demand: tuple[Demand, ...] = ()
    countries: dict[Id, CountryLimit] = {}
