"""The lowest and highest value that a quantity can take."""

from __future__ import annotations

import math

from steelyard.casebook.quantity import (
    Discrete,
    Lognormal,
    Normal,
    Quantity,
    Triangular,
    Uniform,
)


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the lowest and highest value; infinite where nothing bounds it."""
    if quantity.range is not None:
        return quantity.range
    match quantity.distribution:
        case Uniform(low=low, high=high) | Triangular(low=low, high=high):
            return low, high
        case Normal(low=bottom, high=top):
            return (
                -math.inf if bottom is None else bottom,
                math.inf if top is None else top,
            )
        case Lognormal():
            return 0.0, math.inf
        case Discrete(values=values):
            return min(values), max(values)
        case None:
            return quantity.value, quantity.value
