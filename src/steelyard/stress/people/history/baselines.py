"""Simple rules that a back-test is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import Array, day
from steelyard.stress.people.history.pace import Leaving
from steelyard.stress.people.history.start import Start

Rule = Callable[[Array], Array]


@dataclass(frozen=True)
class Rules:
    """Rules for a reception.

    Attributes
    ----------
    population
        Rule: persons of the network on days.
    closing
        Rule: ordinal of the day on which the last site closes.
    """

    population: dict[str, Rule]
    closing: dict[str, float]


def rules(case: Reception, start: Start, law: Leaving, known: Counts) -> Rules:
    """Return the rules that can be made from the same window.

    `persistence`: the last count stays. `trend`: the straight line through the last
    two counts. `as_long_again`: what has lasted so long lasts as long again.
    `own_pace`: all leave as fast as people left in the window. `in_proportion`: it
    takes as many days as the earlier operation still took.
    """
    whole = known.series(case.network, (case.inside,))
    total = float(start.inside.sum())
    population: dict[str, Rule] = {"persistence": lambda d: np.full(len(d), total)}
    if len(whole) > 1:
        (t0, n0), (t1, n1) = whole[-2:]
        slope = (n1 - n0) / (t1 - t0)
        population["trend"] = lambda d: np.maximum(n1 + slope * (d - t1), 0.0)
    closing = {"as_long_again": 2.0 * start.on - day(case.window[0])}
    if law.like_days is not None:
        closing["in_proportion"] = start.on + law.like_days
        if start.left_per_day > 0:
            closing["own_pace"] = start.on + start.stock / start.left_per_day
            pace, stock = start.left_per_day, start.stock
            population["own_pace"] = lambda d: np.minimum(
                np.maximum(stock - pace * (d - start.on), 0.0), start.room
            )
    return Rules(population, closing)
