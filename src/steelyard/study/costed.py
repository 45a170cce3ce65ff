"""Cost lines of courses over many futures, for the ledger and what stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.money.cost import Line, lines
from steelyard.money.deflator import Deflator, deflator
from steelyard.study.activity import activity
from steelyard.study.futures import BLOCK, Futures, sample
from steelyard.study.replay import Record, records

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Costed:
    """Courses costed over the same futures.

    Attributes
    ----------
    lines
        Course id to its lines, cost of shape (futures, years).
    draws
        Quantity id to its value in each future.
    prices
        The price index.
    points
        Course id to its cost with every quantity at its value.
    """

    lines: Mapping[str, list[Line]]
    draws: Mapping[str, Array]
    prices: Deflator
    points: Mapping[str, float]


def costed(
    casebook: Casebook, courses: Iterable[str], futures: int, seed: int
) -> Costed:
    """Cost courses over futures, the same numbers that `assess` makes.

    Raises
    ------
    CasebookError
        If a course is not in the casebook.
    """
    wanted = list(dict.fromkeys(courses))
    mark = casebook.mark("casebook", casebook.id)
    unknown = [c for c in wanted if c not in casebook.courses]
    if unknown:
        raise CasebookError(
            Problem(mark, f"no course '{c}'", nearest(c, casebook.courses))
            for c in unknown
        )
    drawn = sample(casebook, futures, seed)
    with Sandbox(casebook.tables) as sandbox:
        record = records(casebook, sandbox)
    prices = deflator(casebook)
    middle = {n: np.array([q.value]) for n, q in casebook.quantities.items()}
    found: dict[str, list[Line]] = {}
    points: dict[str, float] = {}
    for course in wanted:
        blocks = [
            _block(casebook, course, drawn, slice(i, i + BLOCK), record, prices)
            for i in range(0, futures, BLOCK)
        ]
        found[course] = [_join(pieces) for pieces in zip(*blocks, strict=True)]
        windows = {id_: r.pick(np.array([0.5])) for id_, r in record.items()}
        point = _lines(casebook, course, middle, windows, prices)
        points[course] = sum(float(x.cost.sum()) for x in point)
    return Costed(found, drawn.draws(casebook.quantities), prices, points)


def _block(
    casebook: Casebook,
    course: str,
    drawn: Futures,
    rows: slice,
    record: Mapping[str, Record],
    prices: Deflator,
) -> list[Line]:
    draws = drawn.draws(casebook.quantities, rows)
    windows = {id_: r.pick(drawn.replay(rows)) for id_, r in record.items()}
    return _lines(casebook, course, draws, windows, prices)


def _lines(
    casebook: Casebook,
    course: str,
    draws: Mapping[str, Array],
    windows: Mapping[str, Array],
    prices: Deflator,
) -> list[Line]:
    parts = casebook.courses[course].parts
    active = [activity(casebook, part, draws, windows) for part in parts]
    return lines(casebook, parts, active, draws, prices)


def _join(pieces: tuple[Line, ...]) -> Line:
    return replace(
        pieces[0],
        cost=np.concatenate([p.cost for p in pieces]),
        amount=np.concatenate([p.amount for p in pieces]),
        peak=np.concatenate([p.peak for p in pieces]),
    )
