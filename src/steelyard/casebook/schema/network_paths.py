"""Paths through a network: who can come where, and whether anybody gets out."""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.casebook.schema.network import Network, Route, Station
from steelyard.casebook.schema.network_values import Values, share

State = tuple[str, str]
"""A place and a class."""


class Paths:
    """The network as a graph of (place, class)."""

    def __init__(self, network: Network, values: Values) -> None:
        self.network = network
        self.values = values
        self.classes = [c.id for c in network.classes]
        self.exits = {e.id for e in network.exits}
        self.station: dict[str, Station] = {s.id: s for s in network.stations}

    def route(self, place: str, of: str) -> Route | None:
        """Return the route that a class takes from a place."""
        rest = None
        for route in self.network.routes:
            if route.at == place:
                if of in route.classes:
                    return route
                if not route.classes and rest is None:
                    rest = route
        return rest

    def after(self, state: State) -> set[State]:
        """Return where a person can go from a place."""
        place, of = state
        route = self.route(place, of)
        found: set[State] = set()
        for way in route.ways if route else ():
            if share(self.values, way.share) != 0:
                found |= {(to, way.becomes or of) for to in way.to}
        station = self.station.get(place)
        if station is None or station.gives_up_to is None:
            return found
        if station.patience is not None or of in station.patience_of:
            found.add((station.gives_up_to, of))
        return found

    def sources(self) -> set[State]:
        """Return where people come in; where no arrivals stand, at all open ends."""
        network = self.network
        found = {(flow.station, flow.of) for flow in network.arrivals}
        found |= {(census.station, census.of) for census in network.census}
        for feed in network.feeds:
            for station in feed.stations.values():
                found |= {(station, of) for of in feed.classes.values()}
        if network.arrivals or network.feeds:
            return found
        places = [s.id for s in network.stations] + [k.id for k in network.links]
        entered = {
            to
            for place in places
            for of in self.classes
            for to, _ in self.after((place, of))
            if to != place
        }
        ends = [place for place in places if place not in entered] or places
        return found | {(place, of) for place in ends for of in self.classes}

    def reached(
        self, starts: Iterable[State], stops: frozenset[str] = frozenset()
    ) -> set[State]:
        """Return all states that can be reached, `starts` included.

        States at places in `stops` are reached, and not gone beyond.
        """
        seen = set(starts)
        front = list(seen)
        while front:
            state = front.pop()
            if state[0] in self.exits or (state[0] in stops and state not in starts):
                continue
            new = self.after(state) - seen
            seen |= new
            front += new
        return seen

    def leads_out(self, states: set[State]) -> set[State]:
        """Return those of the states from which an exit can be reached."""
        out = {state for state in states if state[0] in self.exits}
        while True:
            more = {s for s in states - out if self.after(s) & out}
            if not more:
                return out
            out |= more

    def locked(self) -> list[str]:
        """Return stations with hard room that can wait for each other in a circle."""
        hard = {
            place.id
            for place in self.network.places
            if place.room is not None and place.room.full != "exceed"
        }
        nearby = {
            place: {
                to
                for of in self.classes
                for to, _ in self.after((place, of))
                if to in hard
            }
            for place in hard
        }
        found = []
        for place in sorted(hard):
            seen: set[str] = set()
            front = list(nearby[place])
            while front:
                to = front.pop()
                if to not in seen:
                    seen.add(to)
                    front += nearby[to]
            if place in seen:
                found.append(place)
        return found
