"""The patient rule induction method: peel a box until cases of interest fill it.

Each step tries, for every input, to cut a thin slice off its low end, off its high
end, its missing values, or one of its categories, and takes the cut that raises
the share of interest most per row given up.

References
----------
Friedman and Fisher (1999), Bump hunting in high-dimensional data, Statistics and
Computing 9, 123-143. Kwakkel and Jaxa-Rozen (2016), Improving scenario discovery
for handling heterogeneous uncertainties and multinomial classified outcomes,
Environmental Modelling & Software 79, for the gain per row given up, which lets
numbers and categories compete on the same terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Limit, Mask, measure_box
from steelyard.weigh.discovery.peeling import Peeling

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Trajectory:
    """The boxes that peeling went through, from everything to the last."""

    boxes: tuple[Box, ...]

    def pick(
        self, coverage: float | None = None, most_limits: int | None = None
    ) -> Box:
        """Choose a box on the curve of coverage and density.

        Parameters
        ----------
        coverage
            Take the densest box that covers at least this share; if None, the
            box with the largest harmonic mean of the two.
        most_limits
            Look only at boxes with at most this many limited inputs.
        """
        most = np.inf if most_limits is None else most_limits
        fit = [b for b in self.boxes if len(b.limits) <= most]
        if coverage is None:
            return max(fit, key=lambda b: (b.contrast, -len(b.limits)))
        return max(
            (b for b in fit if b.coverage >= coverage),
            key=lambda b: (b.density, -len(b.limits)),
            default=self.boxes[0],
        )


def peel(
    inputs: Array,
    of_interest: Mask,
    *,
    categorical: Collection[int] = (),
    alpha: float = 0.05,
    least_mass: float = 0.05,
) -> Trajectory:
    """Peel boxes from inputs.

    Parameters
    ----------
    inputs
        Shape (rows, inputs). Categories as numbers; NaN where missing.
    of_interest
        Shape (rows,): the cases to single out.
    categorical
        Columns whose values have no order.
    alpha
        Share of the box that a cut of a number gives up.
    least_mass
        Share of all rows below which peeling stops.

    Raises
    ------
    ValueError
        If shapes do not fit or shares are not between 0 and 1.
    """
    if inputs.ndim != 2 or of_interest.shape != inputs.shape[:1]:
        raise ValueError(f"got inputs {inputs.shape} and cases {of_interest.shape}")
    if not 0 < alpha < 1 or not 0 < least_mass <= 1:
        raise ValueError("alpha and least_mass must lie between 0 and 1")
    work = Peeling(inputs, of_interest, frozenset(categorical), alpha)
    boxes = [work.box()]
    floor = max(least_mass * len(of_interest), 1.0)
    while (cut := work.best()) is not None:
        if len(work.rows) - cut.count < floor:
            break
        work.take(cut)
        boxes.append(work.box())
    return Trajectory(tuple(boxes))


def paste(
    box: Box, inputs: Array, of_interest: Mask, alpha: float = 0.05, most: int = 50
) -> Box:
    """Widen a box's numeric limits while that raises its density.

    Friedman and Fisher's second step: peeling is greedy and may have cut too far.
    """
    now = box
    for _ in range(most):
        wider = [
            measure_box({**now.limits, c: limit}, inputs, of_interest)
            for c in now.limits
            for limit in _widened(now, c, inputs, alpha)
        ]
        best = max(wider, key=lambda b: (b.density, b.inside), default=now)
        if best.density <= now.density:
            return now
        now = best
    return now


def _widened(box: Box, column: int, inputs: Array, alpha: float) -> Iterator[Limit]:
    limit = box.limits[column]
    if limit.kept is not None:
        return
    others = {c: x for c, x in box.limits.items() if c != column}
    mask = np.ones(len(inputs), dtype=bool)
    for c, x in others.items():
        mask &= x.holds(inputs[:, c])
    values = np.sort(inputs[mask, column])
    step = max(int(alpha * box.inside), 1)
    if np.isfinite(limit.low):
        at = int(np.searchsorted(values, limit.low)) - step
        yield replace(limit, low=float(values[at]) if at > 0 else -np.inf)
    if np.isfinite(limit.high):
        at = int(np.searchsorted(values, limit.high, side="right")) - 1 + step
        top = len(values) - 1
        yield replace(limit, high=float(values[at]) if at < top else np.inf)
