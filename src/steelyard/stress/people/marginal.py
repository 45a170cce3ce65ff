"""Where the bottleneck is: what a little more of each resource would change.

Each resource is made larger by a step and the same futures are run again with the
same luck of every person, so that the difference is the step's and not chance's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Link, Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.course import (
    PeopleModel,
    Ran,
    gather,
    measures,
)
from steelyard.stress.people.feeds import Fed, streams_of
from steelyard.stress.people.future import Memory, rooms_of, run_future
from steelyard.stress.people.levers import Extra, extra_of
from steelyard.stress.people.standing import drawn, stand

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

COHORT = 75.0
"""People for whom one simulated person stands, unless told otherwise."""
STEP = {"servers": 60.0, "room": 2000.0, "seats": 400.0}
"""How much larger a resource is made, in all its places together."""
PER = {"servers": 10.0, "room": 100.0, "seats": 100.0}
"""For how much of it the change is reported."""


@dataclass(frozen=True)
class Resource:
    """Servers, room or seats of places that are alike.

    Attributes
    ----------
    id
        Kind and family, e.g. `servers.processing`.
    what
        `servers`, `room`, or `seats` a day.
    says
        What it is, in a phrase.
    places
        Stations or links that share it.
    """

    id: str
    what: str
    says: str
    places: tuple[str, ...]


def resources(network: Network) -> tuple[Resource, ...]:
    """Return what could be made larger.

    Stations whose ids agree up to the first full stop are one family. Room counts
    where it is a hard cap; links have seats.
    """
    found: dict[str, Resource] = {}
    for what, name, says in _parts(network):
        family = name.partition(".")[0]
        id_ = f"{what}.{family}"
        held = found.get(id_)
        places = (*held.places, name) if held else (name,)
        phrase = says if name == family else says.partition(",")[0]
        found[id_] = Resource(id_, what, held.says if held else phrase, places)
    return tuple(found.values())


def _parts(network: Network) -> Iterator[tuple[str, str, str]]:
    for place in network.places:
        says = place.says or place.id
        if isinstance(place, Link):
            yield "seats", place.id, says
            continue
        if place.servers is not None or place.shifts:
            yield "servers", place.id, says
        if place.room is not None and place.room.full != "exceed":
            yield "room", place.id, says


@dataclass(frozen=True)
class Gain:
    """What more of one resource changes.

    Attributes
    ----------
    resource
        What is made larger.
    per
        By how much the changes are reported.
    change
        Measure to its change for `per` more, (futures,).
    """

    resource: Resource
    per: float
    change: Mapping[str, Array]


def marginal(
    model: PeopleModel,
    flows: Mapping[str, Fed],
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    *,
    futures: Ints,
    seed: int,
    course: str | None = None,
    cohort: float = COHORT,
) -> tuple[Gain, ...]:
    """Return what more of each resource would change under a course.

    Parameters are those of `course.under`.
    """
    network = model.under(course)
    wanted = [
        resource
        for resource in resources(network)
        if _open(resource, network, model, draws, levels)
    ]
    runs: list[list[Ran]] = [[] for _ in (None, *wanted)]
    memory = Memory()
    for i, future in enumerate(futures):
        values = Values(model.quantities, drawn(draws, i))
        mine = {name: level[i] for name, level in levels.items()}
        streams = streams_of(network, values, flows, i, cohort)
        standing = stand(network, values, model.days, cohort)
        for found, resource in zip(runs, (None, *wanted), strict=True):
            extra = extra_of(network, values, mine)
            if resource is not None:
                _enlarge(extra, resource, network, values, model.days)
            tables = standing.under(streams, extra, {})
            outcome = run_future(tables, int(future), seed, cohort, memory)
            found.append((outcome, *rooms_of(network, values, extra, model.days)))
    base, *others = [measures(gather(network, found, cohort)) for found in runs]
    return tuple(
        Gain(
            resource,
            PER[resource.what],
            {
                name: (after[name] - base[name])
                * PER[resource.what]
                / STEP[resource.what]
                for name in base
            },
        )
        for resource, after in zip(wanted, others, strict=True)
    )


def _open(
    resource: Resource,
    network: Network,
    model: PeopleModel,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
) -> bool:
    """Tell whether a course has any room of this kind; the rest always counts."""
    if resource.what != "room":
        return True
    values = Values(model.quantities, drawn(draws, 0))
    mine = {name: level[0] for name, level in levels.items()}
    room, _ = rooms_of(network, values, extra_of(network, values, mine), model.days)
    column = {place.id: i for i, place in enumerate(network.places)}
    return any(room[:, column[name]].any() for name in resource.places)


def _enlarge(
    extra: Extra, resource: Resource, network: Network, values: Values, days: int
) -> None:
    """Add a step; more room comes with what the standards ask for each person."""
    more = np.full(days, STEP[resource.what] / len(resource.places))
    held = getattr(extra, resource.what)
    per = {s.id: values.number(s.per_person) for s in network.standards}
    stations = {station.id: station for station in network.stations}
    for name in resource.places:
        held[name] = more + held.get(name, 0.0)
        if resource.what == "room":
            for standard in stations[name].care:
                key = (name, standard)
                extra.care[key] = more * per[standard] + extra.care.get(key, 0.0)
