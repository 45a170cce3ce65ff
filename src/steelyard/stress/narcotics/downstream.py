"""What follows from what is delivered: purity, price, deaths. Wide bands.

References
----------
Caulkins and Reuter (2010), How drug enforcement affects drug prices, Crime and
Justice 39 (weak links from seizures to price).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Downstream:
    """Multiples of the present, each of shape (futures, goods).

    Attributes
    ----------
    supply
        Pure amount delivered.
    purity
        Of what is sold.
    price
        Of a pure unit.
    deaths
        Of deaths in which the good takes part; NaN where no link is stated.
    """

    supply: Array
    purity: Array
    price: Array
    deaths: Array


def downstream(
    supply: Array, stretch: Array, price: Array, links: Array, care: Array
) -> Downstream:
    """Return what a change of supply brings.

    Parameters
    ----------
    supply
        Multiple of the baseline that is delivered, (futures, goods).
    stretch
        Share of a shortfall met by lower purity, (futures,).
    price
        Elasticity of price to supply, at most 0, (futures,).
    links
        Elasticity of deaths to supply, (futures, goods), NaN for none.
    care
        Multiple of deaths at given supply, from what is done for users, (futures,).
    """
    if (supply <= 0).any():
        raise ValueError("supply must be above 0")
    short = np.maximum(1.0 - supply, 0.0)
    return Downstream(
        supply=supply,
        purity=1.0 - stretch[:, None] * short,
        price=supply ** price[:, None],
        deaths=np.where(np.isnan(links), np.nan, supply**links * care[:, None]),
    )
