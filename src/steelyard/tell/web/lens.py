"""Look at a run through a choice: a course, a measure, a region of futures, weights.

Every view of the page is made from the same choice, so they always show the same
futures. A share of futures is not a chance: ranges are covered evenly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.study.futures import REPLAY, sample
from steelyard.study.store import Run
from steelyard.tell.show import is_money, unit_words
from steelyard.weigh.examine.material import Material, gather, to_weigh
from steelyard.weigh.outcomes import Scale, read_outcomes
from steelyard.weigh.values import Swing, value

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

MOST_POINTS = 600
LEAST = 20
"""Futures below which shares say little."""


@dataclass(frozen=True)
class Lens:
    """What the reader chose.

    Attributes
    ----------
    course, measure
        What is looked at.
    input
        An uncertain quantity (or the replay) that spans the region.
    low, high
        Ends of the region on it; the whole range where None.
    points
        Importance of the full swing of each weighed measure, from 0 to 100.
    apart
        Courses that are shown and not weighed, since no reading of the law allows
        all of their actions.
    """

    course: str
    measure: str
    input: str
    low: float | None = None
    high: float | None = None
    points: Mapping[str, float] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A course, as the lens shows it.

    Attributes
    ----------
    middle, low, high
        Median and middle two thirds in the region.
    whole
        Median over all futures.
    best
        Share of the region's futures in which no course does better; None for a
        measure without a better and a worse.
    regret
        Mean distance to the best course of each future.
    score, first
        Mean weighted value from 0 to 1, and the share of futures in which it is
        highest; None where nothing is weighed.
    """

    course: str
    title: str
    middle: float
    low: float
    high: float
    whole: float
    best: float | None
    regret: float | None
    score: float | None
    first: float | None


@dataclass(frozen=True)
class Sight:
    """What the lens shows.

    Attributes
    ----------
    rows
        All courses, in the order of the run.
    futures, inside
        Futures in all, and in the region.
    span
        Lowest and highest value of the input over all futures.
    x, y, within
        Input and measure of the chosen course, (points,), and which lie inside.
    """

    rows: tuple[Row, ...]
    scale: Scale
    futures: int
    inside: int
    span: tuple[float, float]
    x: Array
    y: Array
    within: Mask


def read(casebook: Casebook, run: Run) -> Material:
    """Read a run's outcomes with the inputs that made them."""
    manifest = run.manifest
    futures = sample(casebook, manifest["futures"], manifest["seed"])
    return gather(casebook, read_outcomes(casebook, run, futures), futures)


def inputs(material: Material, course: str) -> list[str]:
    """Return the uncertain inputs that a course rests on, the strongest unknown."""
    return [material.names[i] for i in material.rests_on([course])]


def swings(material: Material) -> list[Swing]:
    """Return the measures that can be weighed."""
    found = []
    for scale in to_weigh(material):
        fixed = material.casebook.measures[scale.id].swing
        if fixed is not None:
            found.append(Swing(scale.id, scale.title, scale.unit, *fixed))
            continue
        values = material.outcomes.of(scale.id)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        if low < high:
            ends = (low, high) if scale.sign > 0 else (high, low)
            found.append(
                Swing(scale.id, scale.title, scale.unit, *ends, from_results=True)
            )
    return found


def look(material: Material, lens: Lens) -> Sight:
    """Return what a lens shows.

    Raises
    ------
    ValueError
        If it names a course, measure or input that the run lacks.
    """
    outcomes = material.outcomes
    if lens.course not in outcomes.courses:
        raise ValueError(f"no course '{lens.course}' in the run")
    if lens.input not in material.names:
        raise ValueError(f"no input '{lens.input}' in the run")
    scale = outcomes.scale(lens.measure)
    x = material.inputs[:, material.names.index(lens.input)]
    inside = np.ones(len(x), dtype=bool)
    if lens.low is not None:
        inside &= x >= lens.low
    if lens.high is not None:
        inside &= x <= lens.high
    values = outcomes.of(lens.measure)
    inside &= ~np.isnan(outcomes.values).any(axis=(0, 2))
    rows = _rows(material, lens, scale, values, inside) if inside.any() else ()
    at = outcomes.courses.index(lens.course)
    step = max(1, -(-len(x) // MOST_POINTS))
    return Sight(
        rows,
        scale,
        len(x),
        int(inside.sum()),
        (float(x.min()), float(x.max())),
        x[::step],
        values[at, ::step],
        inside[::step],
    )


def _rows(
    material: Material, lens: Lens, scale: Scale, values: Array, inside: Mask
) -> tuple[Row, ...]:
    outcomes = material.outcomes
    part = values[:, inside]
    best, regret = _best(part, scale.sign)
    score, first = _weighed(material, lens, inside)
    low, middle, high = np.quantile(part, (1 / 6, 0.5, 5 / 6), axis=1)
    whole = np.nanmedian(values, axis=1)
    return tuple(
        Row(
            id_,
            material.casebook.courses[id_].title,
            float(middle[i]),
            float(low[i]),
            float(high[i]),
            float(whole[i]),
            None if best is None else float(best[i]),
            None if regret is None else float(regret[i]),
            _known(score, i),
            _known(first, i),
        )
        for i, id_ in enumerate(outcomes.courses)
    )


def _known(values: Array | None, at: int) -> float | None:
    return None if values is None or np.isnan(values[at]) else float(values[at])


def _best(part: Array, sign: float) -> tuple[Array | None, Array | None]:
    if not sign:
        return None, None
    good = part * sign
    top = good.max(axis=0)
    return (good == top).mean(axis=1), (top - good).mean(axis=1)


def _weighed(
    material: Material, lens: Lens, inside: Mask
) -> tuple[Array | None, Array | None]:
    """Return mean weighted values and shares of futures in first place."""
    outcomes = material.outcomes
    used = [s for s in swings(material) if lens.points.get(s.measure, 0.0) > 0]
    if not used:
        return None, None
    points = np.array([lens.points[s.measure] for s in used])
    weights = points / points.sum()
    scored = sum(
        w * value(outcomes.of(s.measure)[:, inside], s)
        for w, s in zip(weights, used, strict=True)
    )
    assert not isinstance(scored, int)
    aside = np.array([course in lens.apart for course in outcomes.courses])
    if aside.all():
        return None, None
    scored = np.where(aside[:, None], np.nan, scored)
    ahead = scored >= np.nanmax(scored, axis=0) - 1e-12
    first = (ahead / ahead.sum(axis=0)).mean(axis=1)
    return scored.mean(axis=1), np.where(aside, np.nan, first)


def phrase(material: Material, name: str) -> str:
    """Return what an input is, with its unit."""
    if name == REPLAY:
        return "start of the replayed record (share of the way through it)"
    q = material.casebook.quantities[name]
    unit = q.unit if is_money(q.unit) else unit_words(q.unit)
    return f"{q.says or name} ({unit})" if unit else q.says or name
