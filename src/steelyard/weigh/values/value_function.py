"""Single-measure value functions, and swings as questions.

References
----------
Edwards and Barron (1994), SMARTS and SMARTER, Organizational Behavior and Human
Decision Processes 60; Burk (2020), in the handbook Military Applications of Decision
Analysis, for value hierarchies in defence practice: importance is asked for by the
swing over the range that is shown, never in the abstract.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Swing:
    """The range of a measure that a weight stands for.

    Attributes
    ----------
    measure, title, unit
        Which measure.
    worst, best
        Its levels of value 0 and 1.
    from_results
        Whether the range was read off results, because none was fixed before:
        weights are then only for exploring.
    """

    measure: str
    title: str
    unit: str
    worst: float
    best: float
    from_results: bool = False

    def __post_init__(self) -> None:
        if self.worst == self.best or not np.isfinite([self.worst, self.best]).all():
            raise ValueError(f"the range of {self.measure} has no length")

    def question(self) -> str:
        """Ask for the weight by the range shown."""
        return (
            f"{self.title}: how much is it worth to go from {self.worst:,.10g} to "
            f"{self.best:,.10g} {self.unit}, if the largest of all these steps "
            "counts 100?"
        )


def value(outcome: Array, swing: Swing) -> Array:
    """Return values from 0 (worst) to 1 (best), linear, flat outside the range."""
    scaled = (outcome - swing.worst) / (swing.best - swing.worst)
    return np.clip(scaled, 0.0, 1.0)


def from_points(points: dict[str, float]) -> dict[str, float]:
    """Turn answers to swing questions into weights that add up to one.

    Raises
    ------
    ValueError
        If an answer is negative, or none is above zero.
    """
    total = sum(points.values())
    if total <= 0 or min(points.values()) < 0:
        raise ValueError("answers must be at least 0, and one of them above 0")
    return {name: p / total for name, p in points.items()}
