"""Values: acceptability over all weights stated, and what one would have to believe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.measures import Stakeholder
from steelyard.weigh.examine.material import Material, to_weigh
from steelyard.weigh.outcomes import Outcomes, Scale
from steelyard.weigh.values import (
    Preference,
    Swing,
    sample_weights,
    smaa,
    value,
    what_to_believe,
)
from steelyard.weigh.values.voices import heard, stated_in_words

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
    says: str = ""
    """Where the range comes from."""
    outside: float = 0.0
    """Share of results, over courses and futures, that lie outside of it."""
    results: tuple[float, float] | None = None
    """Lowest and highest result."""


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


class Voice(Record):
    """What follows from one stakeholder's statement."""

    title: str
    stated: tuple[str, ...]
    """The statement in sentences."""
    courses: dict[str, Standing]
    """Empty if no weights fit the statement."""
    unheard: tuple[str, ...] = ()
    """Measures of the statement that this run cannot weigh."""


class Weights(Record):
    """Acceptability of courses over weights."""

    swings: dict[str, SwingRange]
    courses: dict[str, Standing]
    """Over all weights, as if nothing had been stated."""
    voices: dict[str, Voice] = {}
    """By stakeholder; none of them is a default."""
    set_apart: tuple[str, ...]
    """Courses with an action that no reading of the law allows: not weighed."""
    draws: int
    left_out: int


@dataclass(frozen=True)
class _Table:
    """Courses by futures by measures, from 0 to 1."""

    courses: tuple[str, ...]
    measures: tuple[str, ...]
    values: Array


def weights(
    material: Material,
    barred: Sequence[str] = (),
    seed: int = 0,
    stakeholders: Mapping[str, Stakeholder] | None = None,
) -> Weights | None:
    """Weigh courses by all weights, and by all that fit each stakeholder's statement.

    A course that the law bars on every reading is set apart first, and legality is
    never weighed. None if fewer than two measures, or two courses, can be weighed.

    Parameters
    ----------
    stakeholders
        Whose statements to hear; those of the casebook if None.
    """
    outcomes = material.outcomes
    scales = to_weigh(material)
    at = [i for i, c in enumerate(outcomes.courses) if c not in barred]
    courses = tuple(outcomes.courses[i] for i in at)
    raw = outcomes.values[at][:, :, [outcomes.at(s.id) for s in scales]]
    whole = ~np.isnan(raw).any(axis=(0, 2))
    if len(scales) < 2 or len(courses) < 2 or not whole.any():
        return None
    swings = [_swing(material, s, raw[:, whole, k]) for k, s in enumerate(scales)]
    kept = {k: s for k, s in enumerate(swings) if s is not None}
    if len(kept) < 2:
        return None
    values = [value(raw[:, whole, k], s) for k, s in kept.items()]
    names = tuple(s.measure for s in kept.values())
    table = _Table(courses, names, np.stack(values, axis=2))
    said = material.casebook.stakeholders if stakeholders is None else stakeholders
    return Weights(
        swings={
            s.measure: _range(material, s, raw[:, whole, k]) for k, s in kept.items()
        },
        courses=_standings(table, None, seed),
        voices={id_: _voice(material, table, who, seed) for id_, who in said.items()},
        set_apart=tuple(c for c in outcomes.courses if c in barred),
        draws=DRAWS,
        left_out=int((~whole).sum()),
    )


def _voice(material: Material, table: _Table, who: Stakeholder, seed: int) -> Voice:
    stated, unheard = heard(who, table.measures)
    try:
        found = _standings(table, stated, seed)
    except ValueError:
        found = {}
    titles = {id_: m.title for id_, m in material.casebook.measures.items()}
    return Voice(
        title=who.title,
        stated=tuple(stated_in_words(stated, titles)),
        courses=found,
        unheard=unheard,
    )


def _standings(
    table: _Table, stated: Preference | None, seed: int
) -> dict[str, Standing]:
    """Return each course's standing over all weights that fit a statement.

    Raises
    ------
    ValueError
        If no weights fit it.
    """
    names = table.measures
    drawn = sample_weights(names, DRAWS, np.random.default_rng([seed, 5]), stated)
    found = smaa(table.values, drawn, table.courses, names)
    means = table.values.mean(axis=1)
    standings = {}
    for i, belief in enumerate(what_to_believe(means, table.courses, names, stated)):
        centre = found.central[i]
        reached = not np.isnan(centre).any()
        standings[belief.course] = Standing(
            ranks=tuple(float(r) for r in found.ranks[i]),
            central=_named(names, centre) if reached else None,
            confidence=float(found.confidence[i]) if reached else None,
            believe=belief.weights,
            shortfall=belief.shortfall,
        )
    return standings


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {n: float(v) for n, v in zip(names, values, strict=True)}


def _range(material: Material, swing: Swing, values: Array) -> SwingRange:
    low, high = sorted((swing.worst, swing.best))
    return SwingRange(
        worst=swing.worst,
        best=swing.best,
        unit=swing.unit,
        from_results=swing.from_results,
        question=swing.question(),
        says=material.casebook.measures[swing.measure].swing_says,
        outside=float(((values < low) | (values > high)).mean()),
        results=(float(values.min()), float(values.max())),
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


def evaluated_rows(outcomes: Outcomes) -> set[str]:
    """Return the rows of the card with a measure that can be ranked."""
    return {s.row for s in outcomes.scales if s.sign}
