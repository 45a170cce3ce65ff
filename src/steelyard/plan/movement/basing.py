"""Where aircraft are based, period by period, and what that leaves for missions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.instance import Floats, Instance, Ints
from steelyard.plan.movement.packed import THOUSAND, Packed


@dataclass(frozen=True)
class Basing:
    """Aircraft by type, hub and period.

    Attributes
    ----------
    at
        Based at a hub in a period, those that came in it included,
        shape (types, hubs, periods).
    moves
        Change from one hub to another at the start of a period and serve nobody on
        that day, shape (types, hubs, hubs, periods).
    """

    at: Ints
    moves: Ints

    @property
    def stay(self) -> Ints:
        """Aircraft that were there already, shape (types, hubs, periods)."""
        stay: Ints = self.at - self.moves.sum(axis=1)
        return stay

    def problems(self, instance: Instance) -> list[str]:
        """Return what is wrong with it; nothing if it can be flown."""
        found = []
        if (self.at < 0).any() or (self.moves < 0).any() or (self.stay < 0).any():
            found.append("a negative number of aircraft")
        before = self.at[:, :, :-1] - self.moves[:, :, :, 1:].sum(axis=2)
        if (before != self.stay[:, :, 1:]).any():
            found.append("aircraft appear or vanish at a change of bases")
        for k, kind in enumerate(instance.fleets):
            start = self.at[k, :, 0] + self.moves[k, :, :, 0].sum(axis=1)
            start = start - self.moves[k, :, :, 0].sum(axis=0)
            if instance.free[k]:
                if start.sum() != kind.available:
                    found.append(f"{kind.id}: {start.sum()} of {kind.available} based")
            elif (start != instance.based[k]).any():
                found.append(f"{kind.id}: not based where it starts")
        return found

    def cost(self, instance: Instance) -> float:
        """Return what changes of bases cost, thousands."""
        if not instance.rebase.size:
            return 0.0
        times = self.moves.sum(axis=3)
        return float((times * instance.rebase).sum()) * THOUSAND


def by_day(instance: Instance, basing: Basing) -> Ints:
    """Return aircraft that can start or be on missions, shape (types, hubs, days)."""
    days = np.arange(instance.days)
    period = days // instance.period
    fresh = days % instance.period == 0
    here = np.where(fresh, basing.stay[:, :, period], basing.at[:, :, period])
    found: Ints = here * instance.at_hand[:, None, :]
    return found


def supply(instance: Instance, packed: Packed, basing: Basing) -> Floats:
    """Return what rows offer before any mission, shape (rows, days).

    Readiness rows offer the aircraft near the hub beyond the floor.
    """
    here = by_day(instance, basing).astype(float)
    near = (here * packed.near[:, :, None]).sum(axis=1)
    floor = packed.floor[:, None] * instance.at_hand
    parts = [here.reshape(-1, instance.days), near - floor]
    if len(packed.ground_limit):
        hours = np.repeat(packed.ground_limit[:, None], instance.days, axis=1)
        parts.append(hours)
    return np.concatenate(parts)


def start_basing(instance: Instance, weight: Floats | None = None) -> Basing:
    """Return a basing that does not change after the first day.

    Parameters
    ----------
    weight
        Aircraft wanted by type and hub, shape (types, hubs), for types that are
        free; spread evenly if None. Whole aircraft by largest remainders.
    """
    types, hubs, periods = len(instance.fleets), len(instance.hubs), instance.periods
    at = np.zeros((types, hubs, periods), dtype=np.int64)
    moves = np.zeros((types, hubs, hubs, periods), dtype=np.int64)
    for k, kind in enumerate(instance.fleets):
        if not instance.free[k]:
            if weight is None:
                at[k] = instance.based[k][:, None]
                continue
            wanted = apportion(weight[k], int(instance.based[k].sum()))
            at[k] = wanted[:, None]
            have = instance.based[k].copy()
            for h in range(hubs):
                for g in range(hubs):
                    n = min(max(have[h] - wanted[h], 0), max(wanted[g] - have[g], 0))
                    moves[k, h, g, 0] += n
                    have[h] -= n
                    have[g] += n
            continue
        want = instance.bases[k] * (1.0 if weight is None else weight[k])
        if want.sum() <= 0:
            want = instance.bases[k].astype(float)
        at[k] = apportion(want, kind.available)[:, None]
    return Basing(at, moves)


def apportion(weight: Floats, total: int) -> Ints:
    """Return whole numbers in proportion to weights that add up to a total."""
    weight = np.maximum(np.asarray(weight, dtype=float), 0.0)
    if weight.sum() <= 0:
        weight = np.ones(len(weight))
    ideal = weight * (total / weight.sum())
    whole: Ints = np.floor(ideal + 1e-9).astype(np.int64)
    order = np.argsort(-(ideal - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
