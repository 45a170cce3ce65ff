"""Hold `threat.yaml` against the rest of a casebook."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from steelyard.casebook.model import Casebook
from steelyard.casebook.picture_check import check_pictures
from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.quantity import (
    Discrete,
    Lognormal,
    Normal,
    Quantity,
    Record,
    Triangular,
    Uniform,
)
from steelyard.casebook.schema.threat import (
    Airspace,
    ArrivalEffect,
    Border,
    Narcotics,
    RouteEffect,
)
from steelyard.casebook.units import factor, same_dimension

_Place = tuple[str | int, ...]
_Limit = tuple[str, float, float]
_INF = float("inf")

SHARE: _Limit = ("ratio", 0.0, 1.0)
CHANGE: _Limit = ("ratio", -1.0, _INF)
TIME: _Limit = ("hour", 0.0, _INF)
ANY: _Limit = ("ratio", -_INF, _INF)
AMOUNT: _Limit = ("ratio", 0.0, _INF)

_PLAIN = frozenset({"ratio", "person", "death/year"})
"""Units that models take as they stand; all others are converted."""


def limits_of(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the greatest value that futures can draw."""
    if quantity.range is not None:
        return quantity.range
    match quantity.distribution:
        case Uniform(low=low, high=high) | Triangular(low=low, high=high):
            return low, high
        case Normal(low=low, high=high):
            return -_INF if low is None else low, _INF if high is None else high
        case Lognormal():
            return 0.0, _INF
        case Discrete(values=values):
            return min(values), max(values)
    return quantity.value, quantity.value


@dataclass
class _Check:
    casebook: Casebook
    broken: Set[str]
    problems: list[Problem] = field(default_factory=list)

    def add(self, at: _Place, what: str, mend: str = "") -> None:
        mark = self.casebook.mark("threat", "threat", *at)
        self.problems.append(Problem(mark, what, mend))

    def quantity(self, id_: str | None, at: _Place, limit: _Limit) -> None:
        """A quantity that must be there, of a dimension and within limits."""
        if id_ is None:
            return
        found = self.casebook.quantities.get(id_)
        if found is None:
            if "quantities" not in self.broken:
                mend = nearest(id_, self.casebook.quantities)
                self.add(at, f"no quantity '{id_}'", mend)
            return
        unit, low, high = limit
        try:
            fits = same_dimension(found.unit, unit)
        except ValueError:
            return
        if not fits:
            what = f"{id_} is in '{found.unit}'"
            self.add(at, what, f"it must be of the kind of '{unit}'")
            return
        if unit in _PLAIN and factor(found.unit, unit) != 1.0:
            what = f"{id_} is in '{found.unit}'"
            self.add(at, what, f"write it in '{unit}', so that 1 means one")
            return
        least, most = limits_of(found)
        if least < low or most > high or (limit is CHANGE and least <= low):
            what = f"{id_} can be {least:g} to {most:g}"
            self.add(at, what, f"it must lie within {low:g} to {high:g}")

    def fields(self, record: Record, at: _Place, limits: dict[str, _Limit]) -> None:
        for name, limit in limits.items():
            self.quantity(getattr(record, name), (*at, name), limit)

    def region(self, ids: Iterable[str], at: _Place) -> None:
        known = self.casebook.threat.regions if self.casebook.threat else {}
        for i, id_ in enumerate(ids):
            if id_ not in known:
                self.add((*at, i), f"no region '{id_}'", nearest(id_, known))

    def mover(self, id_: str, at: _Place, *, action: bool = False) -> None:
        """An action, or a driver where one may stand."""
        drivers = self.casebook.threat.drivers if self.casebook.threat else {}
        known = set(self.casebook.actions) | (set() if action else set(drivers))
        if id_ not in known and "actions" not in self.broken:
            kind = "action" if action else "action or driver"
            self.add(at, f"no {kind} '{id_}'", nearest(id_, known))

    def sources(self, ids: Iterable[str], at: _Place) -> None:
        for i, id_ in enumerate(ids):
            if id_ not in self.casebook.sources and "sources" not in self.broken:
                mend = nearest(id_, self.casebook.sources)
                self.add((*at, i), f"no source '{id_}'", mend)


