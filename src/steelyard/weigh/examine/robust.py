"""Regret and robustness of every ranked measure, with ranks and disagreement."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.quantity import Record
from steelyard.weigh.outcomes import Outcomes
from steelyard.weigh.robustness import Scores, regret, score


class Reading(Record):
    """What a metric makes of a course."""

    value: float
    """In the measure's unit, a share, or a ratio; regret as a size."""
    rank: float
    """1 is best under this metric; ties share the mean of their ranks."""


class Regret(Record):
    """How far a course falls short of the best of the same future."""

    mean: float
    p90: float
    largest: float
    future: int
    """Where the largest occurs."""
    none: float
    """Share of futures in which it has none."""


class Robustness(Record):
    """One measure under all metrics."""

    metrics: dict[str, str]
    """Metric to its label."""
    courses: dict[str, dict[str, Reading]]
    regret: dict[str, Regret]
    firsts: dict[str, tuple[str, ...]]
    """Metric to the courses that come first under it."""
    shape: tuple[str, ...]
    """Metrics that tell of the spread only; `disagreement` leaves them out."""
    disagreement: tuple[str, ...]
    """Where metrics put courses in a different order, in sentences."""
    left_out: int
    """Futures that some course failed in."""


def robustness(outcomes: Outcomes) -> dict[str, Robustness]:
    """Return the robustness of courses on every ranked measure."""
    return {measure: _one(outcomes, measure) for measure in outcomes.ranked()}


def _one(outcomes: Outcomes, measure: str) -> Robustness:
    scores = score(outcomes, measure)
    readings = {
        course: {
            m.id: Reading(
                value=float(scores.shown[i, j]), rank=float(scores.ranks[i, j])
            )
            for j, m in enumerate(scores.metrics)
        }
        for i, course in enumerate(scores.courses)
    }
    return Robustness(
        metrics={m.id: m.label for m in scores.metrics},
        courses=readings,
        regret=_regret(outcomes, measure),
        firsts={m: tuple(c) for m, c in scores.firsts().items()},
        shape=tuple(m.id for m in scores.metrics if m.shape),
        disagreement=tuple(_disagreement(scores)),
        left_out=scores.left_out,
    )


def _regret(outcomes: Outcomes, measure: str) -> dict[str, Regret]:
    size = regret(outcomes.of(measure), outcomes.scale(measure).sign)
    found = {}
    for course, row in zip(outcomes.courses, size, strict=True):
        known = row[~np.isnan(row)]
        if len(known):
            found[course] = Regret(
                mean=float(known.mean()),
                p90=float(np.quantile(known, 0.9)),
                largest=float(known.max()),
                future=int(np.nanargmax(row)),
                none=float((known == 0).mean()),
            )
    return found


def _disagreement(scores: Scores) -> list[str]:
    """Tell who comes first under which metrics, if not the same everywhere."""
    level = [j for j, m in enumerate(scores.metrics) if not m.shape]
    by: dict[tuple[str, ...], list[str]] = {}
    for j in level:
        ranks = scores.ranks[:, j]
        first = tuple(
            c for c, r in zip(scores.courses, ranks, strict=True) if r == ranks.min()
        )
        by.setdefault(first, []).append(scores.metrics[j].label)
    found = []
    if len(by) > 1:
        found = [
            f"First by {', '.join(metrics)}: {' and '.join(courses)}."
            for courses, metrics in by.items()
            if len(courses) < len(scores.courses)
        ]
    for course, row in zip(scores.courses, scores.ranks[:, level], strict=True):
        if row.max() - row.min() >= 2:
            found.append(
                f"{course} ranks from {row.min():g} to {row.max():g} depending on "
                "the metric."
            )
    return found
