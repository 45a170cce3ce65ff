"""Pool experts: equal weights, or Cooke's where there are seed questions.

Each expert's own answer stays; the pool stands beside it.

References
----------
Stone (1961), The opinion pool, Annals of Mathematical Statistics 32: the mean of
distributions. Lichtendahl, Grushka-Cockayne and Winkler (2013), Management Science
59, on how the mean of quantiles differs: it is narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.experts import ExpertsFile, Judgement
from steelyard.weigh.experts.cooke import Performance, performance
from steelyard.weigh.experts.quantiles import LEVELS, intrinsic_range, standardised

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """The pooled view of one quantity.

    Attributes
    ----------
    quantity
        Its id.
    experts, quantiles
        Each expert's own 5, 50 and 95 % quantiles, (experts, 3).
    weights
        Weight of each, (experts,).
    low, middle, high
        The pool's 5, 50 and 95 % quantiles.
    how
        `equal` or `classical`.
    """

    quantity: str
    experts: tuple[str, ...]
    quantiles: Array
    weights: Array
    low: float
    middle: float
    high: float
    how: str


def pool(
    file: ExpertsFile, least_seeds: int = 8
) -> tuple[list[Pool], Performance | None]:
    """Pool all quantities that experts judged.

    Parameters
    ----------
    file
        The casebook's judgements.
    least_seeds
        Seed questions below which calibration says little, and weights are equal.

    Returns
    -------
    A pool for each quantity, and how experts did if seeds were enough.
    """
    scores = _scores(file.judgements, least_seeds)
    weight = dict(zip(scores.experts, scores.weights, strict=True)) if scores else {}
    pools = []
    asked = dict.fromkeys(
        j.quantity for j in file.judgements if j.quantity and j.seed_answer is None
    )
    for quantity in asked:
        mine = [
            j
            for j in file.judgements
            if j.quantity == quantity and j.seed_answer is None
        ]
        pools.append(_pool(quantity or "", mine, weight))
    return pools, scores


def mixture(quantiles: Array, weights: Array, levels: Sequence[float]) -> Array:
    """Return quantiles of the weighted mean of experts' distributions.

    Each expert's distribution is flat between its quantiles and out to the ends of
    the intrinsic range.

    Parameters
    ----------
    quantiles
        Shape (experts, 3).
    weights
        Shape (experts,), adding up to 1.
    """
    low, high = intrinsic_range(quantiles)
    ends = np.full((len(quantiles), 1), low), np.full((len(quantiles), 1), high)
    at = np.concatenate([ends[0], quantiles, ends[1]], axis=1)
    chance = np.array([0.0, *LEVELS, 1.0])
    grid = np.unique(at)
    whole = sum(
        w * np.interp(grid, _rising(row), chance)
        for w, row in zip(weights, at, strict=True)
    )
    pooled: Array = np.interp(levels, np.asarray(whole), grid)
    return pooled


def _rising(row: Array) -> Array:
    """Part equal quantiles by a hair, so that a certain answer can be inverted."""
    span = max(float(np.ptp(row)), 1.0)
    return row + np.arange(len(row)) * 1e-12 * span


def _pool(quantity: str, mine: list[Judgement], weight: dict[str, float]) -> Pool:
    quantiles = np.array([standardised(j) for j in mine])
    raw = np.array([weight.get(j.expert, 0.0) for j in mine])
    scored = raw.sum() > 0
    weights = raw / raw.sum() if scored else np.full(len(mine), 1 / len(mine))
    low, middle, high = (float(v) for v in mixture(quantiles, weights, LEVELS))
    names = tuple(j.expert for j in mine)
    how = "classical" if scored else "equal"
    return Pool(quantity, names, quantiles, weights, low, middle, high, how)


def _scores(judgements: Sequence[Judgement], least: int) -> Performance | None:
    """Score experts on the seed questions that all of them answered."""
    seeds = [j for j in judgements if j.seed_answer is not None]
    experts = sorted({j.expert for j in seeds})
    by = {(j.expert, j.question): j for j in seeds}
    questions = [
        q
        for q in dict.fromkeys(j.question for j in seeds)
        if all((e, q) in by for e in experts)
    ]
    if len(questions) < least:
        return None
    quantiles = np.array([[standardised(by[e, q]) for q in questions] for e in experts])
    answers = np.array([by[experts[0], q].seed_answer for q in questions], dtype=float)
    return performance(quantiles, answers, experts)
