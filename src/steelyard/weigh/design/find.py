"""Search the designs of a course for those that no other beats on every measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import nearest
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.courses import Course
from steelyard.law import law_of
from steelyard.study.futures import sample
from steelyard.study.kit import read_kit
from steelyard.weigh.design.knobs import Knob, default_knobs, names, turned
from steelyard.weigh.design.trial import Bench, Metric, Wish, bands
from steelyard.weigh.legality import breaches
from steelyard.weigh.outcomes import Scale
from steelyard.weigh.search import Front, Lever, Method, search
from steelyard.weigh.values.dominance import dominates

Array = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Ask:
    """What to search.

    Attributes
    ----------
    course
        Its id.
    knobs
        What may be set; the scale of all that it adds if empty.
    measures
        What designs are to be good at; the first of each row of the card if empty.
    budget, futures, seed
        Designs to run, futures to run them through, and the seed of both.
    metric, method
        How futures become one number, and how designs are proposed.
    taken
        Readings of the law taken as given.
    """

    course: str
    knobs: tuple[Knob, ...] = ()
    measures: tuple[str, ...] = ()
    budget: int = 32
    futures: int = 64
    seed: int = 1
    metric: Metric = "mean"
    method: Method = "walk"
    taken: Mapping[str, str] = field(default_factory=dict)


class Value(Record):
    """A measure of a design."""

    value: float
    low: float
    high: float
    """Middle two thirds of futures."""


class Design(Record):
    """A design that was run, or a course that stands beside."""

    levels: dict[str, float]
    measures: dict[str, Value]
    best: bool
    """Whether no other design that was run is as good on all and better on one."""
    beaten_by: tuple[str, ...] = ()
    """Courses beside it that are as good on all measures and better on one."""


class Designs(Record):
    """What a search found."""

    course: str
    levers: dict[str, tuple[float, ...]]
    measures: dict[str, str]
    """Measure to its unit: what was sought."""
    idle: tuple[str, ...]
    """Measures that no design moved: they do not count."""
    designs: tuple[Design, ...]
    beside: dict[str, Design]
    """Courses as they are written: doing nothing, civil ones, and this one."""
    barred: tuple[str, ...]
    """Actions of the course that no reading of the law allows."""
    method: str
    complete: bool
    grid: int
    futures: int
    seed: int
    metric: Metric


def find_designs(
    casebook: Casebook, ask: Ask, progress: Progress | None = None
) -> Designs:
    """Search a course's designs.

    All designs run through the same futures, so that differences are no noise. The
    same request gives the same result.

    Raises
    ------
    ValueError
        If the course or a measure is unknown, nothing can be set, or nothing sought.
    """
    course = _course(casebook, ask.course)
    knobs = ask.knobs or tuple(default_knobs(casebook, course))
    if not knobs:
        raise ValueError(f"the course '{course.id}' adds nothing that could be scaled")
    names(knobs)
    wishes = _wishes(casebook, ask.measures)
    futures = sample(casebook, ask.futures, ask.seed)
    bench = Bench(read_kit(casebook, ask.taken), futures, wishes, ask.metric)
    kept: dict[tuple[float, ...], Array] = {}

    def run(design: Mapping[str, float]) -> Array:
        outcomes = bench.outcomes(turned(casebook, course, design))
        kept[tuple(design.values())] = outcomes
        if progress:
            progress(len(kept), ask.budget)
        return bench.judged(outcomes)

    levers = [Lever(k.name, k.levels) for k in knobs]
    rng = np.random.default_rng([ask.seed, 11])
    found = search(run, levers, ask.budget, rng, ask.method)
    beside = {
        id_: bench.outcomes(casebook.courses[id_]) for id_ in _beside(casebook, course)
    }
    return _told(casebook, ask, bench, knobs, found, kept, beside)


def _course(casebook: Casebook, id_: str) -> Course:
    if id_ not in casebook.courses:
        near = nearest(id_, casebook.courses)
        raise ValueError(f"no course '{id_}'{f'; {near}' if near else ''}")
    if "nothing" not in casebook.courses:
        raise ValueError("the casebook has no course 'nothing' to compare with")
    return casebook.courses[id_]


def _beside(casebook: Casebook, course: Course) -> list[str]:
    civil = [c.id for c in casebook.courses.values() if c.kind in {"baseline", "civil"}]
    return list(dict.fromkeys(["nothing", *civil, course.id]))


def _wishes(casebook: Casebook, asked: Sequence[str]) -> tuple[Wish, ...]:
    measures = casebook.measures
    for id_ in asked:
        if id_ not in measures:
            near = nearest(id_, measures)
            raise ValueError(f"no measure '{id_}'{f'; {near}' if near else ''}")
        if measures[id_].direction == "neither":
            raise ValueError(f"measure '{id_}' has no better and no worse")
    if not asked:
        first: dict[str, str] = {}
        for m in measures.values():
            if m.direction != "neither" and m.row != "legality" and m.within is None:
                first.setdefault(m.row, m.id)
        asked = list(first.values())
    if not asked:
        raise ValueError("the casebook has no measure with a better and a worse")
    year = casebook.front.currency_year
    return tuple(
        Wish(
            Scale(
                id_,
                measures[id_].title,
                f"USD of {year}" if measures[id_].unit == "USD" else measures[id_].unit,
                measures[id_].direction,
                measures[id_].row,
            ),
            measures[id_].model,
        )
        for id_ in dict.fromkeys(asked)
    )


def _told(
    casebook: Casebook,
    ask: Ask,
    bench: Bench,
    knobs: Sequence[Knob],
    found: Front,
    kept: Mapping[tuple[float, ...], Array],
    beside: Mapping[str, Array],
) -> Designs:
    still = np.ptp(found.objectives, axis=0) == 0
    stands = {id_: bench.judged(o) for id_, o in beside.items()}
    law = law_of(casebook)
    stopped = breaches(casebook, [ask.course], dict(ask.taken)) if law else ()
    designs = []
    for i, levels in enumerate(found.designs):
        mine = found.objectives[i]
        designs.append(
            Design(
                levels=levels,
                measures=_values(bench, kept[tuple(levels.values())], mine),
                best=bool(found.best[i]),
                beaten_by=tuple(c for c, o in stands.items() if dominates(o, mine)),
            )
        )
    return Designs(
        course=ask.course,
        levers={k.name: k.levels for k in knobs},
        measures={w.scale.id: w.scale.unit for w in bench.wishes},
        idle=tuple(
            w.scale.id for w, idle in zip(bench.wishes, still, strict=True) if idle
        ),
        designs=tuple(designs),
        beside={
            id_: Design(levels={}, measures=_values(bench, o, stands[id_]), best=False)
            for id_, o in beside.items()
        },
        barred=tuple(sorted({b.action for b in stopped})),
        method=found.method,
        complete=found.complete,
        grid=int(np.prod([len(k.levels) for k in knobs])),
        futures=ask.futures,
        seed=ask.seed,
        metric=ask.metric,
    )


def _values(bench: Bench, outcomes: Array, judged: Array) -> dict[str, Value]:
    shown = bench.shown(judged)
    return {
        w.scale.id: Value(value=float(v), low=low, high=high)
        for w, v, (low, high) in zip(bench.wishes, shown, bands(outcomes), strict=True)
    }
