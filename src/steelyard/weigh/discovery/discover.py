"""Where a course fails: find a box, test it, check it, say it in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Mask
from steelyard.weigh.discovery.cart import leaves
from steelyard.weigh.discovery.find import find
from steelyard.weigh.discovery.prim import Trajectory
from steelyard.weigh.discovery.quasi_p import quasi_p
from steelyard.weigh.discovery.stability import reproducibility

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Discovery:
    """What was found.

    Attributes
    ----------
    names
        Names of the inputs.
    box
        The box that is told; limits by column.
    trajectory
        All boxes on the way, for the curve of coverage and density.
    quasi_p, stability
        By limited column: could it be chance; in what share of half samples the
        same input is limited.
    tree
        The densest leaf of a small classification tree, as a check.
    unknown
        Rows without a known outcome, left out.
    """

    names: tuple[str, ...]
    box: Box
    trajectory: Trajectory
    quasi_p: Mapping[int, float]
    stability: Mapping[int, float]
    tree: Box
    unknown: int


def discover(
    inputs: Array,
    failed: Array,
    names: Sequence[str],
    rng: np.random.Generator,
    *,
    categorical: Collection[int] = (),
    coverage: float | None = None,
    most_limits: int = 3,
    resamples: int = 10,
) -> Discovery | None:
    """Find where a course fails.

    Parameters
    ----------
    inputs
        Shape (futures, inputs); categories as numbers, NaN where missing.
    failed
        Shape (futures,): 1 where it fails, 0 where not, NaN where not known.
    names
        Names of the inputs.
    rng
        For resampling.
    categorical
        Columns without an order.
    coverage
        Least share of failures to cover; the largest contrast if None.
    most_limits
        Most inputs in the sentence.

    Returns
    -------
    None if it fails nowhere or everywhere: there is nothing to tell apart.
    """
    known = ~np.isnan(failed)
    x, y = inputs[known], failed[known] > 0
    if not y.any() or y.all():
        return None
    box, path = find(
        x, y, categorical=categorical, coverage=coverage, most_limits=most_limits
    )
    tree = max(leaves(x, y, categorical=categorical), key=lambda b: b.contrast)
    return Discovery(
        tuple(names),
        box,
        path,
        quasi_p(box, x, y),
        reproducibility(
            x,
            y,
            rng,
            categorical=categorical,
            coverage=coverage,
            most_limits=most_limits,
            resamples=resamples,
        ),
        tree,
        int((~known).sum()),
    )


def as_failed(values: Array, sign: float, threshold: Array | float) -> Array:
    """Mark futures that miss a threshold: 1, 0, or NaN where not known."""
    missed = (sign * values < sign * np.asarray(threshold)).astype(float)
    return np.where(np.isnan(values), np.nan, missed)


def worst_share(values: Array, sign: float, share: float = 0.2) -> Array:
    """Mark the worst share of futures, where no threshold says what failing is."""
    known = values[~np.isnan(values)]
    edge = np.quantile(sign * known, share)
    marked = (sign * values <= edge).astype(float)
    return np.where(np.isnan(values), np.nan, marked)


def mask_of(failed: Array) -> Mask:
    """Return a plain mask of failures; what is not known counts as one."""
    return np.isnan(failed) | (failed > 0)
