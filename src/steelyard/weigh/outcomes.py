"""Outcomes of a run as one array: courses by futures by measures.

References
----------
The XLRM frame of robust decision making: Lempert, Popper and Bankes (2003),
Shaping the Next One Hundred Years, RAND MR-1626: futures X, courses L, measures M.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.measures import Measure
from steelyard.casebook.units import factor
from steelyard.money.deflator import deflator
from steelyard.study.futures import Futures, place, sample
from steelyard.study.store import Run

Array = NDArray[np.float64]
Direction: TypeAlias = Literal["less_is_better", "more_is_better", "neither"]

NAMES = {
    "money.total": "cost",
    "money.gap": "gap.real",
    "money.military_days": "military_days",
    "readiness.dwell_breaches": "readiness.short",
    "readiness.airlift_margin": "readiness.margin",
    "plan.civil_share": "civil_share",
}
"""What a measure's `model` is called among the columns of a run."""

PREFIXES = {
    "money.payer.": "cost.payer.",
    "money.kind.": "cost.kind.",
    "money.status.": "person_days.",
    "money.use.": "",
}
"""How a measure's `model` names a column of a run, besides by the column's own name."""


@dataclass(frozen=True)
class Scale:
    """What a measure is measured on.

    Attributes
    ----------
    id, title, unit
        As in the casebook.
    direction
        Which way is better; `neither` is shown and never ranked.
    row
        Row of the card.
    """

    id: str
    title: str
    unit: str
    direction: Direction
    row: str = "effect"

    @property
    def sign(self) -> float:
        """+1 if more is better, -1 if less is, 0 if neither."""
        return {"more_is_better": 1.0, "less_is_better": -1.0, "neither": 0.0}[
            self.direction
        ]


@dataclass(frozen=True)
class NotEvaluated:
    """A measure that no part of the run gives."""

    id: str
    title: str
    model: str


@dataclass(frozen=True)
class Outcomes:
    """Measures of every course in every future.

    Attributes
    ----------
    courses, scales
        Names of the first and of the last axis.
    values
        Shape (courses, futures, measures), in each measure's unit; NaN where a
        course failed to run in a future.
    thresholds
        Level that satisfies, by future, (futures, measures); NaN where none is set.
    not_evaluated
        Measures of the casebook that the run has no result for.
    """

    courses: tuple[str, ...]
    scales: tuple[Scale, ...]
    values: Array
    thresholds: Array
    not_evaluated: tuple[NotEvaluated, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.courses), self.futures, len(self.scales))
        if self.values.shape != shape:
            raise ValueError(f"values must have shape {shape}, got {self.values.shape}")
        if self.thresholds.shape != shape[1:]:
            raise ValueError(f"thresholds must have shape {shape[1:]}")

    @property
    def futures(self) -> int:
        """How many futures."""
        return int(self.values.shape[1])

    def scale(self, measure: str) -> Scale:
        """Return a measure's scale by its id."""
        return self.scales[self.at(measure)]

    def at(self, measure: str) -> int:
        """Return the position of a measure on the last axis.

        Raises
        ------
        ValueError
            If the run has no such measure.
        """
        ids = [s.id for s in self.scales]
        if measure not in ids:
            raise ValueError(f"no measure '{measure}' in the run; it has {ids}")
        return ids.index(measure)

    def of(self, measure: str) -> Array:
        """Return one measure, (courses, futures), in its unit."""
        return self.values[:, :, self.at(measure)]

    def failed(self) -> NDArray[np.int64]:
        """Return how many futures each course failed in, (courses,)."""
        return np.asarray(np.isnan(self.values).any(axis=2).sum(axis=1), dtype=np.int64)

    def ranked(self) -> tuple[str, ...]:
        """Return the measures that have a better and a worse."""
        return tuple(s.id for s in self.scales if s.sign)


def column(model: str, names: Sequence[str]) -> str | None:
    """Return the column of a run's table that a measure's `model` names.

    >>> column("money.payer.dod", ["cost", "cost.payer.dod"])
    'cost.payer.dod'
    """
    if model in names:
        return model
    if model in NAMES:
        return NAMES[model] if NAMES[model] in names else None
    for prefix, stands_for in PREFIXES.items():
        name = stands_for + model.removeprefix(prefix)
        if model.startswith(prefix) and name in names:
            return name
    return None


def read_outcomes(
    casebook: Casebook, run: Run, futures: Futures | None = None
) -> Outcomes:
    """Read the outcomes of a run for the casebook's measures.

    A course without a column that other courses have scored nothing on it, e.g.
    no cost to a payer that it does not call on.

    Parameters
    ----------
    futures
        The run's futures, sampled again if none.
    """
    manifest = run.manifest
    courses = tuple(manifest["courses"])
    tables = {course: run.table(course) for course in courses}
    futures = futures or sample(casebook, manifest["futures"], manifest["seed"])
    known = list(dict.fromkeys(n for t in tables.values() for n in t.column_names))
    scales, columns, missing = [], [], []
    for measure in casebook.measures.values():
        name = column(measure.model, known)
        if name is None:
            missing.append(NotEvaluated(measure.id, measure.title, measure.model))
            continue
        columns.append(name)
        scales.append(_scale(casebook, measure))
    values = np.zeros((len(courses), len(futures), len(scales)))
    for i, course in enumerate(courses):
        for j, name in enumerate(columns):
            values[i, :, j] = _values(tables[course], name)
    thresholds = np.full((len(futures), len(scales)), np.nan)
    for j, scale in enumerate(scales):
        measure = casebook.measures[scale.id]
        if measure.threshold is not None:
            thresholds[:, j] = _level(casebook, measure, futures)
    return Outcomes(courses, tuple(scales), values, thresholds, tuple(missing))


def _scale(casebook: Casebook, measure: Measure) -> Scale:
    unit = measure.unit
    if unit == "USD":
        unit = f"USD of {casebook.front.currency_year}"
    return Scale(measure.id, measure.title, unit, measure.direction, measure.row)


def _values(table: pa.Table, name: str) -> Array | float:
    if name not in table.column_names:
        return 0.0
    return np.asarray(table.column(name).to_numpy(), dtype=float)


def _level(casebook: Casebook, measure: Measure, futures: Futures) -> Array:
    """Return a measure's threshold by future, in its unit and the currency year."""
    assert measure.threshold is not None
    q = casebook.quantities[measure.threshold]
    scaled = factor(q.unit, measure.unit)
    if q.price_year:
        scaled *= deflator(casebook).factor(q.price_year)
    if measure.threshold not in futures.names:
        return np.full(len(futures), q.value * scaled)
    at = futures.names.index(measure.threshold)
    return place(q, futures.points[:, at]) * scaled
