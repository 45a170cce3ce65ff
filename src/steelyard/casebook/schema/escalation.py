"""`escalation.yaml`: a ladder of policy choices, its gates, and the game around it.

Abstract moves only: a move is a policy choice, never a target, a place or a person.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record

When: TypeAlias = dict[Id, tuple[Id, ...]]
"""Player: moves, any of which it makes. All players named must match."""


class PlayerType(Record):
    """A disposition that a player may have, known to itself and not to the others."""

    title: str
    prior: Id | Annotated[float, Field(ge=0, le=1)] | None = None
    """A number, a quantity, or nothing: what the other types leave."""
    says: str = ""


class Preference(Record):
    """A statement about an outcome that a player wants to be true, or false."""

    when: Annotated[When, Field(min_length=1)]
    wanted: bool = True
    says: str = ""


class Player(Record):
    """Somebody who moves, once in each period."""

    title: str
    types: dict[Id, PlayerType] = {}
    observes: tuple[Id, ...] = ()
    """Players whose move of the same period it sees before it moves. Moves of past
    periods are seen by all."""
    preferences: tuple[Preference, ...] = ()
    """Ordinal: statements, the most important first, for readers who refuse payoffs."""


class Stage(Record):
    """A state of relations that a period can begin in."""

    title: str
    says: str = ""


class Transition(Record):
    """What carries relations from one stage to another."""

    at: tuple[Id, ...] = ()
    """Stages in which it applies; all if left out."""
    when: When = {}
    to: Id


class Move(Record):
    """A choice in the game; stands for rungs of the ladder or stated responses."""

    id: Id
    player: Id
    title: str
    rungs: tuple[Id, ...] = ()
    responses: tuple[Id, ...] = ()
    after: When = {}
    """Only open to the player once these were made."""
    says: str = ""


class Rung(Record):
    """A step on the ladder: a policy choice, never a target."""

    id: Id
    rung: int
    title: str
    where: str = ""
    consent: str = ""
    action: Id | None = None
    preconditions: tuple[Id, ...] = ()
    reversible: Literal["yes", "partly", "no"] = "partly"
    notice: Id | None = None
    """Quantity: how long before the act the others know of it."""
    legal_basis: str = ""
    benefits: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    line: int | None = None
    outside: str = ""
    """Why no move of the game stands for it, where that is so."""


class Precondition(Record):
    """A gate on a rung, in the proposal's own words."""

    says: Annotated[str, Field(min_length=1)]
    kind: Literal["action", "condition", "manner"] = "action"
    """Something to do first, a state of the world, or a way of doing it."""
    quote: str = ""
    line: int | None = None
    met_by: tuple[Id, ...] = ()
    """Actions, any of which meets it if it starts before the rung."""


class Response(Record):
    """An answer of another player, as the proposal states it."""

    id: Id
    player: Id
    title: str
    condition: str = ""
    stated_likelihood: str = ""
    line: int | None = None
    outside: str = ""
    """Why no move of the game stands for it, where that is so."""


class Payoff(Record):
    """A component of what a player makes of a period.

    Adds `times` x the component wherever all conditions hold.
    """

    player: Id
    component: Id
    """Quantity with a range and a basis, in points."""
    times: float = 1.0
    when: When = {}
    types: When = {}
    """Player: types, its own or another's."""
    stages: tuple[Id, ...] = ()
    says: str = ""


class Outcome(Record):
    """An end state that a path can lead to."""

    id: Id
    title: str
    when: When = {}
    stages: tuple[Id, ...] = ()
    """Stages in which a period ends, any of them."""
    at: Literal["end", "ever"] = "end"

    @model_validator(mode="after")
    def _says_something(self) -> Outcome:
        if not self.when and not self.stages:
            raise ValueError("say when it comes about: give when, stages or both")
        return self


class Scale(Record):
    """Something that consequences add up on."""

    title: str
    unit: str = "ratio"
    base: float = 0.0
    """Level in a period in which nothing adds to it."""
    over: Literal["mean", "sum", "max", "end"] = "mean"
    """How the levels of the periods make one."""
    ranks: tuple[str, ...] = ()
    """Names of ranks 0, 1, 2, ... where nobody can defend a number."""
    row: Literal["risk", "lethality", "effect", "readiness"] = "risk"

    @model_validator(mode="after")
    def _ranked(self) -> Scale:
        if self.ranks and self.over != "max":
            raise ValueError("ranks cannot be added up: write `over: max`")
        return self


