"""`sites.yaml`: candidate sites, standards of care, earlier choices."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record
from steelyard.casebook.schema.need import NeedModel

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Spot(Record):
    """A point, as an installation or town and no finer."""

    airport: Id | None = None
    """Airport of `movement.yaml` whose position it shares."""
    lat: Latitude | None = None
    lon: Longitude | None = None

    @model_validator(mode="after")
    def _placed(self) -> Spot:
        if self.airport is None and (self.lat is None or self.lon is None):
            raise ValueError("give an airport, or lat and lon")
        if self.airport is not None and (self.lat is not None or self.lon is not None):
            raise ValueError("give an airport or lat and lon, not both")
        return self


class Standard(Record):
    """What each person must have; a hard row, never a price."""

    title: str
    need: Id | None = None
    """Quantity: of it for each person, e.g. in m**2/person."""
    serves: Id | None = None
    """Quantity: people for each of it, e.g. 20 persons a toilet."""
    module: Id | None = None
    """Quantity: of it that comes with a module."""
    cites: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Standard:
        if (self.need is None) == (self.serves is None):
            raise ValueError("give exactly one of need and serves")
        return self


class Kind(Record):
    """A kind of installation, with what it has of its own."""

    title: str
    has: dict[Id, Id] = {}
    """Standard: quantity of it on the installation, whatever modules are added."""
    rate: Id
    """Quantity: modules that can be put up in a day."""
    opening_cost: Id
    opening_lead: Id
    closing_cost: Id | None = None
    running_cost: Id | None = None
    """Quantity: cost of an open site for a day, whoever is in it."""
    displaced_cost: Id | None = None
    """Quantity: what displaced military use costs for a day."""
    source: tuple[Id, ...] = ()


class Candidate(Spot):
    """An installation that could become a site."""

    title: str
    kind: Id
    region: str = ""
    has: dict[Id, Id] = {}
    """Standard: quantity, where known better than by its kind."""
    displaces: str = ""
    """Military use that it displaces."""
    history: tuple[str, ...] = ()
    """Rows of the table of past use, by id."""
    from_year: int | None = None
    """First year in which it could have been chosen."""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]


class Area(Spot):
    """Where people come from, as a region with one point."""

    title: str
    weight: Id
    """Quantity; weights are brought to a sum of one."""


class Wanted(Record):
    """Which uses of a course's actions want places on sites."""

    actions: Annotated[tuple[Id, ...], Field(min_length=1)]
    use: Id
    """Id of the use, in each action, whose amount is the places wanted."""


class PastSite(Record):
    """A candidate that was chosen in an earlier operation."""

    site: Id
    people: Id | None = None
    """Quantity: most people housed, where known."""


class PastOperation(Record):
    """An earlier operation: who needed places where, and what was chosen."""

    title: str
    year: int
    people: Id
    """Quantity: people housed at the height, at all sites."""
    areas: Annotated[dict[Id, Area], Field(min_length=1)]
    """Where they came into the country."""
    chosen: Annotated[tuple[PastSite, ...], Field(min_length=1)]
    days: Id
    """Quantity: days for which places were needed."""
    says: str = ""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]


class Policy(Record):
    """How plans are weighed."""

    period: Id
    """Quantity: days of a planning period."""
    stay: Id
    """Quantity: mean days that a person stays."""
    haul: Id
    """Quantity: cost of moving a person a kilometre."""
    module_build: Id
    """Quantity: once-only cost of a module."""
    module_day: Id
    """Quantity: cost of a module for a day, whoever is in it."""
    unmet: Id
    """Quantity: weight of a person without a place for a day."""
    reach: Id
    """Quantity: farthest haul."""
    service: Id
    """Quantity: least share of need that is met, over all scenarios."""
    tail_share: Id
    """Quantity: share of scenarios that count as the worst."""
    tail_weight: Id
    """Quantity: weight of the mean of the worst beside the mean of all."""


class SitesFile(Record):
    """A file of sites."""

    standards: Annotated[dict[Id, Standard], Field(min_length=1)]
    kinds: Annotated[dict[Id, Kind], Field(min_length=1)]
    candidates: Annotated[dict[Id, Candidate], Field(min_length=1)]
    areas: Annotated[dict[Id, Area], Field(min_length=1)]
    wanted: Wanted
    needs: NeedModel = NeedModel()
    policy: Policy
    past: dict[Id, PastOperation] = {}
    history_table: str | None = None
    """Data table with a column `id`, of which `history` names rows."""
    notes: tuple[str, ...] = ()
