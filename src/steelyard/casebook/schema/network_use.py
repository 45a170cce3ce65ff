"""How a casebook uses its network: who comes, what actions change, what is judged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record
from steelyard.casebook.schema.network_values import Amount

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""YYYY-MM."""


class SiteGroup(Record):
    """Stations that are looked at together: one kind of site."""

    id: Id
    title: str
    says: str = ""
    stations: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations or links; each belongs to one group at most."""


class Feed(Record):
    """Arrivals that a flow of `threat.yaml` brings, by region and class."""

    flow: Id
    stations: dict[Id, Id]
    """Region of the flow: station at which its people arrive."""
    classes: dict[Id, Id]
    """Class of the flow: class of this network."""
    share: Amount = 1.0
    """Share of the flow's people who come into the network."""


class Lever(Record):
    """What an action changes for each level of it that is at work.

    The product of the quantities is one level's worth. It is added to what the
    places have, split in proportion to it (evenly where they have none).
    """

    on: Id
    """Action."""
    what: Literal["servers", "room", "seats", "care", "time", "share"]
    """`servers`, `room`, `care`: more of them. `seats`: more seats a day.
    `time`: services take so much longer, as a ratio; below 0 they are shorter.
    `share`: this share of those who go one way take another."""
    at: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations or links."""
    amount: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Quantities, multiplied with each other."""
    standard: Id | None = None
    """For `care`: of which standard."""
    of: Id | None = None
    """For `share`: the way (its first target) that people leave."""
    to: Id | None = None
    """For `share`: the way that they take instead."""
    says: str = ""
    holder: str = ""
    """Who says so."""

    @model_validator(mode="after")
    def _whole(self) -> Lever:
        if (self.what == "care") != (self.standard is not None):
            raise ValueError("`standard` goes with what: care, and only with it")
        both = self.of is not None and self.to is not None
        if (self.what == "share") != both or (self.of is None) != (self.to is None):
            raise ValueError("`of` and `to` go with what: share, and only with it")
        return self


class Replay(Record):
    """A test against the record: what came is put in, who was there is compared."""

    id: Id
    says: str = ""
    begins: Month
    """From here on people come, into an empty network."""
    judged: tuple[Month, Month]
    """First and last month that is compared."""
    fitted: Month
    """One factor on the services of `fit` is set on the months up to this one."""
    fit: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Stations whose services are all made longer or shorter by that factor."""
    unlimited: tuple[Id, ...] = ()
    """Stations whose room is no limit here: the record knows of no limit in force."""
    arrivals_sql: str
    """Columns `month`, `place`, `class`, `value`: persons who came in the month."""
    observed_sql: str
    """Columns `month`, `group`, `value`: mean persons of the month in a group."""
    stays_sql: str | None = None
    """Columns `month`, `times`: how many times as long as here services of those
    who came in the month took, where the record knows."""

    @model_validator(mode="after")
    def _ordered(self) -> Replay:
        first, last = self.judged
        if not self.begins <= first <= self.fitted < last:
            raise ValueError("begins <= first judged <= fitted < last judged must hold")
        return self
