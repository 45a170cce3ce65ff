"""Readings: the same draws, squeezed into what somebody expects."""

from __future__ import annotations

from collections.abc import Mapping

from numpy import float64
from numpy.typing import NDArray

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.escalation import Reading

Array = NDArray[float64]


def under(
    reading: Reading, draws: Mapping[str, Array], quantities: Mapping[str, Quantity]
) -> dict[str, Array]:
    """Return draws as a reading has them.

    A draw that stood at some share of a quantity's range stands at the same share of
    the reading's narrower one, so that readings are compared in the same worlds.
    """
    out = dict(draws)
    for id_, (low, high) in reading.assume.items():
        whole = quantities[id_].range
        if whole is None:
            raise ValueError(f"'{id_}' has no range to narrow")
        share = (draws[id_] - whole[0]) / (whole[1] - whole[0])
        out[id_] = low + share * (high - low)
    return out
