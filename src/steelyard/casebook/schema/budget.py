"""`budget.yaml`: who pays, out of which account, under what rule."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from steelyard.casebook.quantity import Id, Record


class Payer(Record):
    """An organisation whose money is spent."""

    title: str
    level: Literal["federal", "state", "foreign", "private"] = "federal"


class Account(Record):
    """An appropriation account."""

    title: str
    payer: Id
    purpose: str
    """What the money may be used for."""
    years: tuple[int, int]
    """First and last fiscal year in which it can be obligated."""
    amount: Id
    """Quantity: budget authority."""
    authority: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _years(self) -> Account:
        if self.years[0] > self.years[1]:
            raise ValueError("the first year is after the last")
        if not self.purpose:
            raise ValueError("an account needs a purpose")
        return self


class Movement(Record):
    """A transfer, reprogramming, reimbursement or request."""

    id: Id
    kind: Literal[
        "transfer", "reprogramming", "reimbursement", "request", "supplemental"
    ]
    from_account: Id | None = None
    to_account: Id | None = None
    amount: Id
    authority: str
    says: str = ""
    source: tuple[Id, ...] = ()


class BudgetRule(Record):
    """A limit of purpose, time or amount."""

    id: Id
    says: str
    cites: tuple[str, ...]
    kind: Literal["purpose", "time", "amount", "reimbursement"]
    accounts: tuple[Id, ...] = ()
    limit: Id | None = None


class BudgetFile(Record):
    """A file of money."""

    payers: dict[Id, Payer]
    accounts: dict[Id, Account] = {}
    movements: tuple[Movement, ...] = ()
    rules: tuple[BudgetRule, ...] = ()
