"""Weights consistent with what was stated, sampled evenly.

References
----------
Tervonen and Lahdelma (2007), Implementing stochastic multicriteria acceptability
analysis, European Journal of Operational Research 178. Tervonen et al. (2013),
Hit-and-Run enables efficient weight generation, same journal 224.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Preference:
    """What is stated about weights.

    Attributes
    ----------
    order
        Groups of measures from the largest swing to the smallest; none within a
        group is placed before another. Measures left out may be anywhere.
    bounds
        Lowest and highest weight of measures.
    points
        Lowest and highest worth of a measure's swing where the largest counts 100; at
        least one is (100, 100).
    """

    order: tuple[tuple[str, ...], ...] = ()
    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything is stated."""
        return bool(self.order or self.bounds or self.points)


def constraints(measures: Sequence[str], preference: Preference) -> tuple[Array, Array]:
    """Return the stated preference as `matrix @ weights <= limit`.

    Raises
    ------
    ValueError
        If a measure is unknown, a bound is not within 0 and 1, or no swing counts 100.
    """
    at = {m: i for i, m in enumerate(measures)}
    stated = {m for group in preference.order for m in group}
    stated |= {*preference.bounds, *preference.points}
    if unknown := sorted(stated - set(at)):
        raise ValueError(f"no measure {unknown} among {list(measures)}")
    rows, limits = [-np.eye(len(measures))], [np.zeros(len(measures))]

    def add(row: Array, limit: float) -> None:
        rows.append(row[None, :])
        limits.append(np.array([limit]))

    for before, after in zip(preference.order, preference.order[1:], strict=False):
        for more in before:
            for less in after:
                row = np.zeros(len(measures))
                row[at[less]], row[at[more]] = 1.0, -1.0
                add(row, 0.0)
    for measure, (low, high) in preference.bounds.items():
        if not 0 <= low <= high <= 1:
            raise ValueError(f"weights of {measure} must rise within 0 and 1")
        row = np.zeros(len(measures))
        row[at[measure]] = 1.0
        add(row, high)
        add(-row, -low)
    for row in _ratios(at, preference.points):
        add(row, 0.0)
    return np.concatenate(rows), np.concatenate(limits)


def _ratios(
    at: dict[str, int], points: dict[str, tuple[float, float]]
) -> Iterator[Array]:
    """Yield points as rows that must not be above 0, against a swing of 100."""
    if not points:
        return
    largest = next((m for m, p in points.items() if p == (100.0, 100.0)), None)
    if largest is None:
        raise ValueError("one swing must count 100, the largest")
    for measure, (low, high) in points.items():
        if measure == largest:
            continue
        if not 0 <= low <= high <= 100:
            raise ValueError(f"points of {measure} must rise within 0 and 100")
        for sign, share in ((1.0, high / 100), (-1.0, low / 100)):
            row = np.zeros(len(at))
            row[at[measure]], row[at[largest]] = sign, -sign * share
            yield row


def sample_weights(
    measures: Sequence[str],
    count: int,
    rng: np.random.Generator,
    preference: Preference | None = None,
) -> Array:
    """Draw weights evenly from all that are consistent with what was stated.

    Without a statement the draw is exact (spacings of uniforms); otherwise by
    hit-and-run from the centre of the largest ball inside.

    Returns
    -------
    Shape (count, measures), each row at least 0 and adding up to 1.

    Raises
    ------
    ValueError
        If no weights are consistent with what was stated.
    """
    n = len(measures)
    if not preference:
        free = rng.standard_exponential((count, n))
        spacings: Array = free / free.sum(axis=1, keepdims=True)
        return spacings
    matrix, limit = constraints(measures, preference)
    if n == 1:
        return np.ones((count, 1))
    return _hit_and_run(matrix, limit, count, rng)


def centre(
    matrix: Array, limit: Array, plane: Array | None = None
) -> tuple[Array, float]:
    """Return the centre and radius of the largest ball of weights inside.

    Parameters
    ----------
    plane
        Directions in which weights may move, (measures, directions), orthonormal; all
        that keep the sum if None.

    Raises
    ------
    ValueError
        If no weights are inside.
    """
    from scipy.optimize import linprog

    n = matrix.shape[1]
    basis = _directions(np.ones((1, n))) if plane is None else plane
    length = np.linalg.norm(matrix @ basis, axis=1)
    found = linprog(
        np.append(np.zeros(n), -1.0),
        A_ub=np.column_stack([matrix, length]),
        b_ub=limit,
        A_eq=np.append(np.ones(n), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0, 1)] * (n + 1),
    )
    if not found.success or found.x is None:
        raise ValueError("no weights are consistent with what was stated")
    return np.asarray(found.x[:-1]), float(found.x[-1])


def _directions(fixed: Array) -> Array:
    """Return an orthonormal basis of what changes none of the fixed sums."""
    _, size, rows = np.linalg.svd(fixed)
    rank = int((size > 1e-9).sum())
    basis: Array = rows[rank:].T
    return basis


def _fixed(matrix: Array, limit: Array) -> NDArray[np.bool_]:
    """Return which rows state, with another, that a sum is exactly so much."""
    opposed = np.abs(matrix[:, None] + matrix[None, :]).max(axis=2) < 1e-12
    found: NDArray[np.bool_] = (
        opposed & (np.abs(limit[:, None] + limit[None, :]) < 1e-12)
    ).any(axis=1)
    return found


def _hit_and_run(
    matrix: Array, limit: Array, count: int, rng: np.random.Generator
) -> Array:
    """Walk many chains at once, `thin` steps apart from the common centre."""
    n = matrix.shape[1]
    fixed = _fixed(matrix, limit)
    plane = _directions(np.vstack([np.ones(n), matrix[fixed]]))
    start, radius = centre(matrix, limit, plane)
    if radius < 1e-9 or not plane.shape[1]:  # one point, or a face
        return np.tile(start, (count, 1))
    matrix, limit = matrix[~fixed], limit[~fixed]
    weights = np.tile(start, (count, 1))
    thin = 20 + 10 * n
    for _ in range(thin):
        step = rng.standard_normal((count, plane.shape[1])) @ plane.T
        slack = limit - weights @ matrix.T
        speed = step @ matrix.T
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = slack / speed
        far = np.where(speed > 1e-15, reach, np.inf).min(axis=1)
        near = np.where(speed < -1e-15, reach, -np.inf).max(axis=1)
        weights = weights + (near + rng.random(count) * (far - near))[:, None] * step
    weights = np.maximum(weights, 0.0)
    scaled: Array = weights / weights.sum(axis=1, keepdims=True)
    return scaled
