"""A robustness metric: transform, choose futures, aggregate.

References
----------
McPhail, Maier, Kwakkel, Giuliani, Castelletti and Westra (2018), Robustness
Metrics: How Are They Calculated, When Should They Be Used and Why Do They Give
Different Results? Earth's Future 6, 169-191, doi 10.1002/2017EF000649.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.robustness.aggregate import Aggregate
from steelyard.weigh.robustness.subset import Subset
from steelyard.weigh.robustness.transform import Transform

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Metric:
    """One way to boil futures down to a number by course.

    Attributes
    ----------
    id, label
        Its name, and what it reads as in a table.
    says
        What being first under it means, as a clause.
    transform, subset, aggregate
        Its three steps.
    unit
        `measure` (the measure's own), `share` of futures, or `ratio`.
    size
        Whether it is read as a size below zero turned round, as regret is.
    shape
        Whether it tells of how outcomes spread, and not of how good they are.
    """

    id: str
    label: str
    says: str
    transform: Transform
    subset: Subset
    aggregate: Aggregate
    unit: Literal["measure", "share", "ratio"] = "measure"
    size: bool = False
    shape: bool = False

    def __call__(
        self,
        values: Array,
        sign: float = 1.0,
        threshold: Array | float | None = None,
        weights: Array | None = None,
    ) -> Array:
        """Return the robustness of each course, more being better.

        Parameters
        ----------
        values
            One measure, shape (courses, futures), without NaN.
        sign
            +1 if more of the measure is better, -1 if less is.
        threshold
            Level that satisfies, in the measure's unit; one, or (futures,).
        weights
            Weights of futures, (futures,); even if none.

        Returns
        -------
        Shape (courses,), oriented so that more is better.

        Raises
        ------
        ValueError
            If values are missing, or the sign is neither 1 nor -1.
        """
        if abs(sign) != 1.0:
            raise ValueError("a measure without a better and a worse has no robustness")
        if np.isnan(values).any():
            raise ValueError("values are missing: leave failed futures out and say so")
        level = None if threshold is None else sign * np.asarray(threshold, dtype=float)
        seen = self.transform(sign * values, level)
        return self.aggregate(self.subset(seen), weights)

    def shown(self, robustness: Array, sign: float) -> Array:
        """Return robustness as people read it: in the unit, regret as a size."""
        if self.size:
            return -robustness
        return sign * robustness if self.unit == "measure" else robustness
