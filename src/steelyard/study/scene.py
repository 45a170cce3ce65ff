"""What a block of futures brings before any course acts: shared by all courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.migration.flow import Arrivals
from steelyard.stress.setting import Ground, prepare
from steelyard.study.futures import Futures
from steelyard.study.kit import Kit
from steelyard.study.worlds import readings

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Scene:
    """A block of futures.

    Attributes
    ----------
    seed
        Of the keyed streams.
    numbers
        Numbers of the futures, (futures,).
    draws
        Quantity id to its value in each future, in its own unit.
    windows
        Indicator id to its monthly values where it replays its record, or where
        nothing acts on the flow that it follows; (futures, months).
    ground
        Baseline arrivals of each flow.
    prevailing
        Proposition to the index of the reading that prevails; empty without law.
    """

    seed: int
    numbers: Ints
    draws: Mapping[str, Array]
    windows: Mapping[str, Array]
    ground: Ground
    prevailing: Mapping[str, Ints]

    def __len__(self) -> int:
        return len(self.numbers)


def scene(
    kit: Kit, futures: Futures, rows: slice, numbers: Ints | None = None
) -> Scene:
    """Draw a block of futures.

    Parameters
    ----------
    numbers
        Numbers of the futures where they are not those of the rows: futures of
        one number share all streams.
    """
    if numbers is None:
        numbers = np.arange(rows.start, rows.stop, dtype=np.int64)
    ground = prepare(kit.setting, kit.months, numbers, futures.seed)
    windows = replayed(kit, futures.replay(rows))
    for id_, indicator in kit.casebook.indicators.items():
        if indicator.flow:
            windows[id_] = ground.arrivals[indicator.flow].monthly.sum(axis=2)
    drawn = readings(kit.law, kit.taken, numbers, futures.seed) if kit.law else {}
    draws = futures.draws(kit.casebook.quantities, rows)
    return Scene(futures.seed, numbers, draws, windows, ground, drawn)


def replayed(kit: Kit, u: Array) -> dict[str, Array]:
    """Return the record's window for each indicator that replays it."""
    return {id_: record.pick(u) for id_, record in kit.records.items()}


def middle(kit: Kit) -> Scene:
    """Return one future in which every quantity stands at its value.

    Arrivals are the median over 256 futures, month by month and region by region;
    a replayed record starts in the middle of it.
    """
    numbers = np.zeros(1, dtype=np.int64)
    many = prepare(kit.setting, kit.months, np.arange(256, dtype=np.int64), 0)
    arrivals = {id_: _median(flow) for id_, flow in many.arrivals.items()}
    ground = Ground(numbers, 0, kit.months, arrivals)
    windows = replayed(kit, np.array([0.5]))
    for id_, indicator in kit.casebook.indicators.items():
        if indicator.flow:
            windows[id_] = arrivals[indicator.flow].monthly.sum(axis=2)
    draws = {n: np.array([q.value]) for n, q in kit.casebook.quantities.items()}
    drawn = readings(kit.law, kit.taken, numbers, 0) if kit.law else {}
    return Scene(0, numbers, draws, windows, ground, drawn)


def _median(flow: Arrivals) -> Arrivals:
    shares = flow.shares
    if shares is not None:
        shares = np.median(shares, axis=0, keepdims=True)
        shares = shares / shares.sum(axis=2, keepdims=True)
    monthly = np.median(flow.monthly, axis=0, keepdims=True)
    return replace(flow, monthly=monthly, shares=shares)
