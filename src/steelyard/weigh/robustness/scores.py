"""Scores of all courses under all metrics, their ranks, and where those disagree.

References
----------
McPhail et al. (2018), doi 10.1002/2017EF000649, on why metrics disagree; Kendall
(1938), Biometrika 30, for the agreement of two rankings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.outcomes import Outcomes
from steelyard.weigh.robustness.metric import Metric
from steelyard.weigh.robustness.metrics import METRICS

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """Robustness of courses on one measure.

    Attributes
    ----------
    measure
        The measure's id.
    courses, metrics
        Names of the two axes.
    shown
        Shape (courses, metrics), as people read it: in the measure's unit, shares,
        regret as a size.
    ranks
        Shape (courses, metrics); 1 is best, ties share the mean of their ranks.
    futures, left_out
        How many futures count; in how many some course failed.
    """

    measure: str
    courses: tuple[str, ...]
    metrics: tuple[Metric, ...]
    shown: Array
    ranks: Array
    futures: int
    left_out: int

    def agreement(self) -> Array:
        """Return Kendall's tau-b between metrics, (metrics, metrics).

        NaN where a metric ranks all courses alike.
        """
        r = self.ranks
        pairs = np.sign(r[:, None, :] - r[None, :, :]).reshape(-1, r.shape[1])
        untied = (pairs**2).sum(axis=0)
        size = np.sqrt(np.outer(untied, untied))
        blank = np.full_like(size, np.nan)
        tau: Array = np.divide(pairs.T @ pairs, size, out=blank, where=size > 0)
        return tau

    def firsts(self) -> dict[str, list[str]]:
        """Return the courses that come first, by metric."""
        best = self.ranks.min(axis=0)
        return {
            m.id: [
                c
                for c, r in zip(self.courses, self.ranks[:, j], strict=True)
                if r == best[j]
            ]
            for j, m in enumerate(self.metrics)
        }

    def spread(self) -> dict[str, tuple[float, float]]:
        """Return the best and the worst rank of each course over metrics."""
        return {
            c: (float(row.min()), float(row.max()))
            for c, row in zip(self.courses, self.ranks, strict=True)
        }


def score(
    outcomes: Outcomes,
    measure: str,
    metrics: Mapping[str, Metric] = METRICS,
    weights: Array | None = None,
) -> Scores:
    """Score all courses on one measure.

    Futures in which any course failed are left out for all, so that courses stay
    comparable, and counted; but a failure counts as a threshold that is missed.

    Parameters
    ----------
    outcomes
        Outcomes of a run.
    measure
        Id of a measure that has a better and a worse.
    metrics
        Metrics by id; satisficing is skipped where no threshold is set.
    weights
        Weights of futures, (futures,); even if none.

    Raises
    ------
    ValueError
        If no future was run to its end by all courses.
    """
    j = outcomes.at(measure)
    sign, values = outcomes.scales[j].sign, outcomes.values[:, :, j]
    level = outcomes.thresholds[:, j]
    whole = ~np.isnan(values).any(axis=0)
    if not whole.any():
        raise ValueError("no future was run to its end by all courses")
    used, shown, ranks = [], [], []
    for metric in metrics.values():
        if metric.unit == "share":
            if np.isnan(level).any():
                continue
            failed = np.where(np.isnan(values), -sign * np.inf, values)
            found = metric(failed, sign, level, weights)
        else:
            part = None if weights is None else weights[whole]
            found = metric(values[:, whole], sign, None, part)
        used.append(metric)
        shown.append(metric.shown(found, sign))
        ranks.append(rank(found))
    return Scores(
        measure,
        outcomes.courses,
        tuple(used),
        np.stack(shown, axis=1),
        np.stack(ranks, axis=1),
        int(whole.sum()),
        int((~whole).sum()),
    )


def rank(values: Array) -> Array:
    """Return ranks along the last axis; the largest is 1, ties share the mean."""
    above = (values[..., None, :] > values[..., :, None]).sum(axis=-1)
    level = (values[..., None, :] == values[..., :, None]).sum(axis=-1)
    shared: Array = above + (level + 1) / 2
    return shared
