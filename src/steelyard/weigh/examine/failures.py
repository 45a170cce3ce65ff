"""Where each course fails: the conditions, as boxes and sentences."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Record
from steelyard.weigh.discovery.box import Box
from steelyard.weigh.discovery.discover import (
    Discovery,
    as_failed,
    discover,
    worst_share,
)
from steelyard.weigh.discovery.sentence import sentence
from steelyard.weigh.examine.material import Material
from steelyard.weigh.examine.words import amount

Array = NDArray[np.float64]

MOST_ROWS = 10_000
"""Futures looked at; the first of a sample are a sample."""

WORST = 0.2
"""Share of futures told apart where no threshold says what failing is."""


class Bound(Record):
    """A limit of a box against the full range."""

    input: str
    low: float | None = None
    high: float | None = None
    kept: tuple[float, ...] | None = None
    range: tuple[float, float]
    quasi_p: float
    """Could be chance; small is sure."""
    stability: float
    """Share of half samples in which the same input is limited."""


class Point(Record):
    """A box on the curve of coverage and density."""

    coverage: float
    density: float
    limits: int


class Failure(Record):
    """Where a course fails on a measure."""

    measure: str
    says: str
    """One sentence with numbers."""
    failing: str
    """What counts as failing here."""
    share: float
    """Share of futures that fail."""
    coverage: float
    density: float
    bounds: tuple[Bound, ...]
    curve: tuple[Point, ...]
    tree: str
    """What a small classification tree finds, as a check."""
    agrees: bool
    """Whether the tree limits an input that the box limits."""
    rows: int
    unknown: int
    """Futures without a result, left out."""


def failures(material: Material, measure: str, seed: int = 0) -> dict[str, Failure]:
    """Return where each course fails; courses that never or always do are left out."""
    outcomes = material.outcomes
    found = {}
    for course in outcomes.courses:
        failure = _one(material, course, measure, seed)
        if failure is not None:
            found[course] = failure
    return found


def _one(material: Material, course: str, measure: str, seed: int) -> Failure | None:
    outcomes = material.outcomes
    scale, j = outcomes.scale(measure), outcomes.at(measure)
    values = outcomes.values[outcomes.courses.index(course), :MOST_ROWS, j]
    level = outcomes.thresholds[:MOST_ROWS, j]
    columns = material.rests_on([course], measure)
    known = values[~np.isnan(values)]
    if not columns or len(known) < 50 or np.ptp(known) == 0:
        return None
    if np.isnan(level).any():
        failed = worst_share(values, scale.sign, WORST)
        edge = float(np.quantile(scale.sign * known, WORST)) * scale.sign
        side = "at most" if scale.sign > 0 else "at least"
        what = f"is among the worst fifth ({side} {amount(edge, scale.unit)})"
    else:
        failed = as_failed(values, scale.sign, level)
        what = "misses the threshold"
    names = tuple(material.names[c] for c in columns)
    inputs = material.inputs[:MOST_ROWS, columns]
    rng = _rng(seed, course, measure)
    result = discover(inputs, failed, names, rng)
    if result is None:
        return None
    return _failure(material, result, inputs, measure, what)


def _failure(
    material: Material, found: Discovery, inputs: Array, measure: str, what: str
) -> Failure:
    box, names = found.box, found.names

    def told(of: Box) -> str:
        return sentence(of, names, material.phrases, material.show, what=what)

    return Failure(
        measure=measure,
        says=told(box),
        failing=what,
        share=box.cases / box.rows,
        coverage=box.coverage,
        density=box.density,
        bounds=tuple(_bound(found, c, inputs[:, c]) for c in box.limits),
        curve=tuple(
            Point(coverage=b.coverage, density=b.density, limits=len(b.limits))
            for b in found.trajectory.boxes
        ),
        tree=told(found.tree),
        agrees=bool(set(found.tree.limits) & set(box.limits)),
        rows=box.rows,
        unknown=found.unknown,
    )


def _bound(found: Discovery, column: int, values: Array) -> Bound:
    limit = found.box.limits[column]
    known = values[~np.isnan(values)]
    return Bound(
        input=found.names[column],
        low=float(limit.low) if np.isfinite(limit.low) else None,
        high=float(limit.high) if np.isfinite(limit.high) else None,
        kept=None if limit.kept is None else tuple(sorted(limit.kept)),
        range=(float(known.min()), float(known.max())),
        quasi_p=found.quasi_p[column],
        stability=found.stability.get(column, 0.0),
    )


def _rng(seed: int, *names: str) -> np.random.Generator:
    """Return a stream of its own for each course and measure."""
    digest = hashlib.sha256("|".join(names).encode()).digest()
    key = int.from_bytes(digest[:8], "big")
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key,)))
