"""The table of courses by measures, and which courses are dominated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Record
from steelyard.weigh.estimate import HIGH, LOW
from steelyard.weigh.outcomes import Outcomes
from steelyard.weigh.values.dominance import dominance

Array = NDArray[np.float64]


class Level(Record):
    """A measure of a course over futures: median and middle two thirds.

    Of an outcome that is 0 or 1 in each future, all three are the share of ones.
    """

    low: float
    middle: float
    high: float
    failed: int = 0
    """Futures in which the course failed."""
    meets: float | None = None
    """Share of futures that meet the threshold; None where there is none."""


class Dominated(Record):
    """A course that another is as good as or better on every evaluated measure."""

    course: str
    by: tuple[str, ...]


def levels(outcomes: Outcomes) -> dict[str, dict[str, Level]]:
    """Return course: measure: level; a course without any result has no level."""
    table: dict[str, dict[str, Level]] = {}
    for i, course in enumerate(outcomes.courses):
        row: dict[str, Level] = {}
        for j, scale in enumerate(outcomes.scales):
            values = outcomes.values[i, :, j]
            known = values[~np.isnan(values)]
            if not len(known):
                continue
            low, middle, high = _band(known)
            level = outcomes.thresholds[:, j]
            meets = None
            if scale.sign and not np.isnan(level).any():
                meets = float((scale.sign * values >= scale.sign * level).mean())
            failed = len(values) - len(known)
            row[scale.id] = Level(
                low=low, middle=middle, high=high, failed=failed, meets=meets
            )
        table[course] = row
    return table


def _band(values: Array) -> tuple[float, float, float]:
    """Return middle two thirds and median; the share, where all are yes or no."""
    if np.isin(values, (0.0, 1.0)).all():
        share = float(values.mean())
        return share, share, share
    low, middle, high = (float(v) for v in np.quantile(values, [LOW, 0.5, HIGH]))
    return low, middle, high


def dominated(outcomes: Outcomes) -> tuple[Dominated, ...]:
    """Return courses dominated in every future on all ranked measures evaluated."""
    ranked = [j for j, s in enumerate(outcomes.scales) if s.sign]
    if not ranked:
        return ()
    signs = np.array([outcomes.scales[j].sign for j in ranked])
    over = dominance(outcomes.values[:, :, ranked] * signs)
    names = outcomes.courses
    return tuple(
        Dominated(
            course=names[j], by=tuple(names[i] for i in np.flatnonzero(over[:, j]))
        )
        for j in range(len(names))
        if over[:, j].any()
    )
