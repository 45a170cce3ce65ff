"""A casebook's quantities in the units of the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.units import factor


class Numbers:
    """A casebook's quantities in the units of the plan.

    Parameters
    ----------
    values
        Values to use in place of best ones, e.g. of one future.
    """

    def __init__(
        self,
        quantities: Mapping[str, Quantity],
        values: Mapping[str, float] | None = None,
    ) -> None:
        self.quantities, self.values = quantities, values or {}
        self.used: list[str] = []

    def get(self, id_: str, unit: str) -> float:
        """Return a quantity in a unit."""
        quantity = self.quantities[id_]
        if id_ not in self.used:
            self.used.append(id_)
        return self.values.get(id_, quantity.value) * factor(quantity.unit, unit)

    def count(self, id_: str) -> int:
        """Return a whole number of aircraft, ships or buses, rounded down."""
        quantity = self.quantities[id_]
        if id_ not in self.used:
            self.used.append(id_)
        return math.floor(self.values.get(id_, quantity.value) + 1e-9)
