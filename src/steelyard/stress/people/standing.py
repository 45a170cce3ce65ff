"""A network in one future, before anybody is fed to it and before a course acts.

Most of what the kernel reads is alike under all courses. It is made once for a future
and finished for each course: arrivals are added, and what levers change is changed.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals, Stream
from steelyard.stress.people.build import build
from steelyard.stress.people.cohort import Cohort, Rest, apply, at_rest, schedule
from steelyard.stress.people.engine.layout import BULK, STREAM, Table
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.feeds import ids, thinned
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.names import Names, stream_keys

Array = NDArray[np.float64]

DAY = 24.0

KEPT = 2
"""Blocks of futures whose networks are kept: threads may be at two at a time."""


@dataclass(frozen=True)
class Standing:
    """A network in one future, thinned, at rest.

    Attributes
    ----------
    network, names, values
        The network, the order of its parts, and what its quantities are worth.
    days
        Length of the horizon.
    cohort
        People for whom one simulated person stands.
    tables
        The kernel's tables with the network's own arrivals alone.
    own
        Names of those arrivals.
    rest
        Capacity from day to day, by place.
    """

    network: Network
    names: Names
    values: Values
    days: int
    cohort: float
    tables: Tables
    own: tuple[str, ...]
    rest: Rest

    def under(
        self, streams: Sequence[Stream], extra: Extra, seats: Mapping[str, Array]
    ) -> Tables:
        """Return the kernel's tables with people fed to it and a course at work.

        Parameters
        ----------
        streams
            People from outside of the network, thinned, without groups.
        extra
            What actions add.
        seats
            Link to its seats by day, (days,): they stand in for its timetable.

        Raises
        ------
        ValueError
            If a stream brings groups.
        """
        tables = _fed(self.tables, streams, self.own, self.names)
        branch = _moved(tables.branch, self.network, extra)
        cohort = Cohort(self.cohort, extra, seats)
        station, timeline = schedule(self.rest, self.names, cohort)
        bulk = timeline["kind"] == BULK
        timeline["who"][bulk] += len(streams)
        return replace(tables, branch=branch, station=station, timeline=timeline)


def stand(network: Network, values: Values, days: int, k: float) -> Standing:
    """Return a network at rest in one future.

    Parameters
    ----------
    days
        Length of the horizon.
    k
        People for whom one simulated person stands: arrivals and census are thinned.

    Raises
    ------
    ValueError
        If a route's shares are all 0.
    """
    census = tuple(
        group.model_copy(update={"persons": values.number(group.persons) / k})
        for group in network.census
    )
    smaller = network.model_copy(update={"census": census, "courses": ()})
    own = thinned(Arrivals.of(network, values, DAY * days), k)
    tables = build(smaller, Arrivals(tuple(own)), values, (DAY * days, DAY, 0.0))
    names = Names.of(network)
    _normed(tables.branch, network)
    apply(tables, network, k)
    rest = at_rest(tables, network, names, k)
    return Standing(network, names, values, days, k, tables, ids(own), rest)


def _normed(branch: Table, network: Network) -> None:
    """Let the shares of each route add up to one."""
    below, first = branch["below"], 0
    for route in network.routes:
        last = first + len(route.ways)
        if below[last - 1] <= 0:
            raise ValueError(f"the shares from '{route.at}' are all zero")
        below[first:last] /= below[last - 1]
        below[last - 1] = 1.0
        first = last


def _moved(branch: Table, network: Network, extra: Extra) -> Table:
    """Move what actions move from one way to another."""
    if not extra.shares:
        return branch
    branch = branch.copy()
    below, first = branch["below"], 0
    for route in network.routes:
        last = first + len(route.ways)
        ways = [way.to[0] for way in route.ways]
        for (place, of, to), moved in extra.shares.items():
            if place == route.at and of in ways and to in ways:
                shares = np.diff(below[first:last], prepend=0.0)
                gone = shares[ways.index(of)] * moved
                shares[ways.index(of)] -= gone
                shares[ways.index(to)] += gone
                below[first:last] = np.cumsum(shares)
        below[last - 1] = 1.0
        first = last
    return branch


def _fed(
    tables: Tables, streams: Sequence[Stream], own: tuple[str, ...], names: Names
) -> Tables:
    """Put people from outside before a network's own arrivals."""
    added = np.zeros(len(streams), STREAM)
    first, columns = len(tables.tab), [tables.tab]
    for row, stream in zip(added, streams, strict=True):
        if len(stream.at):
            raise ValueError(f"stream '{stream.id}' is fed by the day, not in groups")
        row["cls"] = names.classes.index(stream.of)
        row["station"] = names.place(stream.station)
        columns.append(np.column_stack([stream.until, stream.rates]).ravel())
        row["first"] = row["bin"] = first
        first += len(columns[-1])
        row["last"] = first
    stream_table = np.concatenate([added, tables.stream])
    order = [*ids(streams), *own, "(census)"]
    keys = stream_keys(order)
    stream_table["key"] = [keys[name] for name in order]
    census = tables.census.copy()
    census["stream"] += len(streams)
    return replace(
        tables, tab=np.concatenate(columns), stream=stream_table, census=census
    )


@dataclass
class Standings:
    """Networks at rest of the blocks of futures that were asked for last."""

    _kept: OrderedDict[bytes, tuple[Standing, ...]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(
        self,
        network: Network,
        quantities: Mapping[str, Quantity],
        draws: Mapping[str, Array],
        many: int,
        days: int,
        k: float,
    ) -> tuple[Standing, ...]:
        """Return the network at rest in each future of a block.

        Parameters
        ----------
        draws
            Quantity values by future, in their own units, (futures,) each.
        many
            How many futures.
        """
        key = _digest(network, draws, many, days, k)
        # One thread makes a block, and the others wait: all of it is Python.
        with self._lock:
            if key not in self._kept:
                self._kept[key] = tuple(
                    stand(network, Values(quantities, drawn(draws, i)), days, k)
                    for i in range(many)
                )
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def _digest(
    network: Network, draws: Mapping[str, Array], many: int, days: int, k: float
) -> bytes:
    text = f"{many} {days} {k!r} {network.model_dump_json()}"
    found = hashlib.blake2b(text.encode())
    for name in sorted(draws):
        found.update(name.encode())
        found.update(np.ascontiguousarray(draws[name], np.float64).tobytes())
    return found.digest()


def drawn(draws: Mapping[str, Array], future: int) -> dict[str, float]:
    """Return the values of one future."""
    return {name: float(values[future]) for name, values in draws.items()}
