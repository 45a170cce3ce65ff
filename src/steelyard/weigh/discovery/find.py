"""Find a box with few limits: peel all inputs, keep those that count, peel these.

With many inputs peeling cuts a slice off one that does not matter now and then; so
the box first found is thinned, the limit that adds least going first, and the inputs
that are left are peeled alone.

References
----------
Bryant and Lempert (2010), Technological Forecasting and Social Change 77: choose
among boxes by hand with quasi-p values and coverage; this follows the same steps.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.discovery.box import Box, Mask, without
from steelyard.weigh.discovery.prim import Trajectory, peel
from steelyard.weigh.discovery.quasi_p import drop_chance

Array = NDArray[np.float64]


def find(
    inputs: Array,
    of_interest: Mask,
    *,
    categorical: Collection[int] = (),
    coverage: float | None = None,
    most_limits: int = 3,
) -> tuple[Box, Trajectory]:
    """Return a box with at most some limits, and the boxes on the way to it.

    Parameters
    ----------
    inputs, of_interest, categorical
        As in `peel`.
    coverage
        Least share of cases to cover; the largest contrast if None.
    most_limits
        Most limited inputs.
    """
    first = peel(inputs, of_interest, categorical=categorical).pick(coverage)
    thin = drop_chance(first, inputs, of_interest)
    while len(thin.limits) > most_limits:
        fewer = [without(thin, [c], inputs, of_interest) for c in thin.limits]
        thin = max(fewer, key=lambda b: b.contrast)
    columns = sorted(thin.limits)
    if not columns:
        return thin, Trajectory((thin,))
    part = inputs[:, columns]
    kinds = [i for i, c in enumerate(columns) if c in categorical]
    path = peel(part, of_interest, categorical=kinds)
    box = drop_chance(path.pick(coverage), part, of_interest)
    boxes = tuple(_renamed(b, columns) for b in path.boxes)
    return _renamed(box, columns), Trajectory(boxes)


def _renamed(box: Box, columns: list[int]) -> Box:
    """Return the box with its columns counted among all inputs."""
    return replace(box, limits={columns[c]: x for c, x in box.limits.items()})
