"""A box in the space of inputs: limits, and how well they single out cases.

References
----------
Bryant and Lempert (2010), Thinking Inside the Box, Technological Forecasting and
Social Change 77, for coverage, density and the quasi-p value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Limit:
    """A limit on one input.

    Attributes
    ----------
    low, high
        Bounds, inclusive; infinite where open. For a category: not used.
    kept
        Codes of the categories that are inside; None for a number.
    missing
        Whether a missing value is inside.
    """

    low: float = -np.inf
    high: float = np.inf
    kept: frozenset[float] | None = None
    missing: bool = True

    def holds(self, values: Array) -> Mask:
        """Tell which values lie inside; NaN is a missing value."""
        absent = np.isnan(values)
        if self.kept is None:
            inside = (values >= self.low) & (values <= self.high)
        else:
            inside = np.isin(values, list(self.kept))
        return np.where(absent, self.missing, inside)

    @property
    def open(self) -> bool:
        """Whether it limits nothing."""
        bounded = np.isfinite(self.low) or np.isfinite(self.high)
        return not bounded and self.kept is None and self.missing


@dataclass(frozen=True)
class Box:
    """Limits on some inputs, and the cases inside.

    Attributes
    ----------
    limits
        By column of the inputs; columns without a limit are not listed.
    inside, hits
        Rows inside, and cases of interest among them.
    rows, cases
        All rows, and all cases of interest.
    """

    limits: Mapping[int, Limit]
    inside: int
    hits: int
    rows: int
    cases: int

    @property
    def coverage(self) -> float:
        """Share of all cases of interest that lie inside."""
        return self.hits / self.cases if self.cases else 0.0

    @property
    def density(self) -> float:
        """Share of the rows inside that are of interest."""
        return self.hits / self.inside if self.inside else 0.0

    @property
    def mass(self) -> float:
        """Share of all rows that lie inside."""
        return self.inside / self.rows if self.rows else 0.0

    @property
    def contrast(self) -> float:
        """Coverage less the share of all other rows that lie inside, -1 to 1."""
        others = self.rows - self.cases
        return self.coverage - (self.inside - self.hits) / others if others else 0.0


def holds(limits: Mapping[int, Limit], inputs: Array) -> Mask:
    """Tell which rows of the inputs satisfy all limits, (rows,)."""
    mask = np.ones(inputs.shape[0], dtype=bool)
    for column, limit in limits.items():
        mask &= limit.holds(inputs[:, column])
    return mask


def measure_box(limits: Mapping[int, Limit], inputs: Array, of_interest: Mask) -> Box:
    """Count what a box holds, without the limits that limit nothing."""
    kept = {c: limit for c, limit in limits.items() if not limit.open}
    mask = holds(kept, inputs)
    hits = int((mask & of_interest).sum())
    cases = int(of_interest.sum())
    return Box(kept, int(mask.sum()), hits, len(of_interest), cases)


def without(box: Box, columns: Sequence[int], inputs: Array, of_interest: Mask) -> Box:
    """Return the box with the limits on some columns taken off."""
    kept = {c: limit for c, limit in box.limits.items() if c not in columns}
    return measure_box(kept, inputs, of_interest)
