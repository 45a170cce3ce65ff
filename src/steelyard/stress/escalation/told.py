"""What a course's paths leave behind, as the card tells it: by scale, never netted.

Each scale stands alone: harm to civilians, harm to forces and risk to nationals
abroad are not added up, nor set against anything that a course may gain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """What a course leaves on one scale.

    Attributes
    ----------
    scale, title, row, unit
        Which, and the row of the card that it belongs to.
    value, low, high
        Median, and 5th and 95th percentile, over futures; of a scale of ranks, ranks.
    ranks
        Name of each rank to the share of futures that reach it and no higher; empty
        for a scale with levels. Shares are of assumed draws and no chances.
    words
        Name of the median rank, and of the 5th and the 95th percentile's; empty for a
        scale with levels.
    basis
        What it rests on: the weakest basis of all that the paths rest on.
    quantities
        Quantities of the scale's own sizes.
    futures
        How many it is told of.
    """

    scale: str
    title: str
    row: Literal["risk", "lethality", "effect", "readiness"]
    unit: str
    value: float
    low: float
    high: float
    ranks: dict[str, float]
    words: tuple[str, ...]
    basis: Basis
    quantities: tuple[str, ...]
    futures: int

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            **self.__dict__,
            "words": list(self.words),
            "quantities": list(self.quantities),
        }


def told(casebook: Casebook, columns: Mapping[str, Array]) -> tuple[Told, ...]:
    """Tell each scale of a course's outcome columns.

    Parameters
    ----------
    columns
        `escalation.SCALE` to its values, as `chain.sampled` gives them, (futures,);
        others are passed over.

    Returns
    -------
    In the order of the casebook; nothing where it has no game or no such column.
    """
    file = casebook.escalation
    if file is None or not file.playable:
        return ()
    weakest = _basis(casebook)
    out = []
    for id_, scale in file.scales.items():
        values = columns.get(f"escalation.{id_}")
        if values is None:
            continue
        of_ranks = bool(scale.ranks)
        method: Literal["linear", "inverted_cdf"] = (
            "inverted_cdf" if of_ranks else "linear"
        )
        low, mid, high = (
            float(v) for v in np.quantile(values, [0.05, 0.5, 0.95], method=method)
        )
        sizes = [c.size for c in file.consequences if c.scale == id_ and c.size]
        out.append(
            Told(
                id_,
                scale.title,
                scale.row,
                "rank" if of_ranks else scale.unit,
                mid,
                low,
                high,
                {
                    name: float((values == rank).mean())
                    for rank, name in enumerate(scale.ranks)
                },
                tuple(scale.ranks[int(v)] for v in (mid, low, high))
                if of_ranks
                else (),
                weakest,
                tuple(dict.fromkeys(sizes)),
                len(values),
            )
        )
    return tuple(out)


def _basis(casebook: Casebook) -> Basis:
    """Return the weakest basis of what the game rests on."""
    file = casebook.escalation
    assert file is not None
    named = {p.component for p in file.payoffs} | {file.discount, file.precision}
    named |= {c.size for c in file.consequences}
    for player in file.players.values():
        named |= {k.prior for k in player.types.values() if isinstance(k.prior, str)}
    known = casebook.quantities
    held = {known[name].basis for name in named if name and name in known}
    return max(held, key=BASES.index) if held else "assumed"
