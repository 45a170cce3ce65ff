"""`escalation.yaml`: players, rungs, responses and payoffs, as abstract moves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record


class PlayerType(Record):
    """A disposition that a player may have, unknown to the others."""

    title: str
    prior: Annotated[float, Field(ge=0, le=1)]


class Player(Record):
    """Somebody who moves."""

    title: str
    types: dict[Id, PlayerType] = {}
    observes: tuple[Id, ...] = ()
    """Players whose moves it sees before it moves."""

    @model_validator(mode="after")
    def _priors(self) -> Player:
        total = sum(t.prior for t in self.types.values())
        if self.types and abs(total - 1) > 1e-9:
            raise ValueError(f"priors of the types add up to {total:g}, not 1")
        return self


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
    legal_basis: str = ""
    benefits: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    line: int | None = None


class Precondition(Record):
    """A gate on a rung, in the proposal's own words."""

    says: str
    quote: str = ""
    line: int | None = None
    met_by: tuple[Id, ...] = ()
    """Actions that meet it."""


class Response(Record):
    """An answer of another player."""

    id: Id
    player: Id
    title: str
    condition: str = ""
    stated_likelihood: str = ""
    line: int | None = None


class Consequence(Record):
    """What follows from a rung and its answers."""

    rung: Id
    responses: tuple[Id, ...] = ()
    measure: Id
    size: Id
    """Quantity with range and basis."""


class Payoff(Record):
    """How a player values an outcome: an interval, or a rank."""

    player: Id
    rung: Id
    responses: tuple[Id, ...] = ()
    interval: tuple[float, float] | None = None
    rank: int | None = None

    @model_validator(mode="after")
    def _one(self) -> Payoff:
        if (self.interval is None) == (self.rank is None):
            raise ValueError("give an interval or a rank, not both")
        return self


class EscalationFile(Record):
    """A file of the ladder."""

    players: dict[Id, Player] = {}
    preconditions: dict[Id, Precondition] = {}
    rungs: tuple[Rung, ...] = ()
    responses: tuple[Response, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    payoffs: tuple[Payoff, ...] = ()
    stages: Annotated[int, Field(ge=1, le=10)] = 1
