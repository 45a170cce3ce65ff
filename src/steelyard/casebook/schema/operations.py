"""Past operations: what they used, how long, and what they cost."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record
from steelyard.casebook.schema.actions import UseKind
from steelyard.casebook.schema.objects import Objects


class Spent(Record):
    """One thing that an operation used: a standing amount over days."""

    kind: UseKind
    status: Id | None = None
    amount: Id
    """Quantity: people, beds, hours a day, in the mean."""
    days: Id
    """Quantity: days."""
    rates: tuple[Id, ...] = ()
    """Planning rates that fit it, e.g. that of one type of aircraft; any if empty."""


class Operation(Record):
    """A past operation.

    Operations of one `family` share money or events: a test of one leaves the
    rates of the whole family out.
    """

    id: Id
    title: str
    family: Id
    since: Day
    until: Day
    used: Annotated[tuple[Spent, ...], Field(min_length=1)]
    cost: Id
    """Quantity: what it cost, in prices of its time."""
    bound: Literal["exact", "at_least", "at_most"] = "exact"
    """Whether the reported cost is known to be short, or to hold more."""
    test: bool = True
    """Whether it is predicted as a back-test."""
    analogy: bool = True
    """Whether the rate that it implies is used elsewhere."""
    fits: tuple[Objects, ...] | None = None
    """Uses of actions that it is like; those of its kind and status if left out."""
    says: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Operation:
        if not self.since < self.until:
            raise ValueError(f"since {self.since} must be before until {self.until}")
        return self
