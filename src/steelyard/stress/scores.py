"""Scores of probability forecasts: CRPS, coverage, and a table of them.

References
----------
Gneiting and Raftery (2007), Strictly proper scoring rules, prediction and
estimation, JASA 102; the estimate from samples as in Ferro (2014), Fair scores for
ensemble forecasts, QJRMS 140; Diebold and Mariano (1995), Comparing predictive
accuracy, Journal of Business and Economic Statistics 13, with Bartlett weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def crps(samples: Array, observed: Array) -> Array:
    """Return the continuous ranked probability score, lower is better.

    Parameters
    ----------
    samples
        Draws of the forecast, shape (draws, ...).
    observed
        What came, shape (...).

    Returns
    -------
    Scores in the unit of `observed`, shape (...).
    """
    draws = samples.shape[0]
    near = np.abs(samples - observed).mean(axis=0)
    if draws == 1:
        return np.asarray(near)
    ranked = np.sort(samples, axis=0)
    shape = (draws,) + (1,) * (samples.ndim - 1)
    weight = (2.0 * np.arange(draws) - draws + 1).reshape(shape)
    spread = (weight * ranked).sum(axis=0) / (draws * (draws - 1))
    score: Array = near - spread
    return score


def covered(samples: Array, observed: Array, share: float = 0.8) -> NDArray[np.bool_]:
    """Tell whether the central `share` of the draws holds what came."""
    low, high = np.quantile(samples, [(1 - share) / 2, (1 + share) / 2], axis=0)
    held: NDArray[np.bool_] = (observed >= low) & (observed <= high)
    return held


@dataclass(frozen=True)
class Score:
    """How well a model told what it had not seen, beside simple rules.

    Attributes
    ----------
    id
        Name of the case, e.g. `arrivals.total.h3`.
    measure
        What `error` is, with its unit.
    error
        The model's error on the hold-out.
    baselines
        Rule: its error on the same hold-out.
    coverage80
        Share of the hold-out inside the central 80 % band; None without a band.
    count
        How many values were judged.
    note
        What a reader should know.
    margin_t
        Margin over the best rule in its own standard errors (Diebold and Mariano);
        between -2 and 2 it could be chance. None where too little was judged.
    """

    id: str
    measure: str
    error: float
    baselines: dict[str, float]
    coverage80: float | None
    count: int
    note: str = ""
    margin_t: float | None = None

    @property
    def best_baseline(self) -> str:
        """The rule with the least error."""
        return min(self.baselines, key=lambda name: self.baselines[name])

    @property
    def beats(self) -> bool:
        """Whether the model's error is below that of every rule."""
        return self.error < self.baselines[self.best_baseline]

    def as_json(self) -> dict[str, Any]:
        """Return plain data with the stable keys of `history --json`."""
        return {
            "id": self.id,
            "measure": self.measure,
            "error": self.error,
            "baselines": self.baselines,
            "coverage80": self.coverage80,
            "count": self.count,
            "beats_baselines": self.beats,
            "margin_t": self.margin_t,
            "note": self.note,
        }


@dataclass
class Tally:
    """Collects scores of one case over many origins."""

    error: list[float] = field(default_factory=list)
    baselines: dict[str, list[float]] = field(default_factory=dict)
    held: list[float] = field(default_factory=list)

    def add(self, samples: Array, rules: dict[str, Array], observed: Array) -> None:
        """Add a forecast: draws (draws, n) of the model and of rules, and n values."""
        self.error.extend(crps(samples, observed).ravel().tolist())
        self.held.extend(covered(samples, observed).astype(float).ravel().tolist())
        for name, draws in rules.items():
            found = crps(draws, observed).ravel().tolist()
            self.baselines.setdefault(name, []).extend(found)

    def score(
        self, id_: str, measure: str, note: str = "", ahead: int = 1, each: int = 1
    ) -> Score:
        """Return the mean scores.

        Parameters
        ----------
        id_, measure, note
            Of the score.
        ahead
            Steps ahead: errors of so many origins overlap.
        each
            Values that were judged at each origin.
        """
        rules = {name: float(np.mean(v)) for name, v in self.baselines.items()}
        best = min(rules, key=lambda name: rules[name])
        gain = np.array(self.baselines[best]) - np.array(self.error)
        return Score(
            id=id_,
            measure=measure,
            error=float(np.mean(self.error)),
            baselines=rules,
            coverage80=float(np.mean(self.held)),
            count=len(self.error),
            note=note,
            margin_t=_margin(gain.reshape(-1, each).mean(axis=1), ahead),
        )


_LEAST_ORIGINS = 24


def _margin(gain: Array, ahead: int) -> float | None:
    """Return the mean gain over its standard error, overlapping errors counted."""
    if len(gain) < _LEAST_ORIGINS:
        return None
    left = gain - gain.mean()
    variance = float((left**2).mean())
    for lag in range(1, ahead + 1):
        weight = 1 - lag / (ahead + 1)
        variance += 2 * weight * float((left[lag:] * left[:-lag]).sum()) / len(gain)
    if variance <= 0:
        return None
    return float(gain.mean() / np.sqrt(variance / len(gain)))
