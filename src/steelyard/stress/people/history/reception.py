"""Receptions: population by site and network, and the days on which sites close."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.api import simulate
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.fluid import paces
from steelyard.stress.people.history.outcome import DRAWS, Array, Outcome, day
from steelyard.stress.people.history.pace import Leaving, leaving
from steelyard.stress.people.history.reception_network import network_of
from steelyard.stress.people.history.reception_scores import judged
from steelyard.stress.people.history.start import Start, start_of
from steelyard.stress.streams import keys, normals

EMPTY = 0.5
"""A site with fewer persons on the mean of a day is empty."""


@dataclass(frozen=True)
class Told:
    """What a reception's model tells.

    Attributes
    ----------
    days
        Ordinals, from the start.
    inside
        Mean persons of each day, shape (draws, days, sites).
    left
        Persons who have left by the end of each day, since the beginning of the
        window, shape (draws, days).
    closing
        Ordinal of the first day without people, shape (draws, sites).
    """

    start: Start
    law: Leaving
    days: Array
    inside: Array
    left: Array
    closing: Array


def tell(casebook: Casebook, case: Reception, seed: int = 1) -> Told:
    """Tell what follows the window; nothing that came after it is looked at."""
    counts = Counts.read(casebook, case.table, case.case)
    known = counts.until(day(case.window[1]))
    start = start_of(case, known)
    law = leaving(casebook, case, start)
    horizon = day(case.ends) - start.on
    sites = len(case.sites)
    points = normals(keys(seed, f"history.{case.id}", np.arange(DRAWS)), sites)
    # The whole network's pace in equal steps of probability, so that its median is one.
    common = ndtri((np.arange(DRAWS) + 0.5) / DRAWS)
    inside = np.zeros((DRAWS, horizon, sites))
    left = np.zeros((DRAWS, horizon))
    ahead = start.inside + start.abroad * start.inside / start.inside.sum()
    for k in range(DRAWS):
        weight = ahead**law.power * np.exp(law.spread * points[k])
        per_day = law.per_day * float(np.exp(law.spread * common[k]))
        table = paces(start, per_day, weight, horizon)
        network = network_of(start, case.sites, table)
        result = simulate(
            network, None, 24.0 * horizon, 1, seed * DRAWS + k, sketches=False
        )
        inside[k] = result.inside[0, :horizon, :sites]
        placed = result.names.place("placed")
        left[k] = start.left + np.cumsum(result.entries[0, :horizon, placed])
    there = inside > EMPTY
    last = horizon - np.argmax(there[:, ::-1], axis=1)
    closing = start.on + np.where(there.any(axis=1), last, 0)
    days = start.on + np.arange(horizon, dtype=float)
    return Told(start, law, days, inside, left, closing)


def outcome(casebook: Casebook, case: Reception) -> Outcome:
    """Tell a reception and judge it."""
    told = tell(casebook, case)
    counts = Counts.read(casebook, case.table, case.case)
    return judged(case, told, counts)
