"""A plan's flights as they are flown: what of the planned seats leaves in each future.

A planned flight does not leave if its country takes nobody on the day, if it is
cancelled for a reason of its own, or if too few aircraft of its type are fit: fewer
may be at hand than the plan took, its actions may not be fully at work yet, and some
are grounded each day. Where aircraft are short, every flight of the type that day is
as likely to be lost. What is lost is not flown later, and nothing is flown that was
not planned. Draws are keyed by what they are of, so that courses share them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.units import factor
from steelyard.plan.movement.schedule import Schedule, Type
from steelyard.stress.fluid import carried
from steelyard.stress.streams import keys, picked

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

SPELLS = 32
"""Refusals of one country that are drawn at a time."""

CAUSES = ("refused", "cancelled", "without_aircraft")
"""Why a flight did not leave, in the order in which they are asked."""


@dataclass(frozen=True)
class AsFlown:
    """What of a schedule leaves.

    Attributes
    ----------
    schedule
        The plan.
    seats
        Link to its seats, (futures, days).
    lost
        Cause to the flights lost by it, (futures,).
    """

    schedule: Schedule
    seats: Mapping[str, Array]
    lost: Mapping[str, Array]

    def people(self) -> Array:
        """Return how many of the plan's own people could leave, (futures,)."""
        found = [
            carried(self.schedule.release[i].astype(float), seats)[:, -1]
            for i, seats in enumerate(self.seats.values())
        ]
        total: Array = np.sum(found, axis=0)
        return total


@dataclass(frozen=True)
class _Day:
    """What the draws of a block are taken from."""

    casebook: Casebook
    draws: Mapping[str, Array]
    futures: Ints
    seed: int

    def value(self, id_: str | None, unit: str) -> Array:
        """Return a quantity in a unit, 0 where the casebook gives none; (futures,)."""
        if id_ is None:
            return np.zeros(len(self.futures))
        scale = factor(self.casebook.quantities[id_].unit, unit)
        found: Array = np.asarray(self.draws[id_], dtype=float) * scale
        return found

    def uniforms(self, stream: str, positions: Ints) -> Array:
        """Return numbers in (0, 1) of a keyed stream, (futures, positions)."""
        return picked(keys(self.seed, f"flown.{stream}", self.futures), positions)


def as_flown(
    casebook: Casebook,
    plan: Schedule,
    draws: Mapping[str, Array],
    levels: Mapping[str, Array],
    *,
    futures: Ints,
    seed: int,
) -> AsFlown:
    """Fly a plan in a block of futures.

    Parameters
    ----------
    draws
        Quantity values by future, in their own units, (futures,) each.
    levels
        Action to its level on each day, (futures, days): a type that actions bring
        is at hand in proportion, up to 1.
    futures, seed
        Their numbers, and the seed of the keyed draws.

    Raises
    ------
    ValueError
        If the casebook does not say how plans are flown.
    """
    if casebook.movement is None or casebook.movement.flown is None:
        raise ValueError(f"the casebook '{casebook.id}' feeds no link from a plan")
    says, day = casebook.movement.flown, _Day(casebook, draws, futures, seed)
    shape = (len(futures), len(plan.day))
    luck, refused = np.ones(shape), np.zeros(shape, dtype=bool)
    for q, name in enumerate(plan.demand):
        mine = np.flatnonzero(plan.queue == q)
        at = plan.number[mine] * plan.days + plan.day[mine]
        luck[:, mine] = day.uniforms(name, at)
    rate = day.value(says.refusals, "1/day")
    length = day.value(says.refusal_length, "day")
    for c in np.unique(plan.country):
        mine = np.flatnonzero(plan.country == c)
        away = _refused(day, plan.countries[c], rate, length, plan.days)
        refused[:, mine] = away[:, plan.day[mine]]
    share, seats = np.ones(shape), np.zeros(shape)
    grounded = day.value(says.grounded, "ratio")
    for k in np.unique(plan.fleet):
        mine, kind = np.flatnonzero(plan.fleet == k), plan.fleets[k]
        days, back = np.unique(plan.day[mine], return_inverse=True)
        fit = _fit(day, kind, grounded, levels, days, plan.days)
        used = np.maximum(plan.used[k, days], 1e-9)
        share[:, mine] = np.minimum(fit / used, 1.0)[:, back]
        seats[:, mine] = np.floor(day.value(kind.seats, "person") + 1e-9)[:, None]
    goes = 1.0 - day.value(says.cancelled, "ratio")[:, None]
    left = ~refused & (luck < goes * share)
    lost = (refused, ~refused & (luck >= goes), ~refused & (luck < goes) & ~left)
    return AsFlown(
        plan,
        _by_day(plan, np.where(left, seats, 0.0)),
        {cause: x.sum(axis=1) * 1.0 for cause, x in zip(CAUSES, lost, strict=True)},
    )


def _by_day(plan: Schedule, seats: Array) -> dict[str, Array]:
    """Add up the seats of each link and day; rows of a plan stand in that order."""
    total = np.zeros((len(seats), len(plan.links) * plan.days))
    at = plan.link * plan.days + plan.day
    if len(at):
        first = np.flatnonzero(np.diff(at, prepend=-1))
        total[:, at[first]] = np.add.reduceat(seats, first, axis=1)
    return {
        name: total[:, i * plan.days : (i + 1) * plan.days]
        for i, name in enumerate(plan.links)
    }


def _refused(day: _Day, country: str, rate: Array, length: Array, days: int) -> Bools:
    """Tell on which days a country takes nobody, (futures, days).

    Spells begin at the given rate while none is on, and last the given length.
    """
    found = np.zeros((len(day.futures), days), dtype=bool)
    if not rate.any():
        return found
    today, drawn = np.arange(days), 0
    ends = np.zeros(len(day.futures))
    while (ends < days).any():
        points = day.uniforms(f"refusal.{country}", drawn + np.arange(SPELLS))
        pauses = -np.log(points) / np.maximum(rate, 1e-12)[:, None]
        begins = np.cumsum(pauses, axis=1) + length[:, None] * np.arange(SPELLS)
        begins += ends[:, None]
        for i in range(SPELLS):
            on = begins[:, i : i + 1]
            if not (on < days).any():
                return found
            found |= (on <= today) & (today < on + length[:, None])
        ends, drawn = begins[:, -1] + length, drawn + SPELLS
    return found


def _fit(
    day: _Day,
    kind: Type,
    grounded: Array,
    levels: Mapping[str, Array],
    days: Ints,
    whole: int,
) -> Ints:
    """Return the aircraft of a type that can fly on some days, (futures, days)."""
    hand = np.asarray(day.draws[kind.available], dtype=float)[:, None]
    if kind.actions:
        at_work = [levels[a][:, days] for a in kind.actions if a in levels]
        level = np.max(at_work, axis=0) if at_work else np.zeros((1, len(days)))
        hand = hand * np.clip(level, 0.0, 1.0)
    ready = np.floor(hand + 1e-9).astype(np.int64)
    ready = np.broadcast_to(ready, (len(day.futures), len(days)))
    down = np.zeros_like(ready)
    for a in range(int(ready.max(initial=0)) if grounded.any() else 0):
        luck = day.uniforms(f"grounded.{kind.id}", a * whole + days)
        down += (luck < grounded[:, None]) & (a < ready)
    return ready - down
