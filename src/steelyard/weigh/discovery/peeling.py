"""The state of peeling: rows inside, held in the order of every input at once.

One array holds, for every numeric input, the rows inside in rising order (missing
values last), so that a step costs a few passes over it, whatever the cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Limit, Mask

Array = NDArray[np.float64]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Cut:
    """One possible cut.

    Attributes
    ----------
    column
        Of the inputs.
    side
        `low`, `high`, `missing`, or the code of a category.
    count, gain
        Rows given up; rise of the share of interest per row given up.
    """

    column: int
    side: str | float
    count: int
    gain: float


class Peeling:
    """Peels one box."""

    def __init__(
        self,
        inputs: Array,
        of_interest: Mask,
        categorical: frozenset[int],
        alpha: float,
    ) -> None:
        self.inputs = np.asfortranarray(inputs, dtype=float)
        self.y = of_interest.astype(np.int32)
        self.cases = int(self.y.sum())
        self.alpha = alpha
        self.inside = np.ones(len(of_interest), dtype=bool)
        self.rows = np.arange(len(of_interest), dtype=np.int32)
        self.limits: dict[int, Limit] = {}
        absent = np.isnan(self.inputs)
        self.absent = {int(c): absent[:, c] for c in np.flatnonzero(absent.any(axis=0))}
        self.codes = {
            c: frozenset(float(v) for v in np.unique(inputs[~absent[:, c], c]))
            for c in sorted(categorical)
        }
        numeric = [c for c in range(inputs.shape[1]) if c not in categorical]
        self.numeric = np.array(numeric, dtype=np.intp)
        self.order: Rows = np.empty((len(numeric), len(self.y)), dtype=np.int32)
        for i, c in enumerate(numeric):
            self.order[i] = np.argsort(self.inputs[:, c], kind="stable")

    def box(self) -> Box:
        """Return the present box."""
        hits = int(self.y[self.rows].sum())
        return Box(dict(self.limits), len(self.rows), hits, len(self.y), self.cases)

    def best(self) -> Cut | None:
        """Return the cut with the largest gain; ties go to inputs already limited."""
        hits = int(self.y[self.rows].sum())
        cuts = [*self._ends(hits), *self._categories(hits), *self._missing(hits)]
        return max(
            (c for c in cuts if c.gain > 0),
            key=lambda c: (c.gain, c.column in self.limits),
            default=None,
        )

    def take(self, cut: Cut) -> None:
        """Make a cut."""
        limit = self.limits.get(cut.column, Limit(kept=self.codes.get(cut.column)))
        values = self.inputs[self.rows, cut.column]
        if cut.side == "missing":
            gone = self.rows[np.isnan(values)]
            limit = replace(limit, missing=False)
        elif isinstance(cut.side, float):
            gone = self.rows[values == cut.side]
            assert limit.kept is not None
            limit = replace(limit, kept=limit.kept - {cut.side})
        else:
            order = self.order[int(np.flatnonzero(self.numeric == cut.column)[0])]
            known = len(order) - int(np.isnan(values).sum())
            stop = cut.count if cut.side == "low" else known - cut.count
            edge = float(self.inputs[order[stop - 1 : stop + 1], cut.column].mean())
            low = cut.side == "low"
            gone = order[:stop] if low else order[stop:known]
            limit = replace(limit, low=edge) if low else replace(limit, high=edge)
        self.limits[cut.column] = limit
        self.inside[gone] = False
        self.rows = self.rows[self.inside[self.rows]]
        kept = self.inside[self.order]
        self.order = self.order[kept].reshape(len(self.numeric), len(self.rows))

    def _ends(self, hits: int) -> Iterator[Cut]:
        """Yield the best cut off either end of the numeric inputs."""
        n = len(self.rows)
        if n < 2 or not len(self.numeric):
            return
        sums = np.cumsum(self.y[self.order], axis=1, dtype=np.int32)
        known = np.full(len(self.numeric), n)
        for column, absent in self.absent.items():
            known[self.numeric == column] -= int(absent[self.rows].sum())
        each = np.arange(len(self.numeric))
        stops, starts = self._stops(known, each)
        lost = sums[each, stops - 1], sums[each, known - 1] - sums[each, starts - 1]
        for side, count, gone in (
            ("low", stops, lost[0]),
            ("high", known - starts, lost[1]),
        ):
            allowed = (known > 1) & (count > 0) & (count < known)
            size = np.where(allowed, count, 1)
            left = np.maximum(n - size, 1)
            gain = np.where(allowed, ((hits - gone) / left - hits / n) / size, 0.0)
            top = gain.max()
            for i in np.flatnonzero(gain == top):
                yield Cut(int(self.numeric[i]), side, int(count[i]), float(top))

    def _stops(
        self, known: NDArray[np.intp], each: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return where low cuts stop and high cuts start; whole values go only."""
        last = known - 1
        low = (last * self.alpha).astype(np.intp)
        high = np.minimum((last * (1 - self.alpha)).astype(np.intp) + 1, last)
        stops, starts = low + 1, high.copy()

        def at(position: NDArray[np.intp]) -> Array:
            safe = np.maximum(np.minimum(position, len(self.rows) - 1), 0)
            return self.inputs[self.order[each, safe], self.numeric]

        edges = at(low), at(high)
        for i in np.flatnonzero((at(low + 1) == edges[0]) & (known > 1)):
            x = self._sorted(int(i), int(known[i]))
            stops[i] = np.searchsorted(x, edges[0][i], side="right")
        for i in np.flatnonzero((at(high - 1) == edges[1]) & (known > 1)):
            x = self._sorted(int(i), int(known[i]))
            starts[i] = np.searchsorted(x, edges[1][i], side="left")
        return stops, starts

    def _sorted(self, i: int, known: int) -> Array:
        found: Array = self.inputs[self.order[i, :known], self.numeric[i]]
        return found

    def _categories(self, hits: int) -> Iterator[Cut]:
        for column, all_codes in self.codes.items():
            limit = self.limits.get(column)
            codes = all_codes if limit is None or limit.kept is None else limit.kept
            if len(codes) < 2:
                continue
            values = self.inputs[self.rows, column]
            for code in sorted(codes):
                gone = self.rows[values == code]
                yield self._cut(column, code, len(gone), int(self.y[gone].sum()), hits)

    def _missing(self, hits: int) -> Iterator[Cut]:
        for column, absent in self.absent.items():
            gone = self.rows[absent[self.rows]]
            lost = int(self.y[gone].sum())
            yield self._cut(column, "missing", len(gone), lost, hits)

    def _cut(
        self, column: int, side: str | float, count: int, lost: int, hits: int
    ) -> Cut:
        n = len(self.rows)
        if not 0 < count < n:
            return Cut(column, side, count, 0.0)
        gain = ((hits - lost) / (n - count) - hits / n) / count
        return Cut(column, side, count, gain)
