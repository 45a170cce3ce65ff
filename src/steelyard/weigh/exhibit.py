"""The examination of a run as the page shows it, and a sample of its futures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.study.futures import sample
from steelyard.study.store import Run
from steelyard.weigh.examine.examination import examine_material
from steelyard.weigh.examine.material import gather
from steelyard.weigh.legality import Breach
from steelyard.weigh.outcomes import Outcomes, read_outcomes
from steelyard.weigh.pathways.routes import routes

FRONT = 7
"""Measures shown up front: what a reader can hold side by side."""

SAMPLE = 12
"""Futures of each course that the explorer draws."""


def barred_by(breaches: Iterable[Breach]) -> dict[str, tuple[str, ...]]:
    """Return what no reading of the law allows, in words, by course."""
    barred: dict[str, tuple[str, ...]] = {}
    for breach in breaches:
        says = f"{breach.action} ({breach.system}): {breach.says}"
        barred[breach.course] = (*barred.get(breach.course, ()), says)
    return barred


def exhibit(casebook: Casebook, run: Run, breaches: Sequence[Breach]) -> dict[str, Any]:
    """Return what the sections on weighing are made from.

    Returns
    -------
    `examination`, the whole of it; `front`, the measures up front; `failures`, on each
    of those that can be ranked; `sample`, course: measure: values in the first futures;
    `pathways`, see `weigh.pathways.routes`.
    """
    manifest = run.manifest
    futures = sample(casebook, manifest["futures"], manifest["seed"])
    outcomes = read_outcomes(casebook, run, futures)
    material = gather(casebook, outcomes, futures)
    found = examine_material(material, run.id, barred=barred_by(breaches))
    shown = front(outcomes)
    return {
        "examination": found.model_dump(mode="json"),
        "front": shown,
        "sample": _sample(outcomes, shown),
        "pathways": routes(
            casebook, manifest["courses"], manifest["futures"], manifest["seed"]
        ),
    }


def front(outcomes: Outcomes) -> list[str]:
    """Choose measures to show first: each row's first that courses differ on.

    Rows in the order of the measures; then further measures, up to seven in all.
    """
    telling = [s for s in outcomes.scales if s.sign and _differs(outcomes, s.id)]
    first = {s.row: s.id for s in reversed(telling)}
    chosen = [s.id for s in telling if first[s.row] == s.id]
    chosen += [s.id for s in telling if s.id not in chosen and s.row == "effect"]
    kept = set(chosen[:FRONT])
    return [s.id for s in telling if s.id in kept]


def _differs(outcomes: Outcomes, measure: str) -> bool:
    values = outcomes.of(measure)
    return bool(np.nanmax(np.ptp(values, axis=0)) > 0)


def _sample(outcomes: Outcomes, measures: Sequence[str]) -> dict[str, Any]:
    count = min(SAMPLE, outcomes.futures)
    return {
        course: {
            m: [float(f"{v:.4g}") for v in outcomes.of(m)[i, :count]] for m in measures
        }
        for i, course in enumerate(outcomes.courses)
    }
