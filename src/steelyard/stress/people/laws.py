"""Laws of durations as rows of the kernel's tables."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from steelyard.casebook.schema import network_laws as schema
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.engine.layout import (
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LAW,
    LINES,
    LOGNORMAL,
    PHASES,
    STEPS,
    Table,
)

Row = tuple[int, int, int, float, float]


@dataclass
class LawTable:
    """Collects laws and the numbers that they refer to; alike ones share a row."""

    values: Values
    rows: list[Row] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    def add(self, law: schema.Law) -> int:
        """Add a law and return its row."""
        text = law.model_dump_json()
        if text not in self.known:
            self.known[text] = len(self.rows)
            self.rows.append(self._row(law))
        return self.known[text]

    def note(self, numbers: list[float]) -> tuple[int, int]:
        """Add numbers and return where they begin and end."""
        first = len(self.numbers)
        self.numbers.extend(numbers)
        return first, len(self.numbers)

    def law_table(self) -> Table:
        """Return the rows as the kernel's table."""
        return np.array(self.rows, dtype=LAW)

    def _row(self, law: schema.Law) -> Row:
        match law:
            case schema.Fixed():
                return FIXED, 0, 0, self.values.hours(law.mean), 0.0
            case schema.Exponential():
                return EXPONENTIAL, 0, 0, self.values.hours(law.mean), 0.0
            case schema.Lognormal():
                spread = math.log1p(self.values.number(law.cv) ** 2)
                middle = math.log(self.values.hours(law.mean)) - spread / 2
                return LOGNORMAL, 0, 0, middle, math.sqrt(spread)
            case schema.Gamma():
                shape = self.values.number(law.cv) ** -2.0
                return GAMMA, 0, 0, shape, self.values.hours(law.mean) / shape
            case schema.Phases():
                return PHASES, *self.note(self._phases(law)), 0.0, 0.0
            case schema.Empirical():
                return STEPS, *self.note(self._steps(law)), 0.0, 0.0
            case schema.Quantiles():
                hours = [self.values.hours(v) for v in law.values]
                pairs = [x for pair in zip(law.at, hours, strict=True) for x in pair]
                return LINES, *self.note(pairs), 0.0, 0.0

    def _phases(self, law: schema.Phases) -> list[float]:
        numbers = [float(len(law.start)), *np.cumsum(law.start)]
        for mean, row in zip(law.means, law.moves, strict=True):
            numbers += [self.values.hours(mean), *np.cumsum(row)]
        return [float(x) for x in numbers]

    def _steps(self, law: schema.Empirical) -> list[float]:
        hours = [self.values.hours(v) for v in law.values]
        weights = np.array(law.weights or [1.0] * len(hours))
        below = np.cumsum(weights / weights.sum())
        return [float(x) for pair in zip(below, hours, strict=True) for x in pair]
