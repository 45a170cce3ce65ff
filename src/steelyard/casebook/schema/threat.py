"""`threat.yaml`: arrivals, the line, airspace, goods and violence that courses meet.

Everything uncertain is a quantity, named here by its id. What a course does reaches
the models only by `effects` and `support`, each of which names an action or a driver.
A driver is a state of the world that no action sets, such as the cooperation of
another government; whoever runs the models gives its level, 0 if nobody does.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record
from steelyard.casebook.schema.pictures import Chart, Picture

Month: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month, YYYY-MM."""


class Region(Record):
    """A sector or region, the finest place that a model knows."""

    title: str
    names: tuple[str, ...] = ()
    """Names that tables use for it, former ones included."""
    length: Id | None = None
    """Quantity: length of its line."""


class Driver(Record):
    """A state of the world between 0 and 1 that no action sets by itself."""

    title: str
    says: str = ""


class Jump(Record):
    """A month in which policy changed the level, for charts."""

    month: Month
    says: str
    source: tuple[Id, ...] = ()


class ArrivalEffect(Record):
    """What an action or driver at full level does to arrivals."""

    on: Id
    """Action or driver."""
    regions: tuple[Id, ...] = ()
    """Where; everywhere if left out."""
    change: Id
    """Quantity: relative change, above -1; its range may hold both signs."""
    displaced: Id | None = None
    """Quantity: share of what is kept away that comes in other regions."""
    half_life: Id | None = None
    """Quantity: time in which the effect halves; it stays if left out."""
    says: str = ""
    holder: str = ""
    """Who says so."""


class Profile(Record):
    """How a month's arrivals fall on days and hours: quantities."""

    weekend: Id
    """Arrivals on a Saturday or Sunday as a multiple of those on other days."""
    day_spread: Id
    """Coefficient of variation from day to day beyond chance."""
    peak_hour: Id
    """Hour of the day with most arrivals."""
    hour_swing: Id
    """0 for the same at all hours, 1 for none at the quietest."""


class Flow(Record):
    """One component's arrivals by month and region."""

    title: str
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    sql: str
    """Columns `month`, `region`, `value`."""
    newer: str | None = None
    """Columns `month`, `value`: totals of all regions after the record by region."""
    until: Month | None = None
    """Last month that forecasts may know."""
    judged: tuple[Month, Month] | None = None
    """First and last month of the hold-out."""
    classes: dict[Id, tuple[str, ...]] = {}
    """Class: names that tables use for it."""
    classes_sql: str | None = None
    """Columns `month`, `class`, `value`."""
    authorities: dict[Id, tuple[str, ...]] = {}
    """Title of authority: names that tables use for it. For the record only."""
    authorities_sql: str | None = None
    """Columns `month`, `authority`, `value`."""
    earlier: str | None = None
    """An earlier release, columns as `sql`, to show how far figures were revised."""
    jumps: tuple[Jump, ...] = ()
    profile: Profile | None = None
    effects: tuple[ArrivalEffect, ...] = ()

    @model_validator(mode="after")
    def _classes(self) -> Flow:
        if bool(self.classes) != (self.classes_sql is not None):
            raise ValueError("classes and classes_sql go together")
        if bool(self.authorities) != (self.authorities_sql is not None):
            raise ValueError("authorities and authorities_sql go together")
        return self


class Support(Record):
    """What supporting people do for agents on the line."""

    on: Id
    """Action."""
    people: Id
    """Quantity: people at full level."""
    relieve: Id
    """Quantity: agent posts freed by one supporting person."""
    watch: Id
    """Quantity: share of supporting people who watch the line."""
    apprehend: bool = False
    """Whether they stop people themselves; counted only where the judge allows it."""


class Published(Record):
    """A published rate of effectiveness, and what is needed to compute ours."""

    rate: Id
    agents: Id
    """Agents assigned then."""
    encounters: Id
    """Encounters of the year."""


