"""Values of quantities in given units, money in the prices of the casebook's year."""

from __future__ import annotations

from functools import cached_property

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.units import dimension, factor, same_dimension


class Amounts:
    """Reads quantities, and remembers which were read."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self.read: dict[str, Quantity] = {}

    def value(self, id_: str | None, unit: str, default: float = 0.0) -> float:
        """Return a quantity's best value in a unit, or a default if none is named.

        Money for a place (`USD/place`) may be read as money.
        """
        if id_ is None:
            return default
        quantity = self.casebook.quantities[id_]
        return quantity.value * self._factor(id_, quantity, unit)

    def band(self, id_: str, unit: str) -> tuple[float, float]:
        """Return the lowest and highest value in a unit."""
        quantity = self.casebook.quantities[id_]
        scale = self._factor(id_, quantity, unit)
        low, high = bounds(quantity)
        return low * scale, high * scale

    def _factor(self, id_: str, quantity: Quantity, unit: str) -> float:
        self.read[id_] = quantity
        target = unit
        if not same_dimension(quantity.unit, unit):
            target = f"{unit}/place"
        scale = factor(quantity.unit, target)
        if "[currency]" in dimension(quantity.unit) and quantity.price_year:
            scale *= self._prices(quantity.price_year)
        return scale

    def _prices(self, year: int) -> float:
        return self._index[self.casebook.front.currency_year] / self._index[year]

    @cached_property
    def _index(self) -> dict[int, float]:
        table = self.casebook.tables[self.casebook.front.deflator].arrow
        years = table.column("year").to_pylist()
        levels = table.column("index").to_pylist()
        pairs = zip(years, levels, strict=True)
        return {int(y): float(v) for y, v in pairs if y is not None and v}

    def basis(self) -> dict[str, float]:
        """Return the share of quantities read that rest on each basis."""
        counts: dict[str, float] = {}
        for quantity in self.read.values():
            counts[quantity.basis] = counts.get(quantity.basis, 0.0) + 1.0
        total = sum(counts.values()) or 1.0
        return {basis: count / total for basis, count in sorted(counts.items())}
