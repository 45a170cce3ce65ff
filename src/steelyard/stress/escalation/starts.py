"""Several starts: whether responses settle on more than one solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.imposed import (
    imposed_allowed,
    imposed_shape,
    solve_imposed,
)
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]

STARTS = 3
"""Starts beside even play."""

DRAWS = 50
"""Draws that are looked at."""

APART = 1e-3
"""Difference of a probability that makes two solutions."""


@dataclass(frozen=True)
class Solutions:
    """What other starts led to.

    Attributes
    ----------
    starts, draws
        How many were tried, even play included.
    several
        Draws in which two starts settled on different solutions.
    """

    starts: int
    draws: int
    several: int

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(self.__dict__)


def solutions(
    game: Game, draws: Mapping[str, Array], sequence: Sequence[str], seed: int
) -> Solutions:
    """Solve some draws again from uneven play.

    A difference counts only between solutions that both settled.
    """
    some = {name: values[:DRAWS] for name, values in draws.items()}
    count = len(next(iter(some.values())))
    form = imposed_shape(game)
    allowed = imposed_allowed(game, form, sequence)[0]
    _, _, first = solve_imposed(game, some, sequence)
    differ = np.zeros(count, dtype=bool)
    for k in range(STARTS):
        key = keys(seed, f"escalation.start.{k}", np.zeros(1, dtype=np.int64))
        start = uniforms(key, form.slots)[0] ** 4 * allowed
        for s, n in enumerate(form.moves):
            rows = start[form.first[s] : form.first[s + 1]].reshape(-1, n)
            rows /= rows.sum(axis=1, keepdims=True)
        _, _, other = solve_imposed(game, some, sequence, start)
        apart = np.abs(other.strategy - first.strategy).max(axis=(1, 2)) > APART
        differ |= apart & (first.residual < 1e-6) & (other.residual < 1e-6)
    return Solutions(STARTS + 1, count, int(differ.sum()))
