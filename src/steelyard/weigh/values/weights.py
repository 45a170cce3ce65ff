"""Weights consistent with what was stated, sampled evenly.

References
----------
Tervonen and Lahdelma (2007), Implementing stochastic multicriteria acceptability
analysis, European Journal of Operational Research 178. Tervonen et al. (2013),
Hit-and-Run enables efficient weight generation, same journal 224.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """

    order: tuple[tuple[str, ...], ...] = ()
    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)


def constraints(measures: Sequence[str], preference: Preference) -> tuple[Array, Array]:
    """Return the stated preference as `matrix @ weights <= limit`.

    Raises
    ------
    ValueError
        If a measure is unknown or a bound is not within 0 and 1.
    """
    at = {m: i for i, m in enumerate(measures)}
    stated = {m for group in preference.order for m in group} | {*preference.bounds}
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
    return np.concatenate(rows), np.concatenate(limits)


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
    if preference is None or not (preference.order or preference.bounds):
        free = rng.standard_exponential((count, n))
        spacings: Array = free / free.sum(axis=1, keepdims=True)
        return spacings
    matrix, limit = constraints(measures, preference)
    if n == 1:
        return np.ones((count, 1))
    return _hit_and_run(matrix, limit, count, rng)


def centre(matrix: Array, limit: Array) -> tuple[Array, float]:
    """Return the centre and radius of the largest ball of weights inside.

    Raises
    ------
    ValueError
        If no weights are inside.
    """
    from scipy.optimize import linprog

    n = matrix.shape[1]
    inplane = matrix - matrix.mean(axis=1, keepdims=True)
    length = np.linalg.norm(inplane, axis=1)
    found = linprog(
        np.append(np.zeros(n), -1.0),
        A_ub=np.column_stack([matrix, length]),
        b_ub=limit,
        A_eq=np.append(np.ones(n), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0, 1)] * n + [(0, None)],
    )
    if not found.success or found.x is None:
        raise ValueError("no weights are consistent with what was stated")
    return np.asarray(found.x[:-1]), float(found.x[-1])


def _hit_and_run(
    matrix: Array, limit: Array, count: int, rng: np.random.Generator
) -> Array:
    """Walk many chains at once, `thin` steps apart from the common centre."""
    start, radius = centre(matrix, limit)
    n = matrix.shape[1]
    if radius < 1e-9:  # the statements leave one point, or a face
        return np.tile(start, (count, 1))
    weights = np.tile(start, (count, 1))
    thin = 20 + 10 * n
    for _ in range(thin):
        step = rng.standard_normal((count, n))
        step -= step.mean(axis=1, keepdims=True)
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
