"""Base-year and then-year dollars.

Costs are estimated in the prices of one year (base-year dollars). Appropriations
are dollars of their own years (then-year dollars). A fiscal year from October has
a quarter of its days in the calendar year before.

References
----------
GAO-20-195G (2020), Cost Estimating and Assessment Guide, chapters 9 and 14 on
constant, current and then-year dollars.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.money.deflator import Deflator

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ThenYear:
    """Prices of fiscal years, beyond the index by an assumed growth.

    Attributes
    ----------
    deflator
        The index and the base year.
    growth
        Growth of prices in a year after the last of the index, as a ratio,
        shape (futures,); None if years beyond it are refused.
    """

    deflator: Deflator
    growth: Array | None = None

    def level(self, year: int) -> Array:
        """Return the price level of a calendar year; shape (futures,) or (1,).

        Raises
        ------
        ValueError
            If the index does not reach the year.
        """
        index = self.deflator.index
        if year in index:
            return np.array([index[year]])
        last = max(index)
        if year < last:
            raise ValueError(f"the price index '{self.deflator.table}' lacks {year}")
        if self.growth is None:
            raise ValueError(
                f"the price index '{self.deflator.table}' ends at {last}, {year} is "
                "wanted; add `inflation` to the budget"
            )
        after: Array = index[last] * (1.0 + self.growth) ** (year - last)
        return after

    def fiscal(self, year: int) -> Array:
        """Return what base-year money is multiplied by to be money of a fiscal year."""
        level = 0.25 * self.level(year - 1) + 0.75 * self.level(year)
        return level / self.deflator.index[self.deflator.to]

    def between(self, year: int, to: int) -> Array:
        """Return what money of a calendar year is multiplied by for another."""
        return self.level(to) / self.level(year)
