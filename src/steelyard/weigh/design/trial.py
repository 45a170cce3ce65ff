"""Run one design through futures, and read its objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.courses import Course
from steelyard.study.block import run_block
from steelyard.study.chain import Link, only
from steelyard.study.futures import Futures
from steelyard.study.kit import Kit
from steelyard.weigh.estimate import HIGH, LOW
from steelyard.weigh.examine.origin import link_of
from steelyard.weigh.outcomes import Scale, column

Array = NDArray[np.float64]
Metric: TypeAlias = Literal["mean", "p90"]

TAIL = 0.9
"""`p90`: the level that one future in ten exceeds for the worse."""


@dataclass(frozen=True)
class Wish:
    """A measure that designs are to be good at."""

    scale: Scale
    model: str


@dataclass(frozen=True)
class Bench:
    """What designs are tried on: futures that all of them share.

    Attributes
    ----------
    kit
        The casebook made ready.
    futures
        Shared by all designs.
    wishes
        What designs are to be good at.
    metric
        How futures are brought to one number.
    """

    kit: Kit
    futures: Futures
    wishes: tuple[Wish, ...]
    metric: Metric

    @property
    def chain(self) -> tuple[Link, ...]:
        """Links that give the wishes, and no others."""
        return only(*{link_of(w.model) for w in self.wishes})

    def outcomes(self, course: Course) -> Array:
        """Run a course; return its measures, (futures, wishes), in their units."""
        books = {**self.kit.casebook.courses, course.id: course}
        kit = replace(self.kit, casebook=replace(self.kit.casebook, courses=books))
        rows = slice(0, len(self.futures))
        table = run_block(kit, course.id, self.futures, rows, chain=self.chain)
        found = np.zeros((len(self.futures), len(self.wishes)))
        for i, wish in enumerate(self.wishes):
            name = column(wish.model, table.column_names)
            if name is not None:  # a course without it scores nothing
                found[:, i] = table.column(name).to_numpy()
        return found

    def judged(self, outcomes: Array) -> Array:
        """Return one number a wish, more being better, (wishes,)."""
        signs = np.array([w.scale.sign for w in self.wishes])
        good = outcomes * signs
        if self.metric == "mean":
            mean: Array = good.mean(axis=0)
            return mean
        tail: Array = np.quantile(good, 1 - TAIL, axis=0)
        return tail

    def shown(self, judged: Array) -> Array:
        """Return judged numbers in their measures' own direction."""
        signs = np.array([w.scale.sign for w in self.wishes])
        own: Array = judged * signs + 0.0
        return own


def bands(outcomes: Array) -> Sequence[tuple[float, float]]:
    """Return the middle two thirds of each measure."""
    low, high = np.quantile(outcomes, [LOW, HIGH], axis=0)
    return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
