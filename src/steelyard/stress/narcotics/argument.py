"""Does a policy at the line cut crossings more than goods? Which quantities decide?

References
----------
Hornberger and Spear (1981), An approach to the preliminary analysis of
environmental systems, Journal of Environmental Management 12 (regional sensitivity
analysis by the Kolmogorov-Smirnov distance).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Decider:
    """A quantity that tells futures in which a statement holds from others.

    Attributes
    ----------
    quantity
        Its id.
    distance
        Kolmogorov-Smirnov distance between its values in the two kinds of futures.
    noise
        Distance that the largest of as many quantities without any part exceeds in one
        case of a hundred.
    when_true, when_false
        Its medians.
    """

    quantity: str
    distance: float
    noise: float
    when_true: float
    when_false: float

    @property
    def decides(self) -> bool:
        """Whether its distance is beyond noise."""
        return self.distance > self.noise


@dataclass(frozen=True)
class Argument:
    """How often a statement holds, and what decides it.

    Attributes
    ----------
    share
        Share of futures in which it holds. Where ranges carry no probability, this
        is no chance.
    deciders
        Quantities, the strongest first.
    """

    share: float
    deciders: tuple[Decider, ...]


def argue(
    holds: NDArray[np.bool_], draws: Mapping[str, Array], most: int = 8
) -> Argument:
    """Return what tells futures in which a statement holds from the others.

    Parameters
    ----------
    holds
        Whether it holds in each future.
    draws
        Quantities by future; those that do not vary are passed over.
    most
        How many deciders to return.
    """
    share = float(holds.mean())
    if share in (0.0, 1.0):
        return Argument(share, ())
    found = []
    yes, no = int(holds.sum()), int((~holds).sum())
    varying = {id_: values for id_, values in draws.items() if np.ptp(values) > 0}
    level = 0.01 / max(len(varying), 1)
    noise = float(np.sqrt(-np.log(level / 2) / 2 * (yes + no) / (yes * no)))
    for id_, values in varying.items():
        order = np.argsort(values, kind="stable")
        step = np.where(holds[order], 1.0 / yes, -1.0 / no)
        ends = np.append(np.diff(values[order]) != 0, True)
        distance = float(np.abs(np.cumsum(step)[ends]).max())
        true, false = np.median(values[holds]), np.median(values[~holds])
        found.append(Decider(id_, distance, noise, float(true), float(false)))
    found.sort(key=lambda d: (-d.distance, d.quantity))
    return Argument(share, tuple(found[:most]))


def crossings_fall_more(crossings: Array, supply: Array) -> NDArray[np.bool_]:
    """Tell whether crossings fall by a greater share than what is delivered.

    Parameters
    ----------
    crossings, supply
        Multiples of the baseline, shape (futures,).
    """
    more: NDArray[np.bool_] = crossings < supply
    return more