def check_threat(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find dangling ids, wrong units, impossible ranges and routes without a range.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.
    """
    threat = casebook.threat
    if threat is None:
        return []
    check = _Check(casebook, broken)
    for id_, region in threat.regions.items():
        check.quantity(region.length, ("regions", id_), ("mile", 0.0, _INF))
    names: dict[str, str] = {}
    for id_, region in threat.regions.items():
        for name in region.names:
            if names.setdefault(name, id_) != id_:
                what = f"the name '{name}' stands for '{names[name]}' too"
                check.add(("regions", id_, "names"), what, "a name has one region")
    for driver in threat.drivers:
        if driver in casebook.actions:
            what = f"'{driver}' is an action and a driver"
            check.add(("drivers", driver), what, "rename the driver")
    _flows(check)
    if threat.border:
        _border(check, threat.border)
    if threat.airspace:
        _airspace(check, threat.airspace)
    if threat.narcotics:
        _narcotics(check, threat.narcotics)
    return check.problems + check_pictures(casebook, broken)


def _flows(check: _Check) -> None:
    assert check.casebook.threat is not None
    for id_, flow in check.casebook.threat.flows.items():
        at = ("flows", id_)
        check.region(flow.regions, (*at, "regions"))
        for i, jump in enumerate(flow.jumps):
            check.sources(jump.source, (*at, "jumps", i, "source"))
        if flow.profile:
            limits = {
                "weekend": AMOUNT,
                "day_spread": AMOUNT,
                "peak_hour": TIME,
                "hour_swing": SHARE,
            }
            check.fields(flow.profile, (*at, "profile"), limits)
        _effects(check, flow.effects, (*at, "effects"), flow.regions)


def _effects(
    check: _Check,
    effects: Iterable[ArrivalEffect],
    at: _Place,
    regions: tuple[str, ...],
) -> None:
    limits = {"change": CHANGE, "displaced": SHARE, "half_life": TIME}
    for i, effect in enumerate(effects):
        here = (*at, i)
        check.mover(effect.on, (*here, "on"))
        check.fields(effect, here, limits)
        for region in effect.regions:
            if region not in regions:
                mend = nearest(region, regions)
                check.add((*here, "regions"), f"'{region}' is not among them", mend)


def _border(check: _Check, border: Border) -> None:
    assert check.casebook.threat is not None
    flows = check.casebook.threat.flows
    at = ("border",)
    if border.flow not in flows:
        mend = nearest(border.flow, flows)
        check.add((*at, "flow"), f"no flow '{border.flow}'", mend)
    else:
        for id_ in flows[border.flow].regions:
            region = check.casebook.threat.regions.get(id_)
            if region and region.length is None:
                what = f"the region '{id_}' has no length"
                check.add(("regions", id_), what, "the line needs one")
    limits = {
        **dict.fromkeys(("effectiveness", "turned_back", "available"), SHARE),
        "support_available": SHARE,
        **dict.fromkeys(("sensors", "sensor_detection"), SHARE),
        **dict.fromkeys(("response", "vanish", "barrier_delay"), TIME),
        "handling": ("person*hour", 0.0, _INF),
        "shift": TIME,
        "watch_width": ("mile/person", 0.0, _INF),
        "displacement": ANY,
        "agents_now": ("person", 0.0, _INF),
    }
    check.fields(border, at, limits)
    for period, item in border.published.items():
        then = {
            "rate": SHARE,
            "agents": ("person", 0.0, _INF),
            "encounters": ("event/year", 0.0, _INF),
        }
        check.fields(item, (*at, "published", period), then)
    for i, helper in enumerate(border.support):
        here = (*at, "support", i)
        check.mover(helper.on, (*here, "on"), action=True)
        needs = {"people": ("person", 0.0, _INF), "relieve": AMOUNT, "watch": SHARE}
        check.fields(helper, here, needs)
    kinds: dict[str, _Limit] = {
        "agents": ("person", 0.0, _INF),
        "sensor_effects": SHARE,
        "barrier": ("mile", 0.0, _INF),
    }
    for key, limit in kinds.items():
        for action, id_ in getattr(border, key).items():
            check.mover(action, (*at, key, action), action=True)
            check.quantity(id_, (*at, key, action), limit)


def _airspace(check: _Check, airspace: Airspace) -> None:
    at = ("airspace",)
    check.region(airspace.regions, (*at, "regions"))
    rate = ("event/day", 0.0, _INF)
    for id_, reading in airspace.readings.items():
        here = (*at, "readings", id_)
        check.quantity(reading.rate, (*here, "rate"), rate)
        check.sources(reading.source, (*here, "source"))
    limits = {
        **dict.fromkeys(("night", "detection", "misread"), SHARE),
        **dict.fromkeys(("success", "hazard"), SHARE),
        **dict.fromkeys(("classify", "decide", "respond", "patience"), TIME),
        **dict.fromkeys(("sensors_now",), ("device", 0.0, _INF)),
        "sensor_reach": ("mile/device", 0.0, _INF),
        "false_alarms": ("event/day/device", 0.0, _INF),
        "crews_now": ("unit", 0.0, _INF),
        "response_cost": ("USD/event", 0.0, _INF),
    }
    check.fields(airspace, at, limits)
    for i, item in enumerate(airspace.responders):
        here2 = (*at, "responders", i)
        check.mover(item.on, (*here2, "on"), action=True)
        check.quantity(item.crews, (*here2, "crews"), ("unit", 0.0, _INF))
        check.quantity(item.sensors, (*here2, "sensors"), ("device", 0.0, _INF))
    _effects(check, airspace.effects, (*at, "effects"), airspace.regions)


def _narcotics(check: _Check, narcotics: Narcotics) -> None:
    at = ("narcotics",)
    limits = {
        **dict.fromkeys(("ceiling", "replacement", "stretch"), SHARE),
        **dict.fromkeys(("choice", "loss", "response"), AMOUNT),
        "price": ("ratio", -_INF, 0.0),
    }
    check.fields(narcotics, at, limits)
    for id_, route in narcotics.routes.items():
        here = (*at, "routes", id_)
        check.fields(
            route,
            here,
            {"seizure_probability": SHARE, "split": SHARE, "flow_share": SHARE},
        )
        for key in ("seizure_probability", "flow_share"):
            _ranged(check, getattr(route, key), (*here, key), "a route")
        if route.group is not None and route.group not in narcotics.groups:
            mend = nearest(route.group, narcotics.groups)
            check.add((*here, "group"), f"no group '{route.group}'", mend)
    for id_, good in narcotics.goods.items():
        link = (*at, "goods", id_, "deaths")
        check.quantity(good.deaths, link, ANY)
        now = (*at, "goods", id_, "deaths_now")
        check.quantity(good.deaths_now, now, ("death/year", 0.0, _INF))
        _ranged(check, good.deaths, link, "a link to deaths")
    for i, effect in enumerate(narcotics.effects):
        _route_effect(check, narcotics, effect, (*at, "effects", i))


def _route_effect(
    check: _Check, narcotics: Narcotics, effect: RouteEffect, at: _Place
) -> None:
    check.mover(effect.on, (*at, "on"))
    limits = {"catch": SHARE, "supply": CHANGE, "deaths": CHANGE, "half_life": TIME}
    check.fields(effect, at, limits)
    for key, known in (("routes", narcotics.routes), ("goods", narcotics.goods)):
        for id_ in getattr(effect, key):
            if id_ not in known:
                check.add((*at, key), f"no {key[:-1]} '{id_}'", nearest(id_, known))


def _ranged(check: _Check, id_: str | None, at: _Place, what: str) -> None:
    """Refuse a certain number where nobody knows it."""
    found = check.casebook.quantities.get(id_ or "")
    if found is not None and not found.uncertain:
        mend = "give it a range: seizures alone do not identify flow"
        if what != "a route":
            mend = "give it a range"
        check.add(at, f"{what} rests on '{id_}', which has no range", mend)