class Border(Record):
    """Detection and response between places of entry: quantities and records."""

    flow: Id
    """Flow whose arrivals meet the line."""
    agents_sql: str
    """Columns `year`, `region`, `value`: agents assigned."""
    encounters_sql: str
    """Columns `year`, `region`, `value`, for the rule of displacement."""
    calibrate: tuple[int, int]
    """First and last year to which the rule of displacement is fitted."""
    judge: tuple[int, int]
    """Years on which it is judged."""
    agents_now: Id
    """Agents assigned at present; they are where the last year had them."""
    effectiveness: Id
    """Share of those known to try that is stopped, at present."""
    published: dict[str, Published] = {}
    """Period: a published rate with what was known then, for comparison."""
    turned_back: Id
    """Share of those stopped who turn back."""
    available: Id
    """Share of days on which an agent can be sent to the line."""
    shift: Id
    """Hours of a shift."""
    support_available: Id
    """Share of days on which a supporting person works."""
    sensors: Id
    """Share of the line that sensors watch."""
    sensor_detection: Id
    """Probability that a sensor sees a crossing that it watches."""
    response: Id
    """Time from detection to arrival."""
    vanish: Id
    """Time after which a crossing is out of reach."""
    handling: Id
    """Time of agents on the line that one encounter takes."""
    watch_width: Id
    """Length of line that one watching person covers."""
    barrier_delay: Id
    """Time that barrier adds before a crossing is out of reach."""
    displacement: Id
    """Elasticity of a region's attraction to the agents in it, below 0 to repel."""
    support: tuple[Support, ...] = ()
    agents: dict[Id, Id] = {}
    """Action: quantity of agents that it adds at full level."""
    sensor_effects: dict[Id, Id] = {}
    """Action: share of the unwatched line that it brings under sensors."""
    barrier: dict[Id, Id] = {}
    """Action: length of barrier, lighting and road that it adds at full level."""


class Count(Record):
    """One holder's count of incursions, kept apart from the others."""

    title: str
    holder: str
    rate: Id
    """Quantity: incursions a day over all regions."""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    means: str = ""
    """What was counted."""


class Responder(Record):
    """Who may act against incursions, on what dates, by which action."""

    on: Id
    """Action that puts crews to work."""
    crews: Id
    """Quantity: crews on duty at full level."""
    from_day: Day | None = None
    until_day: Day | None = None
    sensors: Id | None = None
    """Quantity: sensing sites at full level."""


class Airspace(Record):
    """Incursions and response; competing counts stay apart."""

    readings: Annotated[dict[Id, Count], Field(min_length=1)]
    shares_sql: str | None = None
    """Columns `region`, `value`; by length of line if left out."""
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    night: Id
    """Quantity: share that comes in the twelve hours of the night."""
    sensors_now: Id
    """Quantity: sensing sites in place."""
    sensor_reach: Id
    """Quantity: length of line that one site covers."""
    detection: Id
    """Probability that a covering site sees an incursion."""
    false_alarms: Id
    """Quantity: false alarms a day and site."""
    classify: Id
    """Time to tell what it is."""
    misread: Id
    """Probability that a false alarm passes as an incursion."""
    decide: Id
    """Time to decide."""
    respond: Id
    """Time that a crew is bound by one response."""
    patience: Id
    """Time until the object has left."""
    success: Id
    """Probability that a response in time ends the incursion."""
    crews_now: Id
    """Quantity: crews in place that may act at present."""
    hazard: Id
    """Probability that a response leads to an aircraft-safety incident."""
    response_cost: Id
    """Cost of one response."""
    responders: tuple[Responder, ...] = ()
    effects: tuple[ArrivalEffect, ...] = ()


RouteKind: TypeAlias = Literal[
    "port_commercial",
    "port_passenger",
    "port_pedestrian",
    "between_ports",
    "mail",
    "maritime",
    "tunnel",
    "drone",
    "air",
]


