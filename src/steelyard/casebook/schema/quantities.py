"""`quantities.yaml`: numbers that the models use."""

from __future__ import annotations

from steelyard.casebook.quantity import Id, Quantity, Record


class QuantitiesFile(Record):
    """A file of quantities."""

    quantities: dict[Id, Quantity]
