"""`measures.yaml`: what courses are compared on."""

from __future__ import annotations

from typing import Literal, TypeAlias

from steelyard.casebook.quantity import Id, Record

Row: TypeAlias = Literal[
    "cost", "appropriateness", "readiness", "risk", "legality", "lethality", "effect"
]
"""A row of the card: DoDD 3025.18's six criteria (CARRLL), and effect."""


class Measure(Record):
    """An outcome with a direction."""

    id: Id
    row: Row
    title: str
    unit: str
    direction: Literal["less_is_better", "more_is_better", "neither"]
    model: str
    """Name of the result that gives it, e.g. `money.total`."""
    threshold: Id | None = None
    """Quantity: level that satisfies."""
    weight: tuple[float, float] | None = None
    """Range of weights that readers gave it."""
    says: str = ""
    source: tuple[Id, ...] = ()


class MeasuresFile(Record):
    """A file of measures."""

    measures: tuple[Measure, ...]
