"""Scores of probability forecasts: CRPS, coverage, and a table of them.

References
----------
Gneiting and Raftery (2007), Strictly proper scoring rules, prediction and
estimation, JASA 102; the estimate from samples as in Ferro (2014), Fair scores for
ensemble forecasts, QJRMS 140.
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
    """

    id: str
    measure: str
    error: float
    baselines: dict[str, float]
    coverage80: float | None
    count: int
    note: str = ""

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

    def score(self, id_: str, measure: str, note: str = "") -> Score:
        """Return the mean scores."""
        rules = {name: float(np.mean(v)) for name, v in self.baselines.items()}
        return Score(
            id=id_,
            measure=measure,
            error=float(np.mean(self.error)),
            baselines=rules,
            coverage80=float(np.mean(self.held)),
            count=len(self.error),
            note=note,
        )
