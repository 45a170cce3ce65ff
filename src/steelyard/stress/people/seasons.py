"""Occupancy by month with bands over futures, light enough for a page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.people.course import PeopleBlock
from steelyard.stress.people.summary import group_room

Array = NDArray[np.float64]

QUANTILES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


def seasons(block: PeopleBlock) -> list[dict[str, Any]]:
    """Return one entry per site group that anybody was in.

    Returns
    -------
    list of dict
        `id`, `title`, `months` (YYYY-MM), quantiles over futures of a month's mean
        persons by name, `room` and `humane`: the median over futures of a month's
        mean physical and humane room, None where there is no limit.
    """
    month, names = _months(block)
    found = []
    for group in block.network.groups:
        inside = _by_month(block.persons(group.id), month)
        if not inside.any():
            continue
        entry: dict[str, Any] = {"id": group.id, "title": group.title, "months": names}
        for name, q in QUANTILES.items():
            entry[name] = _rounded(np.quantile(inside, q, axis=0))
        for name, humane in (("room", False), ("humane", True)):
            room = group_room(block, group.id, humane=humane)
            limited = bool(np.isfinite(room).all())
            middle = np.median(_by_month(room, month), axis=0) if limited else None
            entry[name] = None if middle is None else _rounded(middle)
        found.append(entry)
    return found


def _months(block: PeopleBlock) -> tuple[NDArray[np.int64], list[str]]:
    begin = date.fromisoformat(block.network.start)
    days = [begin + timedelta(days=d) for d in range(block.inside.shape[1])]
    names = list(dict.fromkeys(f"{day:%Y-%m}" for day in days))
    return np.array([names.index(f"{day:%Y-%m}") for day in days]), names


def _by_month(daily: Array, month: NDArray[np.int64]) -> Array:
    """Return means by future and month."""
    starts = np.flatnonzero(np.diff(month, prepend=-1))
    sums = np.add.reduceat(daily, starts, axis=1)
    mean: Array = sums / np.diff(np.append(starts, daily.shape[1]))
    return mean


def _rounded(values: Array) -> list[float]:
    return [round(float(value), 1) for value in values]
