"""`actions.yaml`: the menu of things that somebody could do."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record

UseKind: TypeAlias = Literal[
    "person_days", "bed_days", "flight_hours", "equipment", "service"
]
"""What is used: people on duty, places held ready, hours flown, things, services."""


class Act(Record):
    """An act for the judge: who does what where, with named facts."""

    actor: Id
    activity: Id
    place: Id
    facts: tuple[Id, ...] = ()


class Use(Record):
    """A resource that an action uses at scale 1.

    Costs `amount x rate`, times the days of activity if `recurring`. The units
    must multiply to money.
    """

    id: Id
    kind: UseKind
    says: str = ""
    amount: Id
    """Quantity, e.g. persons on duty, beds kept ready, flight hours a day."""
    rate: Id
    """Quantity: money per unit of amount (and per day if recurring)."""
    status: Id | None = None
    """Duty status of the people, for person-days."""
    payer: Id
    """Who pays, among the payers of the budget."""
    recurring: bool = True
    """Used each day, or once at the start."""

    @model_validator(mode="after")
    def _status(self) -> Use:
        if (self.kind == "person_days") != (self.status is not None):
            raise ValueError("status goes with person_days, and person_days need one")
        return self


class Effect(Record):
    """A change that the action is said to bring about."""

    target: Id
    """Measure or quantity that moves."""
    direction: Literal["up", "down", "unclear"]
    size: Id | None = None
    """Quantity that gives the size, where anybody has put a number on it."""
    says: str = ""
    holder: str = ""
    """Who says so."""


class Action(Record):
    """One thing to do."""

    id: Id
    title: str
    summary: str = ""
    lead: str = ""
    """Organisation in charge."""
    where: str = ""
    challenge: tuple[Id, ...] = ()
    """Which of the proposal's problems it answers."""
    authority: str = ""
    """Legal authority that the proposal names or seeks, in words."""
    acts: tuple[Act, ...] = ()
    """How the judge should see it; all must pass."""
    prerequisites: tuple[str, ...] = ()
    requires: tuple[Id, ...] = ()
    """Actions that must come before."""
    uses: tuple[Use, ...] = ()
    effects: tuple[Effect, ...] = ()
    risks: tuple[str, ...] = ()
    claims: tuple[Id, ...] = ()
    """Claims of the proposal that bear on it."""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    line: int | None = None
    rung: int | None = None
    """Place on the escalation ladder, where it is part of one."""
    kind: Literal["mission", "force", "rung", "civil", "programme"] = "mission"
    not_costed: str = ""
    """Why it uses nothing here, where that is so."""

    @model_validator(mode="after")
    def _costed(self) -> Action:
        if not self.uses and not self.not_costed:
            raise ValueError("an action without uses says why in not_costed")
        if self.uses and self.not_costed:
            raise ValueError("not_costed goes with an action that has no uses")
        return self


class ActionsFile(Record):
    """A file of actions."""

    actions: tuple[Action, ...]
