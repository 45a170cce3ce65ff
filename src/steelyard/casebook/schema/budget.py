"""`budget.yaml`: who pays, out of which account, under what rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record
from steelyard.casebook.schema.objects import Objects
from steelyard.casebook.schema.operations import Operation

FiscalYear = Annotated[int, Field(ge=1900, le=2100)]


class Payer(Record):
    """An organisation whose money is spent."""

    title: str
    level: Literal["federal", "state", "foreign", "private"] = "federal"


class Account(Record):
    """An appropriation account.

    Accounts pay in the order of the file, each for the uses of its payer that
    its objects cover, in its years, as far as its free money goes.
    """

    title: str
    payer: Id
    purpose: str
    """What the money may be used for, in words."""
    objects: tuple[Objects, ...] | None = None
    """The same as sets of uses; all uses of its payer if left out, none if empty."""
    years: tuple[FiscalYear, FiscalYear]
    """First and last fiscal year in which it can be obligated."""
    amount: Id
    """Quantity: budget authority."""
    free: Id | None = None
    """Quantity: how much of it is not bound elsewhere; all if left out."""
    status: Literal["enacted", "continuing_resolution", "requested"] = "enacted"
    """A request pays nothing until a movement grants it."""
    enacted: Day | None = None
    """Day of enactment, where it lies within the horizon: nothing before."""
    new_starts: bool = True
    """Whether it may begin in its years what did not go on before them."""
    apportioned: bool = False
    """Available in proportion to the days of its years within the horizon."""
    authority: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _years(self) -> Account:
        if self.years[0] > self.years[1]:
            raise ValueError("the first year is after the last")
        if not self.purpose.strip():
            raise ValueError("an account needs a purpose")
        return self


class Takes(Record):
    """What a movement of money takes away where it comes from."""

    title: str
    """One of the things lost, e.g. `brigade rotation`."""
    each: Id
    """Quantity: what one of them costs."""


class Movement(Record):
    """A transfer, reprogramming, reimbursement or request."""

    id: Id
    kind: Literal[
        "transfer", "reprogramming", "reimbursement", "request", "supplemental"
    ]
    from_account: Id | None = None
    to_account: Id | None = None
    amount: Id | None = None
    """Quantity; a reimbursement without one pays the whole cost."""
    year: FiscalYear | None = None
    """Fiscal year; the first of its accounts if left out."""
    limit: Id | None = None
    """Quantity: the most that the authority allows in the year."""
    objects: tuple[Objects, ...] | None = None
    """For a reimbursement: the uses that are paid back."""
    authority: str
    cites: tuple[str, ...] = ()
    needs: str = ""
    """Who must act first, e.g. `an act of Congress`."""
    takes: Takes | None = None
    says: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Movement:
        if self.amount is None and self.kind != "reimbursement":
            raise ValueError(f"a {self.kind} needs an amount")
        moves = self.kind in {"transfer", "reprogramming"}
        if moves and (self.from_account is None or self.to_account is None):
            raise ValueError(f"a {self.kind} needs from_account and to_account")
        if self.kind == "reimbursement" and self.from_account is None:
            raise ValueError("a reimbursement needs from_account")
        return self


class Option(Record):
    """A way to find money: movements that are made together."""

    id: Id
    title: str
    movements: Annotated[tuple[Id, ...], Field(min_length=1)]
    says: str = ""
    source: tuple[Id, ...] = ()


class BudgetRule(Record):
    """A limit of purpose, time or amount, or a duty to pay back."""

    id: Id
    says: str
    cites: tuple[str, ...]
    kind: Literal["purpose", "time", "amount", "reimbursement"]
    accounts: tuple[Id, ...] = ()
    limit: Id | None = None
    """Quantity: what the money spent on `covers`, or moved, must not pass."""
    covers: tuple[Objects, ...] | None = None
    """The uses that it speaks of."""
    scope: Literal["year", "horizon", "item"] = "horizon"
    """Whether the limit holds for a year, for all years, or for one item."""
    payers: tuple[Id, ...] = ()
    """Who must bear what it covers."""
    waiver: str = ""
    """When the rule gives way, in words; what breaks it then depends on that."""


class Element(Record):
    """An element of the work breakdown structure."""

    id: Id
    title: str
    covers: tuple[Objects, ...]


class Correlation(Record):
    """Quantities that tend to err together (a one-factor Gaussian copula)."""

    id: Id
    quantities: Annotated[tuple[Id, ...], Field(min_length=2)]
    rho: Id
    """Quantity: correlation of any two of them, 0 to below 1; its value is used."""
    says: str = ""


class Curve(Record):
    """How the cost of a use grows with its amount, other than in proportion."""

    id: Id
    covers: tuple[Objects, ...]
    learning: Id | None = None
    """Quantity: average price of twice as many over the average price now."""
    step: Id | None = None
    """Quantity: amounts are bought in whole steps of this size."""

    @model_validator(mode="after")
    def _one(self) -> Curve:
        if (self.learning is None) == (self.step is None):
            raise ValueError("give exactly one of learning and step")
        return self


class BudgetFile(Record):
    """A file of money."""

    payers: dict[Id, Payer]
    accounts: dict[Id, Account] = {}
    movements: tuple[Movement, ...] = ()
    options: tuple[Option, ...] = ()
    rules: tuple[BudgetRule, ...] = ()
    elements: tuple[Element, ...] = ()
    """Work breakdown structure, first match counts."""
    correlation: tuple[Correlation, ...] = ()
    curves: tuple[Curve, ...] = ()
    inflation: Id | None = None
    """Quantity: yearly growth of prices after the last year of the deflator."""
    operations: tuple[Operation, ...] = ()
    """Past operations: analogies for a second estimate, and back-tests."""
    derived: dict[Id, tuple[Id, ...]] = {}
    """Quantity: the operations that it was computed from."""
