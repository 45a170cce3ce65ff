"""`threat.yaml`: arrivals, the line, drones and routes that a course meets."""

from __future__ import annotations

from typing import Literal

from steelyard.casebook.quantity import Id, Record


class Region(Record):
    """A sector or region, the finest place that a model knows."""

    title: str
    length: Id | None = None


class Arrivals(Record):
    """A monthly series of arrivals by class, and what acts on it."""

    sql: str
    """Columns `month`, `region`, `class`, `value`."""
    jumps: tuple[str, ...] = ()
    """Months (YYYY-MM) in which policy changed the level."""
    effects: dict[Id, Id] = {}
    """Action: quantity that multiplies arrivals while it lasts."""


class Line(Record):
    """Detection and response along a region's line."""

    region: Id
    detection: Id
    response: Id
    on_duty_share: Id
    """Quantity: share of assigned officers who are on the line."""


class Airspace(Record):
    """Incursions and response; competing counts stay apart."""

    readings: dict[Id, Id]
    """Holder of a count: quantity of incursions a day."""
    classify: Id
    decide: Id
    patience: Id
    """Quantity: time until the object has left."""


class Route(Record):
    """A way by which goods come in."""

    title: str
    kind: Literal[
        "port_commercial",
        "port_passenger",
        "port_pedestrian",
        "between_ports",
        "mail",
        "maritime",
        "tunnel",
        "air",
    ]
    seizure_probability: Id
    """Quantity with a range: seizures alone do not identify flow."""


class ThreatFile(Record):
    """A file of the setting."""

    regions: dict[Id, Region] = {}
    arrivals: Arrivals | None = None
    line: tuple[Line, ...] = ()
    airspace: Airspace | None = None
    routes: dict[Id, Route] = {}
