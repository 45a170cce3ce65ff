"""A small classification tree, as a check on PRIM by another route.

References
----------
Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees:
binary splits by Gini impurity. Lempert, Bryant and Bankes (2008), RAND WR-557, on
comparing it with PRIM for scenario discovery. Categories are ordered by their
share of interest, which finds the best split of two classes (Breiman et al., 9.4).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Limit, Mask, measure_box

Array = NDArray[np.float64]


def leaves(
    inputs: Array,
    of_interest: Mask,
    *,
    categorical: Collection[int] = (),
    depth: int = 3,
    least: float = 0.05,
) -> list[Box]:
    """Grow a tree and return its leaves as boxes, densest first.

    Parameters
    ----------
    inputs
        Shape (rows, inputs), categories as numbers, NaN where missing; a missing
        value goes to the larger side of a split.
    of_interest
        Shape (rows,).
    depth
        Most splits above a leaf.
    least
        Least share of rows in a leaf.
    """
    floor = max(int(least * len(of_interest)), 1)
    found: list[dict[int, Limit]] = []

    def grow(mask: Mask, limits: dict[int, Limit], level: int) -> None:
        split = None
        if level < depth:
            split = _split(inputs, of_interest, mask, set(categorical), floor)
        if split is None:
            found.append(limits)
            return
        column, low, high = split
        before = limits.get(column, Limit())
        for side in (low, high):
            limit = _both(before, side)
            inside = mask & side.holds(inputs[:, column])
            grow(inside, {**limits, column: limit}, level + 1)

    grow(np.ones(len(of_interest), dtype=bool), {}, 0)
    boxes = [measure_box(limits, inputs, of_interest) for limits in found]
    return sorted(boxes, key=lambda b: -b.density)


def _both(a: Limit, b: Limit) -> Limit:
    kept = b.kept if a.kept is None else a.kept if b.kept is None else a.kept & b.kept
    low, high = max(a.low, b.low), min(a.high, b.high)
    return Limit(low, high, kept, a.missing and b.missing)


def _split(
    inputs: Array, y: Mask, mask: Mask, categorical: set[int], floor: int
) -> tuple[int, Limit, Limit] | None:
    """Return the split that lowers impurity most, if any does."""
    best: tuple[float, int, float, dict[float, float]] | None = None
    for column in range(inputs.shape[1]):
        known = mask & ~np.isnan(inputs[:, column])
        x, hit = inputs[known, column], y[known]
        shares: dict[float, float] = {}
        if column in categorical:
            codes, back = np.unique(x, return_inverse=True)
            mean = np.bincount(back, hit) / np.bincount(back)
            shares = {float(c): float(m) for c, m in zip(codes, mean, strict=True)}
            x = mean[back]
        gain, cut = _best_cut(x, hit, floor)
        if gain > 1e-12 and (best is None or gain > best[0]):
            best = (gain, column, cut, shares)
    if best is None:
        return None
    _, column, cut, shares = best
    if shares:
        low = Limit(kept=frozenset(c for c, m in shares.items() if m <= cut))
        high = Limit(kept=frozenset(c for c, m in shares.items() if m > cut))
    else:
        low, high = Limit(high=cut), Limit(low=float(np.nextafter(cut, np.inf)))
    known = mask & ~np.isnan(inputs[:, column])
    below = int((known & low.holds(inputs[:, column])).sum())
    larger_is_low = 2 * below >= int(known.sum())
    return (
        column,
        replace(low, missing=larger_is_low),
        replace(high, missing=not larger_is_low),
    )


def _best_cut(x: Array, hit: Mask, floor: int) -> tuple[float, float]:
    """Return the drop in Gini impurity (per row) and where to cut."""
    n = len(x)
    if n < 2 * floor:
        return 0.0, 0.0
    order = np.argsort(x, kind="stable")
    x, ones = x[order], np.cumsum(hit[order])
    left = np.arange(1, n)
    allowed = (x[1:] > x[:-1]) & (left >= floor) & (n - left >= floor)
    if not allowed.any():
        return 0.0, 0.0
    a, total = ones[:-1], ones[-1]
    p, q, whole = a / left, (total - a) / (n - left), total / n
    inner = left * p * (1 - p) + (n - left) * q * (1 - q)
    drop = np.where(allowed, whole * (1 - whole) - inner / n, -np.inf)
    at = int(np.argmax(drop))
    return float(drop[at]), float((x[at] + x[at + 1]) / 2)
