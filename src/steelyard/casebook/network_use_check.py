"""Hold what a network takes from the rest of its casebook against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.schema.network import Link, Network, Station
from steelyard.casebook.schema.network_use import Feed, Lever
from steelyard.casebook.threat_check import limits_of
from steelyard.casebook.units import dimension

_At = tuple[str | int, ...]
Found = Iterator[tuple[_At, str, str]]
"""Places within the network, what is wrong, what would be right."""

_SEATS = ("person/day", "bed/day", "1/day")
_COUNTS = ("person", "bed", "ratio")


def check_use(casebook: Casebook) -> list[Problem]:
    """Find feeds, levers, groups and replays that do not fit the casebook.

    Parameters
    ----------
    casebook
        With a network; names inside the network have been checked.
    """
    network = casebook.network
    if network is None:
        return []
    found: list[tuple[_At, str, str]] = []
    found += _groups(network)
    for i, feed in enumerate(network.feeds):
        found += _feed(casebook, feed, ("feeds", i))
    places = {place.id: place for place in network.places}
    for i, lever in enumerate(network.levers):
        at: _At = ("levers", i)
        found += _named(lever.on, casebook.actions, (*at, "on"), "action")
        found += _amount(casebook, lever, at)
        found += _fits(network, places, lever, at)
    for i, change in enumerate(network.courses):
        here: _At = ("courses", i, "course")
        found += _named(change.course, casebook.courses, here, "course")
    return [
        Problem(casebook.mark("network", "network", *at), what, mend)
        for at, what, mend in found
    ]


def _named(name: str, known: Iterable[str], at: _At, kind: str) -> Found:
    names = list(known)
    if name not in names:
        yield at, f"no {kind} '{name}'", nearest(name, names)


def _groups(network: Network) -> Found:
    owner: dict[str, str] = {}
    for i, group in enumerate(network.groups):
        for j, name in enumerate(group.stations):
            first = owner.setdefault(name, group.id)
            if first != group.id:
                what = f"'{name}' belongs to '{first}' already"
                yield ("groups", i, "stations", j), what, "name it in one group"


def _feed(casebook: Casebook, feed: Feed, at: _At) -> Found:
    flows = casebook.threat.flows if casebook.threat else {}
    yield from _named(feed.flow, flows, (*at, "flow"), "flow")
    flow = flows.get(feed.flow)
    if flow is None:
        return
    for key, held, known in (
        ("stations", feed.stations, flow.regions),
        ("classes", feed.classes, tuple(flow.classes)),
    ):
        for name in held:
            kind = "region" if key == "stations" else "class"
            where = f"{kind} of the flow '{feed.flow}'"
            yield from _named(name, known, (*at, key, name), where)
        for name in known:
            if name not in held:
                what = f"the flow's {key} lack '{name}'"
                yield (*at, key), what, "its people would go nowhere: add it"


def _amount(casebook: Casebook, lever: Lever, at: _At) -> Found:
    units = []
    least = 1.0
    for j, name in enumerate(lever.amount):
        quantity = casebook.quantities.get(name)
        if quantity is None:
            mend = nearest(name, casebook.quantities)
            yield (*at, "amount", j), f"no quantity '{name}'", mend
            return
        units.append(quantity.unit)
        least = min(least, limits_of(quantity)[0])
    if lever.what == "care":
        return
    wanted = {"seats": _SEATS, "time": ("ratio",), "share": ("ratio",)}
    kinds = wanted.get(lever.what, _COUNTS)
    try:
        product = dimension(units[0])
        for unit in units[1:]:
            product = product * dimension(unit)
        fits = any(product == dimension(kind) for kind in kinds)
    except ValueError:
        return  # the unit is reported where the quantity stands
    if not fits:
        text = " x ".join(units)
        yield (*at, "amount"), f"the product is in {text}", f"it must be in {kinds[0]}"
    elif lever.what == "share" and not _within(casebook, lever):
        yield (*at, "amount"), "a share can leave 0 to 1", "narrow its quantities"
    elif lever.what == "time" and least <= -1:
        yield (*at, "amount"), "services could last no time", "keep it above -1"


def _within(casebook: Casebook, lever: Lever) -> bool:
    limits = [limits_of(casebook.quantities[name]) for name in lever.amount]
    return all(low >= 0 and high <= 1 for low, high in limits)


def _fits(
    network: Network, places: dict[str, Station | Link], lever: Lever, at: _At
) -> Found:
    for j, name in enumerate(lever.at):
        place = places[name]
        what = _unfit(place, lever)
        if what:
            yield (*at, "at", j), f"'{name}' {what}", "take another lever or place"
        if lever.what == "share":
            ways = [
                {way.to[0] for way in route.ways}
                for route in network.routes
                if route.at == name
            ]
            if not any({lever.of, lever.to} <= firsts for firsts in ways):
                what = f"no route from '{name}' has ways to both"
                yield (*at, "of"), what, f"'{lever.of}' and '{lever.to}' must be ways"


def _unfit(place: Station | Link, lever: Lever) -> str:
    if lever.what == "seats":
        return "" if isinstance(place, Link) else "is no link and has no seats"
    if lever.what == "room":
        return "" if place.room else "has no room that could grow"
    if lever.what == "share":
        return ""
    if isinstance(place, Link):
        return f"is a link and has no {lever.what}"
    if lever.what == "servers" and place.servers is None and not place.shifts:
        return "has servers without limit"
    if lever.what == "care" and lever.standard not in place.care:
        return f"has no care by the standard '{lever.standard}'"
    return ""
