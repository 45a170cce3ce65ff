"""Cooke's classical model: weights from how experts did on questions with answers.

References
----------
Cooke (1991), Experts in Uncertainty. Colson and Cooke (2018), Expert elicitation:
using the classical model to validate experts' judgments, Review of Environmental
Economics and Policy 12, 113-132. The worked calibration score that the test pins is
in the MORE lecture notes of TU Delft (chapter on structured expert judgement).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.experts.quantiles import intrinsic_range

Array = NDArray[np.float64]

BINS = np.array([0.05, 0.45, 0.45, 0.05])
"""Chance that the answer falls below, between and above the 5, 50, 95 % quantiles."""


@dataclass(frozen=True)
class Performance:
    """How experts did on seed questions.

    Attributes
    ----------
    experts
        Their ids.
    calibration
        Shape (experts,): chance of answers at least as far off, were the expert's
        quantiles true; low is bad.
    information
        Shape (experts,): how much narrower than the range the expert answers.
    weights
        Shape (experts,): product of the two above the cutoff, adding up to 1; even
        if no expert passes.
    cutoff
        Least calibration that counts.
    """

    experts: tuple[str, ...]
    calibration: Array
    information: Array
    weights: Array
    cutoff: float


def calibration(shares: Array, questions: int) -> float:
    """Return the calibration score of the shares of answers by bin.

    Parameters
    ----------
    shares
        Shape (4,): share of answers in each of the four bins.
    questions
        How many seed questions.
    """
    from scipy.stats import chi2

    return float(chi2.sf(2 * questions * divergence(shares), len(BINS) - 1))


def divergence(shares: Array) -> float:
    """Return the relative information of shares by bin against those stated."""
    some = shares > 0
    return float((shares[some] * np.log(shares[some] / BINS[some])).sum())


def performance(
    quantiles: Array, answers: Array, experts: Sequence[str], cutoff: float = 0.05
) -> Performance:
    """Score experts on seed questions.

    Parameters
    ----------
    quantiles
        Shape (experts, questions, 3): 5, 50 and 95 % quantiles, rising.
    answers
        Shape (questions,): the known answers.

    Raises
    ------
    ValueError
        If there is no question or quantiles do not rise.
    """
    if quantiles.shape[1] == 0 or quantiles.shape[1:] != (len(answers), 3):
        raise ValueError(f"quantiles have shape {quantiles.shape}; no seed to score on")
    if (np.diff(quantiles, axis=2) <= 0).any():
        raise ValueError("quantiles must rise")
    count = len(answers)
    bins = (answers[None, :, None] > quantiles).sum(axis=2)
    shares = np.stack([(bins == b).mean(axis=1) for b in range(4)], axis=1)
    scores = np.array([calibration(s, count) for s in shares])
    info = np.mean(
        [_information(quantiles[:, q], float(answers[q])) for q in range(count)], axis=0
    )
    raw = np.where(scores >= cutoff, scores * info, 0.0)
    even = np.full(len(raw), 1 / len(raw))
    weights = raw / raw.sum() if raw.sum() > 0 else even
    return Performance(tuple(experts), scores, info, weights, cutoff)


def _information(quantiles: Array, answer: float | None) -> Array:
    """Return Shannon information against the flat background, (experts,)."""
    low, high = intrinsic_range(quantiles, answer)
    ends = np.full((len(quantiles), 1), low), np.full((len(quantiles), 1), high)
    widths = np.diff(np.concatenate([ends[0], quantiles, ends[1]], axis=1), axis=1)
    gain: Array = np.log(high - low) + (BINS * np.log(BINS / widths)).sum(axis=1)
    return gain
