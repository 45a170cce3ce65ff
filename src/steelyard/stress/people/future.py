"""One future of a network under a course: its tables, and its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Network, Station
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals, Stream
from steelyard.stress.people.build import build
from steelyard.stress.people.cohort import Cohort, apply, schedule
from steelyard.stress.people.engine.work import (
    Sizes,
    Tables,
    allocate,
    first_sizes,
)
from steelyard.stress.people.feeds import thinned
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.names import Names
from steelyard.stress.people.ready import kernel

Array = NDArray[np.float64]
Floats = NDArray[np.float32]

DAY = 24.0


@dataclass(frozen=True)
class Outcome:
    """What one replication of one future gave, in people.

    Attributes
    ----------
    inside, waiting
        (days, stations): mean persons inside; persons waiting for service at a
        day's end, those who wait outside of a full room for it included.
    entered
        (days, places): people who entered each station or exit in a day.
    stat, place, clock
        The kernel's counters, see `engine.layout`: by place and class, by station, by
        clock and class. Counts are of the thinned cohort.
    flow
        (targets,) people who took each way.
    events
        Of the kernel.
    """

    inside: Array
    waiting: Array
    entered: Floats
    stat: NDArray[np.void]
    place: NDArray[np.void]
    clock: NDArray[np.void]
    flow: Array
    events: int


@dataclass
class Memory:
    """What a worker keeps from one future to the next: how large its tables grew."""

    sizes: Sizes | None = field(default=None)


def built(
    network: Network, values: Values, streams: list[Stream], days: int, k: float
) -> Tables:
    """Return the kernel's tables of one future before any course acts.

    Parameters
    ----------
    streams
        Arrivals from outside of the network, thinned already; its own are added.
    days
        Length of the horizon.
    k
        People for whom one simulated person stands: arrivals and census are thinned.
    """
    census = tuple(
        group.model_copy(update={"persons": values.number(group.persons) / k})
        for group in network.census
    )
    smaller = network.model_copy(update={"census": census, "courses": ()})
    own = Arrivals.of(network, values, DAY * days)
    arrivals = Arrivals((*streams, *thinned(own, k)))
    return build(smaller, arrivals, values, (DAY * days, DAY, 0.0))


def finished(tables: Tables, network: Network, cohort: Cohort) -> Tables:
    """Return tables with capacity, seats and shares as a course makes them.

    Parameters
    ----------
    tables
        From `built`; they stay as they are.
    """
    copied = ("station", "branch", "surge", "tab")
    tables = replace(tables, **{name: getattr(tables, name).copy() for name in copied})
    names = Names.of(network)
    _shares(tables, network, cohort.extra)
    apply(tables, network, names, cohort)
    timeline = schedule(tables, network, names, cohort)
    return replace(tables, timeline=timeline)


def _shares(tables: Tables, network: Network, extra: Extra) -> None:
    """Let the shares of each route add up to one, and move what actions move."""
    below, first = tables.branch["below"], 0
    for route in network.routes:
        last = first + len(route.ways)
        if below[last - 1] <= 0:
            raise ValueError(f"the shares from '{route.at}' are all zero")
        below[first:last] /= below[last - 1]
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


def run_future(
    tables: Tables, future: int, seed: int, cohort: float, memory: Memory
) -> Outcome:
    """Run one future once; its draws are those of replication `future`."""
    sizes = memory.sizes or first_sizes(tables, records=False)
    run = kernel()
    while True:
        work = allocate(tables, sizes, 1, seed, sketches=False)
        if run(work, future, 1) == 1:
            break
        sizes = sizes.grown(int(work.g["trouble"][0]))
    memory.sizes = sizes
    return Outcome(
        inside=np.asarray(work.inside_series, float) * cohort,
        waiting=np.asarray(work.waiting_series, float) * cohort,
        entered=np.asarray(work.entry_series, np.float32) * np.float32(cohort),
        stat=work.stat.reshape(-1, tables.classes),
        place=work.place_stat,
        clock=work.clock_stat.reshape(-1, tables.classes),
        flow=np.asarray(work.flow, float) * cohort,
        events=int(work.g["events"][0]),
    )


def rooms_of(
    network: Network, values: Values, extra: Extra, days: int
) -> tuple[Array, Array]:
    """Return physical and humane room by day and place, both (days, places).

    Infinite where nothing limits it. Humane room is the least of what the standards
    of care leave (`build.humane_room`), with what actions add on the day.
    """
    physical = np.full((days, len(network.places)), np.inf)
    humane = physical.copy()
    per = {s.id: values.number(s.per_person) for s in network.standards}
    for s, place in enumerate(network.places):
        if place.room is not None:
            physical[:, s] = values.number(place.room.persons)
            physical[:, s] += extra.room.get(place.id, 0.0)
        if isinstance(place, Station):
            for standard, has in place.care.items():
                more = extra.care.get((place.id, standard), 0.0)
                room = (values.number(has) + more) / per[standard]
                humane[:, s] = np.minimum(humane[:, s], room)
    return physical, humane


def drawn(draws: Mapping[str, Array], future: int) -> dict[str, float]:
    """Return the values of one future."""
    return {name: float(values[future]) for name, values in draws.items()}
