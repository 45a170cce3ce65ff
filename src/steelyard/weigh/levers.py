"""Whether every uncertain quantity moves some measure, and only what it should.

Each is set to the low and then to the high end of its range, all others at the
middle of theirs, in every course; a quantity under which no outcome moves is idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.study.block import run_block
from steelyard.study.futures import Futures, sample
from steelyard.study.kit import read_kit

Array = NDArray[np.float64]

ENDS = (0.02, 0.98)
"""Positions in the range to which a quantity is set."""

STARTS = (0.1, 0.5, 0.9)
"""Starts of the replayed record at which this is tried: triggers may sleep in one."""


@dataclass(frozen=True)
class LeverReport:
    """What moved.

    Attributes
    ----------
    moved
        Quantity to the outcomes that it moved, as course to columns.
    idle
        Uncertain quantities that moved nothing.
    """

    moved: dict[str, dict[str, tuple[str, ...]]]
    idle: tuple[str, ...]


def levers(casebook: Casebook, courses: Sequence[str] | None = None) -> LeverReport:
    """Perturb each uncertain quantity alone and record which outcomes move.

    Parameters
    ----------
    casebook
        The casebook.
    courses
        Ids; all if None.

    Returns
    -------
    The report; quantities in the order of futures' names, the replay included.
    """
    names = sample(casebook, 1, 0).names
    futures = _probes(names)
    chosen = list(casebook.courses) if courses is None else list(courses)
    kit = read_kit(casebook)
    numbers = np.repeat(np.arange(len(STARTS)), len(names) * len(ENDS))
    moved: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in names}
    for course in chosen:
        rows = slice(0, len(futures))
        table = run_block(kit, course, futures, rows, numbers)
        columns = [c for c in table.column_names if c != "future"]
        values = np.stack([table.column(c).to_numpy() for c in columns], axis=1)
        for name, found in _moves(names, values).items():
            if found.any():
                hit = tuple(c for c, m in zip(columns, found, strict=True) if m)
                moved[name][course] = hit
    idle = tuple(name for name in names if not moved[name])
    return LeverReport({n: m for n, m in moved.items() if m}, idle)


def _probes(names: Sequence[str]) -> Futures:
    """Return futures: at each start all in the middle, then each at either end."""
    middle = np.full(len(names), 0.5)
    points = []
    for start in STARTS:
        base = middle.copy()
        base[-1] = start
        for i in range(len(names)):
            for end in ENDS:
                point = base.copy()
                point[i] = end
                points.append(point)
    return Futures(0, tuple(names), np.stack(points))


def _moves(names: Sequence[str], values: Array) -> dict[str, NDArray[np.bool_]]:
    """Return which columns differ between the two ends of each quantity."""
    shaped = values.reshape(len(STARTS), len(names), len(ENDS), values.shape[1])
    low, high = shaped[:, :, 0], shaped[:, :, 1]
    differ = (low != high).any(axis=0)
    return {name: differ[i] for i, name in enumerate(names)}
