"""`forces.yaml`: duty statuses, unit types, dwell rules and demand elsewhere."""

from __future__ import annotations

from typing import Literal

from steelyard.casebook.quantity import Id, Record


class DutyStatus(Record):
    """A status under which people serve."""

    title: str
    command: str
    """Who commands, e.g. governor."""
    pay: Literal["state", "federal", "contract"]
    payer: Id
    legal_actor: Id | None = None
    """Actor by which `law.yaml` knows it."""
    says: str = ""
    dwell: Id | None = None
    """Quantity: time at home per time deployed."""
    tour: Id | None = None
    lead: Id | None = None
    source: tuple[Id, ...] = ()


class UnitType(Record):
    """A type of unit in the pool."""

    title: str
    component: Literal["active", "guard", "reserve", "civil", "contractor"]
    pool: Id
    """Quantity: units that exist."""
    strength: Id
    """Quantity: people in one."""
    available: Id | None = None
    source: tuple[Id, ...] = ()


class Contingency(Record):
    """An abstract demand elsewhere against which readiness is read."""

    title: str
    needs: dict[Id, Id]
    """Unit type: quantity of units."""
    within: Id
    """Quantity: days to be ready in."""


class ForcesFile(Record):
    """A file of forces."""

    statuses: dict[Id, DutyStatus] = {}
    units: dict[Id, UnitType] = {}
    contingencies: dict[Id, Contingency] = {}
