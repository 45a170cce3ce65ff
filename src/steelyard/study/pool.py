"""What of the force pool is free on each day: arrays for the readiness models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.units import factor
from steelyard.stress.readiness.calendar import in_relief, training_share

Array = NDArray[np.float32]
Draws = Mapping[str, NDArray[np.float64]]


def free_units(casebook: Casebook, draws: Draws, unit: str) -> Array:
    """Return units of a type that are free in the mean, shape (futures,)."""
    assert casebook.forces is not None
    held = casebook.forces.units[unit]
    pool = draws[held.pool]
    free = pool * draws[held.available] if held.available else pool
    return free.astype(np.float32)


def training_by_day(casebook: Casebook, draws: Draws, unit: str) -> Array | None:
    """Return the share of free units at collective training, (futures, days).

    None if no calendar names the type.
    """
    forces = casebook.forces
    mine = [t for t in (forces.training if forces else ()) if unit in t.units]
    if not mine:
        return None
    months = _months(casebook)
    shares = [
        training_share(months, t.months, draws[t.share].astype(np.float32))
        for t in mine
    ]
    return np.minimum(np.sum(shares, axis=0, dtype=np.float32), np.float32(1.0))


def free_by_day(casebook: Casebook, draws: Draws, unit: str) -> Array:
    """Return units of a type that are free on each day of the horizon.

    Free are those of the pool that are not deployed or in reset, less those at
    collective training, less those that a relief elsewhere takes twice.

    Returns
    -------
    Shape (futures, days); (futures, 1) if nothing of it changes by day.
    """
    free = free_units(casebook, draws, unit)[:, None]
    busy = training_by_day(casebook, draws, unit)
    if busy is not None:
        free = free * (1.0 - busy)
    forces = casebook.forces
    for plan in forces.rotations if forces else ():
        if plan.unit != unit:
            continue
        names = (plan.tour, plan.overlap, plan.first)
        tour, overlap, first = (
            (draws[n] * factor(casebook.quantities[n].unit, "day")).astype(np.float32)
            for n in names
        )
        units = draws[plan.units].astype(np.float32)
        days = len(_months(casebook))
        free = free - in_relief(units, tour, overlap, first, days)
    found: Array = np.maximum(free, np.float32(0.0)).astype(np.float32)
    return found


def _months(casebook: Casebook) -> list[int]:
    """Return the calendar month of each day of the horizon."""
    horizon = casebook.front.horizon
    start, end = date.fromisoformat(horizon.start), date.fromisoformat(horizon.end)
    return [(start + timedelta(days=d)).month for d in range((end - start).days)]
