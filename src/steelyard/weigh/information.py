"""Value of information: what learning an input would be worth to the choice.

All values are of courses in futures, more being better, in the unit of the measure.
What is computed takes the futures as a probability sample; where ranges carry no
probability, repeat it under other weightings (`weightings`) and report the spread.

References
----------
Raiffa and Schlaifer (1961), Applied Statistical Decision Theory. Strong and Oakley
(2014), Estimating multiparameter partial expected value of perfect information from
a probabilistic sensitivity analysis sample, Medical Decision Making 34, for EVPPI by
regression; Strong, Oakley, Brennan and Breeze (2015), Medical Decision Making 35, for
EVSI by regression on a summary of the data that a study would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Worth:
    """What learning something is worth.

    Attributes
    ----------
    input
        Name of what would be learnt; empty for everything.
    gain
        Expected improvement, in the measure's unit.
    error
        Its standard error from the spread of futures.
    changes
        Share of futures in which the course that is best on the mean changes.
    """

    input: str
    gain: float
    error: float
    changes: float


def evpi(values: Array, weights: Array | None = None) -> Worth:
    """Return the value of learning everything: E max - max E.

    Parameters
    ----------
    values
        Shape (courses, futures), more is better, without NaN.
    weights
        Of futures; even if none.
    """
    return _worth("", values, values, _even(values, weights))


def evppi(
    values: Array, x: Array, name: str = "", weights: Array | None = None
) -> Worth:
    """Return the value of learning one input, or of a study's result about it.

    Each course's value is regressed on the input by a natural cubic spline; the
    fit is what would be expected of the course once the input is known.

    Parameters
    ----------
    values
        Shape (courses, futures), more is better.
    x
        Shape (futures,): the input; or, for a study (EVSI), the estimate that it
        would give in each future, see `study`.
    """
    even = _even(values, weights)
    return _worth(name, values, _fit(values, x, even), even)


def study(x: Array, error: float, samples: int, rng: np.random.Generator) -> Array:
    """Return the mean that a study would report in each future.

    Parameters
    ----------
    x
        True value of the input in each future.
    error
        Standard deviation of one observation, in the input's unit.
    samples
        How many observations the study takes.

    Raises
    ------
    ValueError
        If there are no observations or the error is negative.
    """
    if samples < 1 or error < 0:
        raise ValueError("a study needs observations and an error of at least 0")
    noisy: Array = x + rng.normal(0.0, error / np.sqrt(samples), x.shape)
    return noisy


def first_to_find_out(
    values: Array, inputs: Array, names: Sequence[str], weights: Array | None = None
) -> list[Worth]:
    """Return the worth of learning each input alone, largest first."""
    found = [
        evppi(values, column, name, weights)
        for column, name in zip(inputs.T, names, strict=True)
        if np.ptp(column) > 0
    ]
    return sorted(found, key=lambda w: (-w.changes, -w.gain))


def chance(
    values: Array,
    rng: np.random.Generator,
    weights: Array | None = None,
    draws: int = 20,
) -> float:
    """Return the gain that learning a random number seems to bring, at the 95th pct.

    A regression on few futures finds something in noise; an input whose gain is no
    larger is not worth learning on this evidence.
    """
    gains = [
        evppi(values, np.asarray(rng.random(values.shape[1])), "", weights).gain
        for _ in range(draws)
    ]
    return float(np.quantile(gains, 0.95))


def weightings(values: Array) -> dict[str, Array]:
    """Return three weightings of futures: even, and tilted to either side.

    The tilted ones weigh futures from 0 to 2 by the rank of their mean over courses.
    """
    rank = np.argsort(np.argsort(values.mean(axis=0), kind="stable"), kind="stable")
    rise = (rank + 0.5) / len(rank) * 2
    return {"even": np.ones(len(rank)), "milder": rise, "harsher": 2 - rise}


def says(worth: Worth, phrase: str) -> str:
    """Tell it in the decision's own terms."""
    if worth.changes == 0:
        return f"Learning {phrase} would change the choice in no future."
    share = "under 1" if worth.changes < 0.01 else f"{100 * worth.changes:.0f}"
    return f"Learning {phrase} would change the choice in {share} % of futures."


def _even(values: Array, weights: Array | None) -> Array:
    if np.isnan(values).any():
        raise ValueError("values are missing: leave failed futures out and say so")
    plain = np.ones(values.shape[1]) if weights is None else weights
    shares: Array = plain / plain.sum()
    return shares


def _worth(name: str, values: Array, expected: Array, weights: Array) -> Worth:
    means = expected @ weights
    now = int(np.argmax(means))
    gains = expected.max(axis=0) - expected[now]
    size = max(float(values.max()), -float(values.min()), 1e-300)
    gain = float(gains @ weights)
    error = float(np.sqrt(weights**2 @ (gains - gain) ** 2))
    # A tie is no change of mind.
    changes = float((gains > 1e-12 * size) @ weights)
    return Worth(name, gain, error, changes)


def _fit(values: Array, x: Array, weights: Array, knots: int = 6) -> Array:
    """Regress each course on the input; few distinct values are means by value."""
    found, back = np.unique(x, return_inverse=True)
    few = len(found) <= knots + 2
    basis = np.eye(len(found))[back] if few else _spline(x, knots)
    weighted = (basis * weights[:, None]).T
    solved = np.linalg.pinv(weighted @ basis, rcond=1e-13, hermitian=True)
    fit: Array = (basis @ (solved @ (weighted @ values.T))).T
    return fit


def _spline(x: Array, knots: int) -> Array:
    """Return a natural cubic spline basis, linear beyond the outer knots.

    Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
    equation 5.4; knots at quantiles.
    """
    spread = np.ptp(x)
    u = (x - x.min()) / spread
    at = np.unique(np.quantile(u, np.linspace(0.02, 0.98, knots)))
    if len(at) < 3:
        return np.column_stack([np.ones_like(u), u])
    last, before = at[-1], at[-2]

    def d(k: float) -> Array:
        cubes = np.maximum(u - k, 0) ** 3 - np.maximum(u - last, 0) ** 3
        bent: Array = cubes / (last - k)
        return bent

    end = d(before)
    return np.column_stack([np.ones_like(u), u, *(d(k) - end for k in at[:-2])])
