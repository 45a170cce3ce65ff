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

Array = NDArray[np.float64]
Rows = NDArray[np.intp]


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
        fit = [
            b for b in self.boxes if most_limits is None or len(b.limits) <= most_limits
        ]
        if coverage is None:
            return max(fit, key=lambda b: (b.balance, -len(b.limits)))
        return max(
            (b for b in fit if b.coverage >= coverage),
            key=lambda b: (b.density, -len(b.limits)),
            default=self.boxes[0],
        )


@dataclass(frozen=True)
class _Cut:
    """One possible cut: the limit that it leaves and the rows that it gives up."""

    column: int
    limit: Limit
    gone: Rows
    gain: float


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
    work = _Work(inputs, of_interest, frozenset(categorical), alpha)
    boxes = [work.box()]
    floor = max(least_mass * len(of_interest), 1.0)
    while (cut := work.best()) is not None:
        if len(work.rows) - len(cut.gone) < floor:
            break
        work.take(cut)
        boxes.append(work.box())
    return Trajectory(tuple(boxes))


class _Work:
    """The state of peeling: the rows inside, in the order of every input."""

    def __init__(
        self,
        inputs: Array,
        of_interest: Mask,
        categorical: frozenset[int],
        alpha: float,
    ) -> None:
        self.inputs = np.asfortranarray(inputs, dtype=float)
        self.y = of_interest.astype(np.int64)
        self.cases = int(self.y.sum())
        self.alpha = alpha
        self.inside = np.ones(len(of_interest), dtype=bool)
        self.rows: Rows = np.arange(len(of_interest))
        self.limits: dict[int, Limit] = {}
        self.codes: dict[int, frozenset[float]] = {}
        self.order: dict[int, Rows] = {}
        self.missing: dict[int, Rows] = {}
        for column in range(inputs.shape[1]):
            values = self.inputs[:, column]
            absent = np.isnan(values)
            self.missing[column] = np.flatnonzero(absent)
            if column in categorical:
                found = np.unique(values[~absent])
                self.codes[column] = frozenset(float(v) for v in found)
            else:
                order = np.argsort(values, kind="stable")
                self.order[column] = order[: len(values) - int(absent.sum())]

    def box(self) -> Box:
        """Return the present box."""
        hits = int(self.y[self.rows].sum())
        return Box(dict(self.limits), len(self.rows), hits, len(self.y), self.cases)

    def best(self) -> _Cut | None:
        """Return the cut with the largest gain; ties go to inputs already limited."""
        cuts = [c for c in self._cuts() if c.gain > 0]
        key = lambda c: (c.gain, c.column in self.limits)  # noqa: E731
        return max(cuts, key=key, default=None)

    def take(self, cut: _Cut) -> None:
        """Make a cut."""
        self.limits[cut.column] = cut.limit
        self.inside[cut.gone] = False
        self.rows = self.rows[self.inside[self.rows]]
        for orders in (self.order, self.missing):
            for column, order in orders.items():
                orders[column] = order[self.inside[order]]

    def _cuts(self) -> Iterator[_Cut]:
        hits = int(self.y[self.rows].sum())
        for column in range(self.inputs.shape[1]):
            limit = self.limits.get(column, Limit(kept=self.codes.get(column)))
            gone = self.missing[column]
            if len(gone) and len(gone) < len(self.rows):
                yield self._cut(column, replace(limit, missing=False), gone, hits)
            if limit.kept is None:
                for new, gone in self._ends(column, limit):
                    yield self._cut(column, new, gone, hits)
            elif len(limit.kept) > 1:
                at = self.inputs[self.rows, column]
                for code in sorted(limit.kept):
                    new = replace(limit, kept=limit.kept - {code})
                    yield self._cut(column, new, self.rows[at == code], hits)

    def _ends(self, column: int, limit: Limit) -> Iterator[tuple[Limit, Rows]]:
        order = self.order[column]
        last = len(order) - 1
        if last < 1:
            return
        values = self.inputs[:, column]
        first, final = values[order[0]], values[order[last]]
        if first == final:
            return
        at = int(np.floor(last * self.alpha))
        edge = values[order[at]]
        # All rows with the edge's value go together; of few values, the first.
        stop = at + 1
        if values[order[stop]] == edge:
            stop = int(np.searchsorted(values[order], edge, side="right"))
        if stop <= last:
            low = (edge + values[order[stop]]) / 2
            yield replace(limit, low=float(low)), order[:stop]
        at = int(np.floor(last * (1 - self.alpha))) + 1
        edge = values[order[at]]
        start = at
        if values[order[start - 1]] == edge:
            start = int(np.searchsorted(values[order], edge, side="left"))
        if start > 0:
            high = (edge + values[order[start - 1]]) / 2
            yield replace(limit, high=float(high)), order[start:]

    def _cut(self, column: int, limit: Limit, gone: Rows, hits: int) -> _Cut:
        count, lost = len(self.rows), int(self.y[gone].sum())
        left = count - len(gone)
        if not len(gone) or not left:
            return _Cut(column, limit, gone, 0.0)
        gain = ((hits - lost) / left - hits / count) / len(gone)
        return _Cut(column, limit, gone, gain)


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
