"""Names in a network that lead nowhere, or stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.schema.network import Network
from steelyard.casebook.yamlfile import Document, Route

Reference = tuple[Route, str, str]
"""Where it stands, the name, and what it should name."""


def references(network: Network) -> Iterator[Reference]:
    """Yield every name by which one part of a network refers to another."""
    for i, station in enumerate(network.stations):
        at: Route = ("stations", i)
        for key in ("service_of", "patience_of"):
            for name in getattr(station, key):
                yield (*at, key, name), name, "class"
        for j, name in enumerate(station.priority):
            yield (*at, "priority", j), name, "class"
        for name in station.care:
            yield (*at, "care", name), name, "standard"
        if station.gives_up_to is not None:
            yield (*at, "gives_up_to"), station.gives_up_to, "place"
    yield from _route_references(network)
    yield from _later_references(network)
    yield from _use_references(network)


def _route_references(network: Network) -> Iterator[Reference]:
    for i, route in enumerate(network.routes):
        yield ("routes", i, "at"), route.at, "station or link"
        for j, name in enumerate(route.classes):
            yield ("routes", i, "classes", j), name, "class"
        for k, way in enumerate(route.ways):
            at: Route = ("routes", i, "ways", k)
            for j, name in enumerate(way.to):
                yield (*at, "to", j), name, "place"
            if way.becomes is not None:
                yield (*at, "becomes"), way.becomes, "class"


def _later_references(network: Network) -> Iterator[Reference]:
    for i, link in enumerate(network.links):
        for j, name in enumerate(link.priority):
            yield ("links", i, "priority", j), name, "class"
    for i, clock in enumerate(network.clocks):
        for key, kind in (
            ("classes", "class"),
            ("starts", "station or link"),
            ("stops", "place"),
        ):
            for j, name in enumerate(getattr(clock, key)):
                yield ("clocks", i, key, j), name, kind
    for i, surge in enumerate(network.surges):
        yield ("surges", i, "station"), surge.station, "station"
        if surge.watches is not None:
            yield ("surges", i, "watches"), surge.watches, "station or link"
    for i, closure in enumerate(network.closures):
        yield ("closures", i, "station"), closure.station, "station or link"
    for i, outage in enumerate(network.outages):
        yield ("outages", i, "station"), outage.station, "station or link"
    for i, census in enumerate(network.census):
        yield ("census", i, "station"), census.station, "station or link"
        yield ("census", i, "of"), census.of, "class"
    for i, flow in enumerate(network.arrivals):
        yield ("arrivals", i, "station"), flow.station, "station or link"
        yield ("arrivals", i, "of"), flow.of, "class"


def _use_references(network: Network) -> Iterator[Reference]:
    for i, group in enumerate(network.groups):
        for j, name in enumerate(group.stations):
            yield ("groups", i, "stations", j), name, "station or link"
    for i, feed in enumerate(network.feeds):
        for region, name in feed.stations.items():
            yield ("feeds", i, "stations", region), name, "station or link"
        for kind, name in feed.classes.items():
            yield ("feeds", i, "classes", kind), name, "class"
    for outcome, names in network.outcomes.items():
        for j, name in enumerate(names):
            yield ("outcomes", outcome, j), name, "exit"
    for i, replay in enumerate(network.replays):
        for key in ("fit", "unlimited"):
            for j, name in enumerate(getattr(replay, key)):
                yield ("replays", i, key, j), name, "station or link"
    yield from _lever_references(network)


def _lever_references(network: Network) -> Iterator[Reference]:
    for i, lever in enumerate(network.levers):
        for j, name in enumerate(lever.at):
            yield ("levers", i, "at", j), name, "station or link"
        if lever.standard is not None:
            yield ("levers", i, "standard"), lever.standard, "standard"
        for key in ("of", "to"):
            name = getattr(lever, key)
            if name is not None:
                yield ("levers", i, key), name, "place"


def check_names(network: Network, document: Document) -> list[Problem]:
    """Find names that are not defined, and ids that stand twice."""
    stations = [s.id for s in network.stations]
    links = [k.id for k in network.links]
    exits = [e.id for e in network.exits]
    known: dict[str, set[str]] = {
        "class": {c.id for c in network.classes},
        "standard": {s.id for s in network.standards},
        "station": set(stations),
        "station or link": {*stations, *links},
        "place": {*stations, *links, *exits},
        "exit": set(exits),
    }
    problems = [
        Problem(
            document.mark(path, key=True),
            f"'{name}' is no {kind} of this network",
            nearest(name, known[kind]),
        )
        for path, name, kind in references(network)
        if name not in known[kind]
    ]
    lists: list[tuple[str, Iterable[str]]] = [
        ("classes", [c.id for c in network.classes]),
        ("clocks", [c.id for c in network.clocks]),
        ("standards", [s.id for s in network.standards]),
        ("surges", [s.id for s in network.surges]),
        ("outages", [o.id for o in network.outages]),
        ("arrivals", [a.id for a in network.arrivals]),
        ("groups", [g.id for g in network.groups]),
        ("replays", [r.id for r in network.replays]),
    ]
    for key, names in lists:
        places = [((key, i), name) for i, name in enumerate(names)]
        problems += _twice(places, document)
    where = [
        ((key, i), name)
        for key, names in (("stations", stations), ("links", links), ("exits", exits))
        for i, name in enumerate(names)
    ]
    return problems + _twice(where, document)


def _twice(places: Sequence[tuple[Route, str]], document: Document) -> list[Problem]:
    problems = []
    first: dict[str, Route] = {}
    for path, name in places:
        if name in first:
            line = document.mark((*first[name], "id")).line
            problems.append(
                Problem(
                    document.mark((*path, "id")),
                    f"the id '{name}' stands twice",
                    f"the first is on line {line}: rename one",
                )
            )
        first.setdefault(name, path)
    return problems
