"""What does not take place along paths of the ladder, in money of one year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.units import factor
from steelyard.study.kit import Kit

Array = NDArray[np.float64]


def loss_columns(
    kit: Kit, shares: Mapping[str, Array], draws: Mapping[str, Array]
) -> dict[str, Array]:
    """Return `loss.ID`, USD of the currency year, (futures,).

    It is the worth of what does not take place, above the status quo's path, and no
    cost to any budget: it stands in no column of cost.

    Parameters
    ----------
    shares
        Loss to the level of its scale above the status quo's path times years.
    """
    file, known = kit.casebook.escalation, kit.casebook.quantities
    found = {}
    for id_, share in shares.items():
        assert file is not None
        q = known[file.losses[id_].of]
        money = factor(q.unit, "USD/year")
        if q.price_year is not None:
            money *= kit.prices.factor(q.price_year)
        found[f"loss.{id_}"] = share * draws[file.losses[id_].of] * money
    return found
