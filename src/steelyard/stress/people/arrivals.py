"""Arrivals of people: rates that vary, and groups that come together."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from steelyard.casebook.schema.network import Inflow, Network
from steelyard.casebook.schema.network_values import Values

Column = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Stream:
    """Arrivals of one class at one station.

    Persons arrive by a Poisson process whose rate is `rates[i]` persons an hour
    up to hour `until[i]`, and in groups of `sizes[j]` at hour `at[j]`.
    """

    id: str
    of: str
    station: str
    until: Column
    rates: Column
    at: Column
    sizes: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        """Refuse times that do not rise and rates below zero or not finite."""
        for name in ("until", "rates", "at"):
            if not np.isfinite(getattr(self, name)).all():
                raise ValueError(f"stream '{self.id}': {name} must be finite")
        if len(self.until) != len(self.rates) or len(self.at) != len(self.sizes):
            raise ValueError(f"stream '{self.id}': columns differ in length")
        if (np.diff(self.until) <= 0).any() or (self.until <= 0).any():
            raise ValueError(f"stream '{self.id}': until must rise from above 0")
        if (self.rates < 0).any() or (self.at < 0).any() or (self.sizes < 0).any():
            raise ValueError(f"stream '{self.id}': a rate, time or size is negative")


@dataclass(frozen=True)
class Arrivals:
    """All arrivals of one simulation."""

    streams: tuple[Stream, ...]

    def __post_init__(self) -> None:
        """Refuse two streams of one name."""
        names = [stream.id for stream in self.streams]
        if len(set(names)) != len(names):
            raise ValueError("two streams share one id")

    @property
    def expected(self) -> float:
        """Return the expected number of persons."""
        total = 0.0
        for stream in self.streams:
            widths = np.diff(stream.until, prepend=0.0)
            total += float((widths * stream.rates).sum() + stream.sizes.sum())
        return total

    @classmethod
    def of(cls, network: Network, values: Values, horizon: float) -> Arrivals:
        """Read the arrivals of a network's own file up to `horizon` hours."""
        start = dt.datetime.fromisoformat(network.start)
        return cls(
            tuple(_stream(flow, values, start, horizon) for flow in network.arrivals)
        )


def constant(id_: str, of: str, station: str, per_hour: float, hours: float) -> Stream:
    """Return a stream at one rate."""
    return Stream(
        id_,
        of,
        station,
        np.array([hours]),
        np.array([per_hour]),
        np.zeros(0),
        np.zeros(0, np.int64),
    )


def _stream(flow: Inflow, values: Values, start: dt.datetime, end: float) -> Stream:
    edges = _edges(flow, values, start, end)
    rates = np.zeros(len(edges) - 1)
    steps = [(values.hours(r.at), values.per_hour(r.per_day)) for r in flow.rates]
    for i, (a, b) in enumerate(itertools.pairwise(edges)):
        middle = (a + b) / 2
        base = [rate for at, rate in sorted(steps) if at <= middle]
        if base:
            rates[i] = base[-1] * _season(flow, start + dt.timedelta(hours=middle))
    at, sizes = _groups(flow, values, end)
    return Stream(flow.id, flow.of, flow.station, edges[1:], rates, at, sizes)


def _edges(flow: Inflow, values: Values, start: dt.datetime, end: float) -> Column:
    edges = {0.0, end} | {
        h for h in (values.hours(r.at) for r in flow.rates) if 0 < h < end
    }
    if flow.hours:
        edges |= set(np.arange(1.0, end, 1.0))
    elif flow.weekdays:
        edges |= set(np.arange(24.0, end, 24.0))
    if flow.months:
        day = start.replace(day=1)
        while (hours := (day - start).total_seconds() / 3600) < end:
            if hours > 0:
                edges.add(hours)
            day = (day + dt.timedelta(days=32)).replace(day=1)
    return np.array(sorted(edges))


def _season(flow: Inflow, when: dt.datetime) -> float:
    factor = 1.0
    for profile, i in (
        (flow.hours, when.hour),
        (flow.weekdays, when.weekday()),
        (flow.months, when.month - 1),
    ):
        if profile:
            factor *= profile[i] * len(profile) / sum(profile)
    return factor


def _groups(
    flow: Inflow, values: Values, end: float
) -> tuple[Column, npt.NDArray[np.int64]]:
    pairs: list[tuple[float, int]] = []
    for group in flow.groups:
        at, size = values.hours(group.at), values.count(group.persons)
        pause = math.inf if group.every is None else values.hours(group.every)
        while at < end:
            pairs.append((at, size))
            at += pause
    pairs.sort()
    return (
        np.array([at for at, _ in pairs]),
        np.array([size for _, size in pairs], np.int64),
    )
