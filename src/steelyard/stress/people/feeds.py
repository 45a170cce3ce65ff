"""Arrivals of a casebook's flows as streams of people into its network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.migration.daily import Days
from steelyard.stress.migration.flow import Arrivals as FlowArrivals
from steelyard.stress.migration.flow import FlowModel
from steelyard.stress.migration.split import by_day
from steelyard.stress.people.arrivals import Arrivals, Stream

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Fed:
    """People of one flow in many futures.

    Attributes
    ----------
    regions, classes
        Names of the last two axes.
    people
        (futures, days, regions, classes), expected people of each day; whole or not.
    """

    regions: tuple[str, ...]
    classes: tuple[str, ...]
    people: Array

    def __post_init__(self) -> None:
        """Refuse a shape that does not fit, and numbers that cannot be."""
        wanted = (len(self.regions), len(self.classes))
        if self.people.ndim != 4 or self.people.shape[2:] != wanted:
            raise ValueError(
                f"people must be (futures, days, {wanted[0]}, {wanted[1]}), "
                f"not {self.people.shape}"
            )
        if not np.isfinite(self.people).all() or (self.people < 0).any():
            raise ValueError("people must be numbers of at least 0")


def fed(
    model: FlowModel,
    arrivals: FlowArrivals,
    draws: Mapping[str, Array],
    horizon: tuple[str, str],
    futures: Ints,
    seed: int,
) -> Fed:
    """Return a flow's people by day, region and class.

    Days are whole counts of the flow's own law (`split.by_day`) where it has a
    profile, else a month's people spread evenly; a day's people are split by the
    month's shares of classes, which need not give whole people.
    """
    days = Days.between(*horizon, arrivals.months[0])
    if model.spec.profile is None:
        length = days.length.sum(axis=1)[days.month]
        counts = arrivals.monthly[:, days.month] / length[:, None]
    else:
        counts = by_day(model, arrivals, draws, horizon, futures, seed).astype(float)
    if arrivals.shares is None:
        raise ValueError(f"flow '{model.id}' has no classes")
    shares = arrivals.shares[:, days.month]
    people = counts[:, :, :, None] * shares[:, :, None, :]
    return Fed(arrivals.regions, arrivals.classes, people)


def streams_of(
    network: Network,
    values: Values,
    flows: Mapping[str, Fed],
    future: int,
    cohort: float,
) -> list[Stream]:
    """Return the streams that a network's feeds make in one future, thinned.

    Raises
    ------
    KeyError
        If a flow is missing that the network is fed by.
    """
    days = 0
    rates: dict[tuple[str, str], Array] = {}
    for feed in network.feeds:
        flow = flows[feed.flow]
        share = values.number(feed.share) / (24.0 * cohort)
        days = flow.people.shape[1]
        for r, region in enumerate(flow.regions):
            for c, kind in enumerate(flow.classes):
                key = feed.stations[region], feed.classes[kind]
                more: Array = flow.people[future, :, r, c] * share
                held = rates.get(key)
                rates[key] = more if held is None else held + more
    until = np.arange(1, days + 1, dtype=np.float64) * np.float64(24.0)
    none, nobody = np.zeros(0), np.zeros(0, np.int64)
    return [
        Stream(f"feed.{place}.{of}", of, place, until, rate, none, nobody)
        for (place, of), rate in rates.items()
    ]


def thinned(arrivals: Arrivals, cohort: float) -> list[Stream]:
    """Return a network's own streams with rates divided; groups are left whole."""
    return [
        Stream(s.id, s.of, s.station, s.until, s.rates / cohort, s.at, s.sizes)
        for s in arrivals.streams
    ]


def ids(streams: Sequence[Stream]) -> tuple[str, ...]:
    """Return the names of streams."""
    return tuple(stream.id for stream in streams)
