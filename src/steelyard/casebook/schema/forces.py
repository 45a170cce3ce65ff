"""`forces.yaml`: duty statuses, unit types, dwell rules and demand elsewhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record
from steelyard.casebook.schema.force_plan import ForcePlanning
from steelyard.casebook.schema.objects import Objects


class DutyStatus(Record):
    """A status under which people serve."""

    title: str
    command: str
    """Who commands, e.g. governor."""
    pay: Literal["state", "federal", "contract"]
    payer: Id
    military: bool = True
    """Whether its people are of the armed forces."""
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
    """Quantity: share that is neither deployed nor in reset; all if left out."""
    dwell: Id | None = None
    """Quantity: time at home per time deployed."""
    reset: Id | None = None
    """Quantity: days after a mission before a unit can go elsewhere."""
    recall: Id | None = None
    """Quantity: days in which a unit on a mission can be taken off for another."""
    training: Id | None = None
    """Quantity: days of collective training that a day on a mission costs."""
    source: tuple[Id, ...] = ()


class Training(Record):
    """Months in which units of some types train together and are not free."""

    title: str
    units: Annotated[tuple[Id, ...], Field(min_length=1)]
    months: Annotated[
        tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)
    ]
    share: Id
    """Quantity: share of the free units that are at it on a day of those months."""
    says: str = ""
    source: tuple[Id, ...] = ()


class Rotation(Record):
    """Units of a type that are relieved elsewhere on a schedule.

    The units away all the time are not in the free share of the pool; at each
    relief both the old and the new are away, for the overlap.
    """

    title: str
    unit: Id
    units: Id
    """Quantity: units that are relieved at one time."""
    tour: Id
    """Quantity: days from one relief to the next."""
    overlap: Id
    """Quantity: days on which both are away."""
    first: Id
    """Quantity: days from the start of the horizon to the first relief."""
    says: str = ""
    source: tuple[Id, ...] = ()


class Aircraft(Record):
    """A type of aircraft that missions and contingencies share."""

    title: str
    fleet: Id
    """Quantity: aircraft that exist."""
    capable: Id
    """Quantity: share that can fly a mission."""
    tasked: Id
    """Quantity: aircraft at work elsewhere on a normal day."""
    hours: Id
    """Quantity: hours that one flies on a day of work."""
    covers: Annotated[tuple[Objects, ...], Field(min_length=1)]
    """Uses of actions (flight hours) that it flies."""
    recall: Id | None = None
    source: tuple[Id, ...] = ()


class Draw(Record):
    """From which unit types the people of some uses come."""

    covers: Annotated[tuple[Objects, ...], Field(min_length=1)]
    units: Annotated[dict[Id, Id], Field(min_length=1)]
    """Unit type: quantity of weight; weights are brought to a sum of one."""
    says: str = ""


class Contingency(Record):
    """An abstract demand elsewhere against which readiness is read."""

    title: str
    needs: Annotated[dict[Id, Id], Field(min_length=1)]
    """Unit type or aircraft: quantity of units."""
    within: Id
    """Quantity: days to be ready in."""
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    """Calendar months in which it can begin; all if left out."""
    says: str = ""
    source: tuple[Id, ...] = ()


class CallUp(Record):
    """A limit on people or days under a law of call-up."""

    id: Id
    title: str
    cites: Annotated[tuple[str, ...], Field(min_length=1)]
    statuses: Annotated[tuple[Id, ...], Field(min_length=1)]
    people: Id | None = None
    """Quantity: most people at one time."""
    days: Id | None = None
    """Quantity: most days without a break."""
    says: str = ""

    @model_validator(mode="after")
    def _some(self) -> CallUp:
        if self.people is None and self.days is None:
            raise ValueError("give people, days or both")
        return self


class Burden(Record):
    """What person-days cost in other things, by judgement."""

    id: Id
    title: str
    statuses: tuple[Id, ...] = ()
    rate: Id
    """Quantity: of it for each person and day."""
    unit: str
    """Unit of the result, e.g. `person*hour`."""
    says: str = ""


class Substitute(Record):
    """A civil agency or contractor that could do a share of some uses."""

    id: Id
    title: str
    covers: Annotated[tuple[Objects, ...], Field(min_length=1)]
    share: Id
    """Quantity: share of the people or hours that it could take over."""
    lead: Id
    """Quantity: days from the decision until it does."""
    rate: Id | None = None
    """Quantity: what it costs for the same person and day, or hour."""
    payer: Id | None = None
    says: str = ""
    source: tuple[Id, ...] = ()


class Mitigation(Record):
    """A way to ease the burden on the forces, one at a time."""

    id: Id
    title: str
    kind: Literal["stagger", "mix", "replace"]
    """Spread flights, move people between unit types, or use a substitute."""
    aircraft: Id | None = None
    """For stagger: the type whose daily use is capped."""
    cap: Id | None = None
    """For stagger: quantity of aircraft a day at most."""
    source_units: tuple[Id, ...] = ()
    """For mix: unit types that give."""
    target_unit: Id | None = None
    """For mix: unit type that takes."""
    share: Id | None = None
    """For mix: quantity of the share moved."""
    rate_from: Id | None = None
    rate_to: Id | None = None
    """For mix: quantities of cost by person and day before and after."""
    substitutes: tuple[Id, ...] = ()
    """For replace: ids of substitutes."""
    says: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Mitigation:
        needs: dict[str, tuple[object, ...]] = {
            "stagger": (self.aircraft, self.cap),
            "mix": (self.source_units, self.target_unit, self.share),
            "replace": (self.substitutes,),
        }
        names = {
            "stagger": "aircraft and cap",
            "mix": "source_units, target_unit and share",
            "replace": "substitutes",
        }
        if not all(needs[self.kind]):
            raise ValueError(f"{self.kind} needs {names[self.kind]}")
        return self


class ForcesFile(Record):
    """A file of forces."""

    statuses: dict[Id, DutyStatus] = {}
    units: dict[Id, UnitType] = {}
    training: tuple[Training, ...] = ()
    """Training calendars."""
    rotations: tuple[Rotation, ...] = ()
    """Rotation schedules."""
    aircraft: dict[Id, Aircraft] = {}
    draws: tuple[Draw, ...] = ()
    """First match counts; people that none covers are not counted by unit type."""
    contingencies: dict[Id, Contingency] = {}
    callups: tuple[CallUp, ...] = ()
    burdens: tuple[Burden, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    plan: ForcePlanning | None = None
