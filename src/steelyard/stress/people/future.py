"""One future of a network under a course: its run, and its rooms."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Network, Station
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.engine.work import (
    Sizes,
    Tables,
    allocate,
    first_sizes,
)
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.ready import kernel

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What one replication of one future gave, in people.

    Attributes
    ----------
    inside, waiting
        (days, stations): mean persons inside; persons waiting for service at a
        day's end, those who wait outside of a full room for it included.
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
    stat: NDArray[np.void]
    place: NDArray[np.void]
    clock: NDArray[np.void]
    flow: Array
    events: int


@dataclass
class Memory:
    """What a worker keeps from one future to the next: how large its tables grew."""

    sizes: Sizes | None = field(default=None)


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