class Consequence(Record):
    """What follows from moves, in a period, on one scale."""

    scale: Id
    when: When = {}
    stages: tuple[Id, ...] = ()
    size: Id | None = None
    """Quantity with range and basis."""
    times: float = 1.0
    rank: Annotated[int, Field(ge=0)] | None = None
    says: str = ""

    @model_validator(mode="after")
    def _one(self) -> Consequence:
        if (self.size is None) == (self.rank is None):
            raise ValueError("give a size or a rank, not both")
        return self


class Moved(Record):
    """Something that a scale's level along a future's path moves.

    It stands at 0 where the scale is at `none_at`, at 1 where it is at `full_at`, in
    proportion between them and no further.
    """

    scale: Id
    none_at: float
    full_at: float
    says: str = ""

    @model_validator(mode="after")
    def _apart(self) -> Moved:
        if self.none_at == self.full_at:
            raise ValueError("none_at and full_at must differ")
        return self


class Drive(Moved):
    """How far a scale's level moves a driver of the setting."""

    driver: Id
    """Driver of `threat.yaml`."""


class Call(Moved):
    """An action that a path calls for beside what the course does.

    Only what is called for above the status quo's path in the same future counts; the
    action's uses carry it on to cost, ledger and readiness.
    """

    action: Id
    """Action of `actions.yaml`, at scale 1 where the level is full."""
    lead: Id | None = None
    """Quantity: days from the answer to the first day of the action."""


class Loss(Record):
    """Something of worth that does not take place. It is no cost to any budget.

    Counts the scale's level less that of the status quo's path in the same future,
    times `of`, over the horizon.
    """

    title: str
    scale: Id
    of: Id
    """Quantity in money per time: what a level of 1 would stop."""
    says: str = ""


class Reading(Record):
    """What somebody expects, as narrower ranges of the same quantities."""

    id: Id
    title: str
    holder: str
    quote: str = ""
    line: int | None = None
    claims: tuple[Id, ...] = ()
    source: tuple[Id, ...] = ()
    """Where it is stated, if not in the proposal."""
    assume: Annotated[dict[Id, tuple[float, float]], Field(min_length=1)]
    """Quantity: range within its own."""
    says: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Reading:
        for id_, (low, high) in self.assume.items():
            if not low <= high:
                raise ValueError(f"{id_}: {low:g} is above {high:g}")
        return self


class EscalationFile(Record):
    """The ladder, and the game around it where the casebook has one."""

    players: dict[Id, Player] = {}
    """In the order in which they move in a period; the first climbs the ladder."""
    preconditions: dict[Id, Precondition] = {}
    rungs: tuple[Rung, ...] = ()
    responses: tuple[Response, ...] = ()
    moves: tuple[Move, ...] = ()
    status_quo: dict[Id, Id] = {}
    """Player: the move that changes nothing."""
    stages: dict[Id, Stage] = {}
    """The first is where the game begins."""
    transitions: tuple[Transition, ...] = ()
    """The first that fits applies; relations stay as they are if none does."""
    payoffs: tuple[Payoff, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    scales: dict[Id, Scale] = {}
    consequences: tuple[Consequence, ...] = ()
    drives: tuple[Drive, ...] = ()
    """What the path of each future does to the setting."""
    calls: tuple[Call, ...] = ()
    """What it calls for in people, days and aircraft, and so in money."""
    losses: dict[Id, Loss] = {}
    """What does not take place along it, in money; beside costs, never among them."""
    readings: tuple[Reading, ...] = ()
    periods: Annotated[int, Field(ge=1, le=3)] = 1
    discount: Id | None = None
    """Quantity: weight of the next period against this one."""
    precision: Id | None = None
    """Quantity: precision of choice (logit), per point."""
    cases: Id | None = None
    """Table of past cases."""
    limits: tuple[str, ...] = ()
    """What this game leaves out, in words."""

    @property
    def playable(self) -> bool:
        """Whether there is a game, and not the ladder alone."""
        return bool(self.moves and self.payoffs)
