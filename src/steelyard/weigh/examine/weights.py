"""Values: acceptability over all weights stated, and what one would have to believe."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Record
from steelyard.weigh.examine.material import Material, one_a_row
from steelyard.weigh.outcomes import Outcomes, Scale
from steelyard.weigh.values import (
    Preference,
    Swing,
    sample_weights,
    smaa,
    value,
    what_to_believe,
)

Array = NDArray[np.float64]

DRAWS = 10_000


class SwingRange(Record):
    """The range that a measure's weight stands for."""

    worst: float
    best: float
    unit: str
    from_results: bool
    """Read off results, because the casebook fixes none: for exploring only."""
    question: str


class Standing(Record):
    """What weights say of one course."""

    ranks: tuple[float, ...]
    """Share of weights and futures in which it has each rank."""
    central: dict[str, float] | None
    """Mean of the weights that put it first; None if none do."""
    confidence: float | None
    """Share of futures in which these weights put it first."""
    believe: dict[str, float]
    """Weights nearest to even ones that put it first on means, or come closest."""
    shortfall: float
    """0 if such weights exist; else by how much of the range it falls short."""


class Weights(Record):
    """Acceptability of courses over weights."""

    swings: dict[str, SwingRange]
    courses: dict[str, Standing]
    set_apart: tuple[str, ...]
    """Courses with an action that no reading of the law allows: not weighed."""
    draws: int
    left_out: int


def weights(
    material: Material, barred: Sequence[str] = (), seed: int = 0
) -> Weights | None:
    """Weigh courses by all weights consistent with the casebook's statements.

    One measure a row of the card, so that a total and its parts do not count twice.
    None if fewer than two such measures, or two courses, can be weighed.
    """
    outcomes = material.outcomes
    scales = one_a_row(outcomes)
    at = [i for i, c in enumerate(outcomes.courses) if c not in barred]
    courses = tuple(outcomes.courses[i] for i in at)
    columns = [outcomes.at(s.id) for s in scales]
    raw = outcomes.values[at][:, :, columns]
    whole = ~np.isnan(raw).any(axis=(0, 2))
    if len(scales) < 2 or len(courses) < 2 or not whole.any():
        return None
    swings = [_swing(material, s, raw[:, whole, k]) for k, s in enumerate(scales)]
    kept = [k for k, s in enumerate(swings) if s is not None]
    if len(kept) < 2:
        return None
    used = [s for s in swings if s is not None]
    names = tuple(s.measure for s in used)
    values = np.stack(
        [value(raw[:, whole, k], s) for k, s in zip(kept, used, strict=True)], axis=2
    )
    stated = _stated(material, names)
    drawn = sample_weights(names, DRAWS, np.random.default_rng([seed, 5]), stated)
    found = smaa(values, drawn, courses, names)
    beliefs = what_to_believe(values.mean(axis=1), courses, names, stated)
    standings = {}
    for i, belief in enumerate(beliefs):
        centre = found.central[i]
        reached = not np.isnan(centre).any()
        standings[belief.course] = Standing(
            ranks=tuple(float(r) for r in found.ranks[i]),
            central=_named(names, centre) if reached else None,
            confidence=float(found.confidence[i]) if reached else None,
            believe=belief.weights,
            shortfall=belief.shortfall,
        )
    return Weights(
        swings={s.measure: _range(s) for s in used},
        courses=standings,
        set_apart=tuple(c for c in outcomes.courses if c in barred),
        draws=DRAWS,
        left_out=int((~whole).sum()),
    )


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {n: float(v) for n, v in zip(names, values, strict=True)}


def _range(swing: Swing) -> SwingRange:
    return SwingRange(
        worst=swing.worst,
        best=swing.best,
        unit=swing.unit,
        from_results=swing.from_results,
        question=swing.question(),
    )


def _swing(material: Material, scale: Scale, values: Array) -> Swing | None:
    """Return the range fixed in the casebook, or the one that results span."""
    fixed = material.casebook.measures[scale.id].swing
    if fixed is not None:
        return Swing(scale.id, scale.title, scale.unit, *fixed)
    low, high = float(values.min()), float(values.max())
    if low == high:
        return None
    ends = (low, high) if scale.sign > 0 else (high, low)
    return Swing(scale.id, scale.title, scale.unit, *ends, from_results=True)


def _stated(material: Material, names: Sequence[str]) -> Preference:
    given = {n: material.casebook.measures[n].weight for n in names}
    return Preference(bounds={n: w for n, w in given.items() if w is not None})


def evaluated_rows(outcomes: Outcomes) -> set[str]:
    """Return the rows of the card with a measure that can be ranked."""
    return {s.row for s in outcomes.scales if s.sign}
