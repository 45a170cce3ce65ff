"""Who is there at the start, and which clocks run for whom."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.schema.network import Clock, Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.engine.layout import CENSUS, Table
from steelyard.stress.people.names import Names


def clock_masks(network: Network, names: Names, cell: Table) -> None:
    """Set which clocks start and stop as a class enters a station."""
    classes = names.classes
    for k, clock in enumerate(network.clocks):
        for column, places in (("starts", clock.starts), ("stops", clock.stops)):
            for place in places:
                for c, name in enumerate(classes):
                    if not clock.classes or name in clock.classes:
                        row = names.place(place) * len(classes) + c
                        cell[column][row] |= np.uint32(1 << k)


def successors(network: Network) -> dict[str, set[str]]:
    """Return where people can go from each station or link, giving up included."""
    found: dict[str, set[str]] = {}
    for route in network.routes:
        ways = {place for way in route.ways for place in way.to}
        found.setdefault(route.at, set()).update(ways)
    for station in network.stations:
        if station.gives_up_to is not None:
            found.setdefault(station.id, set()).add(station.gives_up_to)
    return found


def reached(start: set[str], after: dict[str, set[str]], stops: set[str]) -> set[str]:
    """Return what can be reached from `start` without entering `stops`."""
    seen = set(start)
    front = list(start)
    while front:
        for place in after.get(front.pop(), set()) - seen - stops:
            seen.add(place)
            front.append(place)
    return seen


def _running(clock: Clock, after: dict[str, set[str]]) -> set[str]:
    """Return the stations at which a clock can be running."""
    stops = set(clock.stops)
    return reached(set(clock.starts) - stops, after, stops)


def census_table(network: Network, names: Names, values: Values, stream: int) -> Table:
    """Return one row for each person of the first census, longest stay first."""
    rows: list[tuple[int, int, int, int, int, float, float]] = []
    after = successors(network) if network.census else {}
    runs = [_running(clock, after) for clock in network.clocks]
    for group in network.census:
        n = values.count(group.persons)
        low, high = (values.hours(x) for x in group.age)
        longer = values.hours(group.longer)
        running = 0
        for k, clock in enumerate(network.clocks):
            mine = not clock.classes or group.of in clock.classes
            running |= (mine and group.station in runs[k]) << k
        cls, s = names.classes.index(group.of), names.place(group.station)
        for i in range(n):
            age = low + (high - low) * (i + 0.5) / n
            number = len(rows)
            rows.append((stream, cls, s, number, running, age, age + longer))
    rows.sort(key=lambda row: (row[2], -row[5], row[3]))
    return np.array(rows, dtype=CENSUS)
