"""Regret and robustness of every ranked measure, with ranks and disagreement."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.quantity import Record
from steelyard.weigh.outcomes import Outcomes
from steelyard.weigh.robustness import METRICS, Scores, regret, score


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
    by: dict[tuple[str, ...], list[str]] = {}
    for metric, courses in scores.firsts().items():
        by.setdefault(tuple(courses), []).append(METRICS[metric].label)
    if len(by) < 2:
        return []
    found = [
        f"First by {', '.join(metrics)}: {' and '.join(courses)}."
        for courses, metrics in by.items()
        if len(courses) < len(scores.courses)
    ]
    moved = {c: r for c, r in scores.spread().items() if r[1] - r[0] >= 2}
    found += [
        f"{course} ranks from {low:g} to {high:g} depending on the metric."
        for course, (low, high) in moved.items()
    ]
    return found
