"""Tornado: how far the outcome moves from an input's low futures to its high ones.

References
----------
Howard (1988), Decision analysis: practice and promise, Management Science 34, for
the diagram. Here over all other inputs at once, from the sample: the mean outcome of
the futures in which the input lies in its lowest and in its highest sixth, so that
the bar spans the same middle two thirds as the bands of all figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.index import Z95

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Swing:
    """One bar.

    Attributes
    ----------
    input
        Name of the input.
    low, high
        Mean outcome where the input is low and where it is high.
    error
        Half width of the 95 % interval of their difference.
    at_low, at_high
        Mean of the input in these futures.
    """

    input: str
    low: float
    high: float
    error: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """High less low."""
        return self.high - self.low

    @property
    def sure(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return abs(self.width) > self.error


def tornado(
    inputs: Array, outcome: Array, names: Sequence[str], *, tail: float = 1 / 6
) -> list[Swing]:
    """Return a bar for each input, widest first; inputs with one value have none.

    Parameters
    ----------
    inputs
        Shape (rows, inputs).
    outcome
        Shape (rows,), e.g. a proposal less the baseline; NaN where a run failed.
    tail
        Share of futures at each end.

    Raises
    ------
    ValueError
        If the tail is not between 0 and a half.
    """
    if not 0 < tail <= 0.5:
        raise ValueError(f"tail must be above 0 and at most 0.5, got {tail:g}")
    bars = []
    for column, name in zip(inputs.T, names, strict=True):
        known = ~np.isnan(column) & ~np.isnan(outcome)
        x, y = column[known], outcome[known]
        if len(x) < 2 or np.ptp(x) == 0:
            continue
        edges = np.quantile(x, [tail, 1 - tail])
        ends = [x <= edges[0], x >= edges[1]]
        error = np.sqrt(sum(float(y[e].var()) / max(int(e.sum()) - 1, 1) for e in ends))
        low, high = (float(y[e].mean()) for e in ends)
        at = (float(x[e].mean()) for e in ends)
        bars.append(Swing(name, low, high, float(Z95 * error), *at))
    return sorted(bars, key=lambda b: -abs(b.width))
