"""`measures.yaml`: what courses are compared on."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import model_validator

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
    """Lowest and highest weight that readers gave it, within 0 and 1."""
    swing: tuple[float, float] | None = None
    """Levels, worst and best, between which a weight counts: fixed before results."""
    says: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _swings_the_right_way(self) -> Measure:
        if self.swing is not None:
            worst, best = self.swing
            rises = self.direction == "more_is_better"
            if self.direction == "neither" or worst == best or (best > worst) != rises:
                raise ValueError(
                    f"swing must run from worst to best, and {self.direction} is "
                    f"the direction; got {worst:g} to {best:g}"
                )
        if self.weight is not None and not 0 <= self.weight[0] <= self.weight[1] <= 1:
            raise ValueError("weight must rise within 0 and 1")
        return self


class MeasuresFile(Record):
    """A file of measures."""

    measures: tuple[Measure, ...]