class Route(Record):
    """A way by which goods come in."""

    title: str
    kind: RouteKind
    seizure_probability: Id
    """Quantity with a range: seizures alone do not identify flow."""
    group: Id | None = None
    """Group of the record in which its seizures are counted."""
    split: Id | None = None
    """Quantity: its share of the group's seizures, before scaling to one."""
    flow_share: Id | None = None
    """Quantity: its share of all flow, where nobody counts its seizures."""

    @model_validator(mode="after")
    def _identified(self) -> Route:
        if (self.group is None) == (self.flow_share is None):
            raise ValueError("give exactly one of group and flow_share")
        if self.split is not None and self.group is None:
            raise ValueError("split goes with group")
        return self


class Good(Record):
    """A kind of goods."""

    title: str
    names: tuple[str, ...] = ()
    deaths_now: Id | None = None
    """Quantity: deaths a year in which it takes part, at present."""
    deaths: Id | None = None
    """Quantity: elasticity of deaths to what is delivered; a range or none."""


class RouteEffect(Record):
    """What an action or driver at full level does to routes or supply."""

    on: Id
    routes: tuple[Id, ...] = ()
    goods: tuple[Id, ...] = ()
    """All goods if left out."""
    catch: Id | None = None
    """Quantity: share of what now gets through that it would catch."""
    supply: Id | None = None
    """Quantity: relative change of the volume that is sent, above -1."""
    deaths: Id | None = None
    """Quantity: relative change of deaths at given supply, above -1."""
    half_life: Id | None = None
    """Quantity: time in which the effect halves."""
    says: str = ""
    holder: str = ""

    @model_validator(mode="after")
    def _one(self) -> RouteEffect:
        if sum(x is not None for x in (self.catch, self.supply, self.deaths)) != 1:
            raise ValueError("give exactly one of catch, supply and deaths")
        if (self.catch is None) != (not self.routes):
            raise ValueError("catch goes with routes, and routes with catch")
        return self


class Narcotics(Record):
    """Routes of goods, their seizures, and what traffickers do."""

    sql: str
    """Columns `year`, `months`, `group`, `good`, `value`: seized, by fiscal year."""
    calibrate: tuple[int, int]
    judge: tuple[int, int]
    groups: dict[Id, tuple[str, ...]]
    """Group: names that the query uses for it."""
    goods: Annotated[dict[Id, Good], Field(min_length=1)]
    set_aside: tuple[str, ...] = ()
    """Goods in the record that are not modelled."""
    routes: Annotated[dict[Id, Route], Field(min_length=2)]
    choice: Id
    """Quantity: sharpness of the choice of routes."""
    loss: Id
    """Quantity: weight of the risk of seizure in that choice."""
    ceiling: Id
    """Quantity: most that added effort can catch of what gets through."""
    response: Id
    """Quantity: elasticity of the volume sent to the worth of sending."""
    replacement: Id
    """Quantity: share of added losses that is sent again."""
    stretch: Id
    """Quantity: share of a shortfall that is met by lower purity."""
    price: Id
    """Quantity: elasticity of price to what is delivered, below 0."""
    effects: tuple[RouteEffect, ...] = ()


class Violence(Record):
    """A yearly count by sources that differ."""

    title: str
    sql: str
    """Columns `year`, `months`, `series`, `status`, `value`."""
    final: str
    """Status of final counts."""
    preliminary: str
    """Status of counts that are revised later."""
    trend_years: Annotated[int, Field(ge=4)] = 6


class ThreatFile(Record):
    """A file of the setting."""

    regions: dict[Id, Region] = {}
    drivers: dict[Id, Driver] = {}
    flows: dict[Id, Flow] = {}
    border: Border | None = None
    airspace: Airspace | None = None
    narcotics: Narcotics | None = None
    violence: Violence | None = None
    charts: dict[Id, Chart] = {}
    pictures: dict[Id, Picture] = {}
    """In the order of the page."""
