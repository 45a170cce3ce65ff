"""Whether every uncertain quantity moves some measure, and only what it should.

Each is set to the low and then to the high end of its range, all others at the
middle of theirs, in every course; a quantity under which no outcome moves is idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.strings import strings
from steelyard.study.block import run_block
from steelyard.study.chain import CHAIN, Link, only
from steelyard.study.futures import Futures, sample
from steelyard.study.kit import Kit, read_kit

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
    chosen = list(casebook.courses) if courses is None else list(courses)
    kit = read_kit(casebook)
    quick = tuple(link for link in CHAIN if link.name != "people")
    moved = _tried(kit, chosen, names, names, STARTS, quick)
    left = _of_people(casebook, [n for n in names if not moved[n]])
    if left:
        more = _tried(kit, chosen, names, left, (0.5,), only("people"))
        moved |= {name: more[name] for name in left}
    idle = tuple(name for name in names if not moved[name])
    return LeverReport({n: m for n, m in moved.items() if m}, idle)


def _of_people(casebook: Casebook, names: Sequence[str]) -> list[str]:
    """Return the quantities that the network names: its link is slow, so only these."""
    if casebook.network is None:
        return []
    named = strings(casebook.network.model_dump(mode="python"))
    return [name for name in names if name in named]


def _tried(
    kit: Kit,
    courses: Sequence[str],
    names: Sequence[str],
    probed: Sequence[str],
    starts: Sequence[float],
    chain: tuple[Link, ...],
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, for each quantity probed, the columns that it moves by course."""
    futures = _probes(names, probed, starts)
    numbers = np.repeat(np.arange(len(starts)), len(probed) * len(ENDS))
    moved: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in probed}
    for course in courses:
        rows = slice(0, len(futures))
        table = run_block(kit, course, futures, rows, numbers, chain)
        columns = [c for c in table.column_names if c != "future"]
        values = np.stack([table.column(c).to_numpy() for c in columns], axis=1)
        shaped = values.reshape(len(starts), len(probed), len(ENDS), len(columns))
        differ = (shaped[:, :, 0] != shaped[:, :, 1]).any(axis=0)
        for name, found in zip(probed, differ, strict=True):
            if found.any():
                hit = tuple(c for c, m in zip(columns, found, strict=True) if m)
                moved[name][course] = hit
    return moved


def _probes(
    names: Sequence[str], probed: Sequence[str], starts: Sequence[float]
) -> Futures:
    """Return futures: at each start all in the middle, then each at either end."""
    points = []
    for start in starts:
        base = np.full(len(names), 0.5)
        base[-1] = start
        for name in probed:
            for end in ENDS:
                point = base.copy()
                point[names.index(name)] = end
                points.append(point)
    return Futures(0, tuple(names), np.stack(points))
