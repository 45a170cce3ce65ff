"""What matters: which inputs a course's difference from doing nothing depends on."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.quantity import Record
from steelyard.weigh.examine.failures import _rng
from steelyard.weigh.examine.material import BASELINE, Material
from steelyard.weigh.sensitivity import pawn, tornado

MOST_ROWS = 5_000
"""Futures that indices are computed on."""

MOST_BARS = 12


class Influence(Record):
    """One bar of the tornado, with the input's PAWN index."""

    input: str
    phrase: str
    low: float
    """Mean difference where the input is in its lowest sixth."""
    high: float
    """Mean difference where it is in its highest sixth."""
    error: float
    """Half width of the 95 % interval of high less low."""
    sure: bool
    """Whether that interval leaves out zero."""
    at_low: float
    at_high: float
    pawn: float
    pawn_low: float
    pawn_high: float
    above_chance: bool
    """Whether the PAWN interval lies above what an input without effect scores."""


class Matters(Record):
    """What a course's difference from the baseline depends on."""

    measure: str
    baseline: str
    inputs: tuple[Influence, ...]
    """Widest first."""
    chance: float
    """PAWN index of an input without effect."""
    rows: int
    failed: int


def matters(material: Material, measure: str, seed: int = 0) -> dict[str, Matters]:
    """Return what matters to each course, PAWN since inputs may be discrete.

    Courses that never differ from the baseline, and the baseline itself, have none.
    """
    outcomes = material.outcomes
    if BASELINE not in outcomes.courses:
        return {}
    values = outcomes.of(measure)[:, :MOST_ROWS]
    base = values[outcomes.courses.index(BASELINE)]
    found = {}
    for i, course in enumerate(outcomes.courses):
        difference = values[i] - base
        known = difference[~np.isnan(difference)]
        if course == BASELINE or len(known) < 50 or np.ptp(known) == 0:
            continue
        found[course] = _one(material, course, measure, difference, seed)
    return found


def _one(
    material: Material,
    course: str,
    measure: str,
    difference: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    seed: int,
) -> Matters:
    columns = material.rests_on([course, BASELINE], measure)
    names = [material.names[c] for c in columns]
    inputs = material.inputs[:MOST_ROWS, columns]
    index = pawn(inputs, difference, _rng(seed, course, measure, "pawn"))
    at = {name: k for k, name in enumerate(names)}
    above = index.above_chance()
    bars = tornado(inputs, difference, names)
    return Matters(
        measure=measure,
        baseline=BASELINE,
        inputs=tuple(
            Influence(
                input=bar.input,
                phrase=material.phrase(bar.input),
                low=bar.low,
                high=bar.high,
                error=bar.error,
                sure=bar.sure,
                at_low=bar.at_low,
                at_high=bar.at_high,
                pawn=float(index.value[at[bar.input]]),
                pawn_low=float(index.low[at[bar.input]]),
                pawn_high=float(index.high[at[bar.input]]),
                above_chance=bool(above[at[bar.input]]),
            )
            for bar in bars[:MOST_BARS]
        ),
        chance=index.floor,
        rows=index.used,
        failed=index.failed,
    )
