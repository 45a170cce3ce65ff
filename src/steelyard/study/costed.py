"""Cost lines of courses over many futures, for the ledger and what stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.study.chain import only, run_chain
from steelyard.study.futures import blocks, sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.scene import Scene, middle, scene

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
    casebook: Casebook,
    courses: Iterable[str],
    futures: int,
    seed: int,
    kit: Kit | None = None,
) -> Costed:
    """Cost courses over futures, the same numbers that `assess` makes.

    Parameters
    ----------
    kit
        The casebook made ready, if it is at hand.

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
    kit = kit or read_kit(casebook)
    scenes = [scene(kit, drawn, rows) for rows in blocks(futures)]
    point = middle(kit)
    still = replace(kit, game=None)  # one path is no middle of many
    found: dict[str, list[Line]] = {}
    points: dict[str, float] = {}
    for course in wanted:
        pieces = [_lines(kit, here, course) for here in scenes]
        found[course] = [_join(same) for same in zip(*pieces, strict=True)]
        here = _lines(still, point, course)
        points[course] = sum(float(x.cost.sum()) for x in here)
    return Costed(found, drawn.draws(casebook.quantities), kit.prices, points)


def _lines(kit: Kit, here: Scene, course: str) -> list[Line]:
    _, given = run_chain(kit, here, course, only("cost"))
    lines: list[Line] = given["lines"]
    return lines


def _join(pieces: tuple[Line, ...]) -> Line:
    return replace(
        pieces[0],
        cost=np.concatenate([p.cost for p in pieces]),
        amount=np.concatenate([p.amount for p in pieces]),
        peak=np.concatenate([p.peak for p in pieces]),
    )
