"""Costs that do not grow in proportion: whole steps and learning.

References
----------
Wright (1936), Factors Affecting the Cost of Airplanes: the cumulative average
price of n units is the first price times n to the power log2(slope).
GAO-20-195G (2020), chapter 11 on learning curves and step functions.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.actions import Use
from steelyard.casebook.schema.objects import covered
from steelyard.casebook.units import factor

Array = NDArray[np.float64]


def stepped(amount: Array, step: Array) -> Array:
    """Round amounts up to whole steps, with room for rounding of the amount."""
    whole: Array = np.ceil(amount / step - 1e-9) * step
    return whole


def learned(amount: Array, slope: Array) -> Array:
    """Return the average price of an amount over the price of the first unit.

    Amounts below one unit cost the first price.
    """
    return np.maximum(amount, 1.0) ** np.log2(slope)


def adjust(
    casebook: Casebook, action: str, use: Use, amount: Array, draws: Mapping[str, Array]
) -> tuple[Array, Array]:
    """Apply the curves of the budget to a use.

    Parameters
    ----------
    amount
        Amount at scale in the unit of its quantity, shape (futures,).

    Returns
    -------
    The amount that is paid for, and what its rate is multiplied by.
    """
    price = np.ones_like(amount)
    for curve in casebook.budget.curves if casebook.budget else ():
        if not covered(curve.covers, action, use):
            continue
        if curve.step is not None:
            unit = casebook.quantities[use.amount].unit
            step = casebook.quantities[curve.step].unit
            amount = stepped(amount, draws[curve.step] * factor(step, unit))
        if curve.learning is not None:
            price = price * learned(amount, draws[curve.learning])
    return amount, price
