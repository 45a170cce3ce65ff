"""What can be wrong with a network, found before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from steelyard.casebook.problems import Problem
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_course import for_course
from steelyard.casebook.schema.network_numbers import (
    amount_problems,
    quantity_problems,
    time_problems,
)
from steelyard.casebook.schema.network_paths import Paths, State
from steelyard.casebook.schema.network_refs import check_names
from steelyard.casebook.schema.network_values import Values, share
from steelyard.casebook.yamlfile import Document

_SUM_TOLERANCE = 1e-9


def check_network(
    network: Network, document: Document, values: Values | None = None
) -> list[Problem]:
    """Cross-check a network.

    Parameters
    ----------
    network
        The network as read.
    document
        The file it was read from, for the places of problems.
    values
        What its quantities are worth. Where left out, what rests on quantities
        is not checked.

    Returns
    -------
    list of Problem
        Empty where the network can be simulated.
    """
    problems = _check(network, document, values)
    if problems:
        return sorted(problems)
    for i, change in enumerate(network.courses):
        where = document.mark(("courses", i))
        changed = for_course(network, change.course)
        problems += [
            replace(p, mark=where, message=f"in '{change.course}': {p.message}")
            for p in _check(changed, document, values)
        ]
    return sorted(problems)


def _shares(network: Network, document: Document, values: Values) -> Iterator[Problem]:
    for i, route in enumerate(network.routes):
        shares = [share(values, way.share) for way in route.ways]
        known = [s for s in shares if s is not None]
        where = document.mark(("routes", i, "ways"))
        if known and min(known) < 0:
            yield Problem(where, "a share is negative", "give shares of 0 to 1")
        elif len(known) == len(shares) and abs(sum(known) - 1) > _SUM_TOLERANCE:
            yield Problem(
                where,
                f"the shares from '{route.at}' add up to {sum(known):.6g}, not to 1",
                "mend the shares",
            )


def _servers(network: Network, document: Document, values: Values) -> Iterator[Problem]:
    helped = {
        surge.station for surge in network.surges if share(values, surge.servers) != 0
    }
    for i, station in enumerate(network.stations):
        counts = [share(values, shift.servers) for shift in station.shifts]
        if station.servers is not None:
            counts.append(share(values, station.servers))
        if counts and all(n == 0 for n in counts) and station.id not in helped:
            yield Problem(
                document.mark(("stations", i, "servers")),
                f"'{station.id}' has no server, ever",
                "give servers, a shift or a surge",
            )
        if any(n is not None and n < 0 for n in counts):
            yield Problem(
                document.mark(("stations", i)),
                f"'{station.id}' has a negative number of servers",
                "give 0 or more",
            )


def _links(network: Network, document: Document, values: Values) -> Iterator[Problem]:
    for i, link in enumerate(network.links):
        seats = [share(values, d.seats) for d in link.departures]
        if link.every is not None:
            seats.append(share(values, link.seats))
        if not seats or all(n is not None and n <= 0 for n in seats):
            what = "no departure" if not seats else "no seats"
            yield Problem(
                document.mark(("links", i)),
                f"the link '{link.id}' has {what}",
                "give 'every' with 'seats', or 'departures'",
            )
        least = share(values, link.at_least)
        most = max((n for n in seats if n is not None), default=0.0)
        if seats and None not in seats and least is not None and least > most:
            yield Problem(
                document.mark(("links", i, "at_least")),
                f"the link '{link.id}' asks for more persons than it has seats",
                "lower at_least",
            )
        lost = share(values, link.cancelled)
        if lost is not None and not 0 <= lost < 1:
            yield Problem(
                document.mark(("links", i, "cancelled")),
                f"a share of {lost:g} of departures is cancelled",
                "give 0 or more and less than 1",
            )


def _census(network: Network, document: Document, values: Values) -> Iterator[Problem]:
    rooms = {
        place.id: share(values, place.room.persons)
        for place in network.places
        if place.room is not None and place.room.full != "exceed"
    }
    there: dict[str, float] = {}
    for i, census in enumerate(network.census):
        n = share(values, census.persons)
        before = there.get(census.station, 0.0)
        there[census.station] = before + (n or 0.0)
        room = rooms.get(census.station)
        if room is not None and before <= room < there[census.station]:
            yield Problem(
                document.mark(("census", i, "persons")),
                f"'{census.station}' starts with {there[census.station]:g} persons and "
                f"has room for {room:g}",
                "raise the room, or let it be exceeded",
            )


def _paths(network: Network, document: Document, values: Values) -> Iterator[Problem]:
    paths = Paths(network, values)
    states = paths.reached(paths.sources())
    yield from _dead_ends(paths, states, document)
    here = {place for place, _ in states}
    for key, names in (
        ("stations", [s.id for s in network.stations]),
        ("links", [k.id for k in network.links]),
    ):
        for i, name in enumerate(names):
            if name not in here:
                yield Problem(
                    document.mark((key, i, "id")),
                    f"nobody can come to '{name}'",
                    "lead a route or arrivals there, or take it out",
                )
    for i, clock in enumerate(network.clocks):
        starts = {
            state
            for state in states
            if state[0] in clock.starts
            and (not clock.classes or state[1] in clock.classes)
        }
        ends = {place for place, _ in paths.reached(starts) - starts}
        if starts and not ends & set(clock.stops):
            yield Problem(
                document.mark(("clocks", i, "stops")),
                f"no path stops the clock '{clock.id}'",
                "let it stop at a place that comes after its start",
            )
    for name in paths.locked():
        yield Problem(
            document.mark(("stations",)),
            f"'{name}' can wait for itself in a circle of stations with hard room",
            "let the room of one of them be exceeded",
        )


def _dead_ends(
    paths: Paths, states: set[State], document: Document
) -> Iterator[Problem]:
    out = paths.leads_out(states)
    missing = {
        (place, of)
        for place, of in states
        if place not in paths.exits and paths.route(place, of) is None
    }
    for place, of in sorted(missing):
        yield Problem(
            document.mark(("routes",), key=True),
            f"no route for class '{of}' from '{place}'",
            "add one",
        )
    lost = sorted({place for place, _ in states - out - missing})
    if lost and not missing:
        yield Problem(
            document.mark(("routes",), key=True),
            f"no exit can be reached from {', '.join(lost)}",
            "lead a route out",
        )


def _check(
    network: Network, document: Document, values: Values | None
) -> list[Problem]:
    known = values or Values()
    problems = check_names(network, document)
    problems += list(time_problems(network, document))
    if values is not None:
        problems += list(quantity_problems(network, document, known))
    if problems:
        return problems  # paths mean nothing while names lead nowhere
    problems += list(_shares(network, document, known))
    problems += list(_servers(network, document, known))
    problems += list(_links(network, document, known))
    problems += list(amount_problems(network, document, known))
    problems += list(_census(network, document, known))
    problems += list(_paths(network, document, known))
    return problems
