"""Aircraft one by one, each with a hub for every period, and the basing they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.basing import Basing, apportion
from steelyard.plan.movement.instance import Floats, Instance, Ints


@dataclass(frozen=True)
class Paths:
    """Hubs of single aircraft.

    Attributes
    ----------
    kind
        Type of each aircraft, shape (aircraft,).
    home
        Hub at which it starts; -1 where the plan may choose.
    hub
        Where it is in each period, shape (aircraft, periods).
    """

    kind: Ints
    home: Ints
    hub: Ints

    def basing(self, types: int, hubs: int) -> Basing:
        """Return aircraft by type, hub and period, and their moves."""
        count, periods = self.hub.shape
        at = np.zeros((types, hubs, periods), dtype=np.int64)
        moves = np.zeros((types, hubs, hubs, periods), dtype=np.int64)
        if count:
            w = np.broadcast_to(np.arange(periods), self.hub.shape)
            k = np.broadcast_to(self.kind[:, None], self.hub.shape)
            np.add.at(at, (k, self.hub, w), 1)
            first = np.where(self.home >= 0, self.home, self.hub[:, 0])
            before = np.concatenate([first[:, None], self.hub[:, :-1]], axis=1)
            go = before != self.hub
            np.add.at(moves, (k[go], before[go], self.hub[go], w[go]), 1)
        return Basing(at, moves)

    def with_hub(self, aircraft: int, first: int, last: int, hub: int) -> Paths:
        """Return paths with one aircraft at a hub from period `first` to `last`."""
        changed = self.hub.copy()
        changed[aircraft, first:last] = hub
        return Paths(self.kind, self.home, changed)


def paths_of(instance: Instance, basing: Basing) -> Paths:
    """Return single aircraft that make up a basing without moves but at the start."""
    kinds, homes, hubs = [], [], []
    for k in range(len(instance.fleets)):
        left = basing.moves[k, :, :, 0].copy()
        for h in range(len(instance.hubs)):
            for _ in range(int(basing.at[k, h, 0])):
                home = h
                if instance.free[k]:
                    home = -1
                elif left[:, h].any():
                    home = int(np.flatnonzero(left[:, h])[0])
                    left[home, h] -= 1
                kinds.append(k)
                homes.append(home)
                hubs.append([h] * instance.periods)
    shape = (len(kinds), instance.periods)
    return Paths(
        np.array(kinds, dtype=np.int64),
        np.array(homes, dtype=np.int64),
        np.array(hubs, dtype=np.int64).reshape(shape),
    )


def follow(instance: Instance, wanted: Floats, width: int) -> Paths:
    """Return single aircraft that follow wanted numbers through the periods.

    Parameters
    ----------
    wanted
        Aircraft by type, hub and period, shape (types, hubs, periods).
    width
        Periods over which wanted numbers are averaged before they are rounded.
    """
    hubs, periods = len(instance.hubs), instance.periods
    edges = [(w // width) * width for w in range(periods)]
    kinds: list[int] = []
    homes: list[int] = []
    rows: list[list[int]] = []
    for k, kind in enumerate(instance.fleets):
        start = [h for h in range(hubs) for _ in range(int(instance.based[k, h]))]
        if instance.free[k]:
            start = [-1] * kind.available
        track = [list[int]() for _ in start]
        here = list(start)
        for w, edge in enumerate(edges):
            if w == edge:
                mean = wanted[k, :, edge : edge + width].mean(axis=1)
                want = np.maximum(mean, 0.0) * instance.bases[k]
                if want.sum() <= 0:
                    want = instance.bases[k].astype(float)
                counts = apportion(want, len(start))
                here = _reassign(here, counts)
            for i, h in enumerate(here):
                track[i].append(h)
        kinds += [k] * len(start)
        homes += start
        rows += track
    return Paths(
        np.array(kinds, dtype=np.int64),
        np.array(homes, dtype=np.int64),
        np.array(rows, dtype=np.int64).reshape(len(kinds), periods),
    )


def _reassign(here: list[int], counts: Ints) -> list[int]:
    """Return new hubs of aircraft with as few changes as the counts allow."""
    left = counts.copy()
    found = [-1] * len(here)
    for i, h in enumerate(here):
        if h >= 0 and left[h] > 0:
            found[i] = h
            left[h] -= 1
    open_ = [h for h in range(len(left)) for _ in range(int(left[h]))]
    for i, h in enumerate(found):
        if h < 0:
            found[i] = open_.pop(0)
    return found
