"""Shares of classes of arrivals, drifting as they have drifted.

Log ratios of shares walk at random, each month by a step that is drawn from the
record, all classes of a month together.

References
----------
Aitchison (1986), The Statistical Analysis of Compositional Data (log-ratio
transformations).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.series import Monthly
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

STREAM = "migration.classes"
_HALF = 0.5
_BOUND = 1.0


@dataclass(frozen=True)
class ClassFit:
    """Where shares stand and how they have moved.

    Attributes
    ----------
    classes
        Ids.
    ratios
        Centred log ratios at the end of the record (mean of three months).
    steps
        Monthly changes of them in the record, shape (months - 1, classes).
    shares
        The record itself, shape (months, classes).
    """

    classes: tuple[str, ...]
    months: tuple[str, ...]
    ratios: Array
    steps: Array
    shares: Array


def fit_classes(record: Monthly) -> ClassFit:
    """Fit shares to arrivals by month and class; zeros are taken as half a one."""
    counts = record.values + _HALF
    shares = counts / counts.sum(axis=1, keepdims=True)
    logs = np.log(shares)
    ratios = logs - logs.mean(axis=1, keepdims=True)
    steps = np.clip(np.diff(ratios, axis=0), -_BOUND, _BOUND)
    return ClassFit(
        classes=record.names,
        months=record.months,
        ratios=ratios[-3:].mean(axis=0),
        steps=steps - steps.mean(axis=0),
        shares=shares,
    )


def class_paths(fit: ClassFit, months: int, futures: Ints, seed: int) -> Array:
    """Return shares by future, month and class; each month adds up to one."""
    points = uniforms(keys(seed, STREAM, futures), months)
    pick = np.minimum((points * len(fit.steps)).astype(int), len(fit.steps) - 1)
    ratios = fit.ratios + np.cumsum(fit.steps[pick], axis=1)
    raised = np.exp(ratios - ratios.max(axis=2, keepdims=True))
    shares: Array = raised / raised.sum(axis=2, keepdims=True)
    return shares
