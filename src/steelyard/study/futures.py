"""Futures: one draw of everything uncertain, by replicated Latin hypercubes.

Each quantity has a stream of its own, keyed by the seed and its id, and each block
of futures is a Latin hypercube of its own. So a quantity's draws do not move when
another is added to the casebook, the first futures of a larger sample are those of
a smaller one, and any worker can make any block.

References
----------
McKay, Beckman and Conover (1979), Technometrics 21; Iman (1981) on replicated
Latin hypercube samples. Points by `scipy.stats.qmc`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import (
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Quantity,
    Triangular,
    Uniform,
)
from steelyard.money.correlation import correlate

Array = NDArray[np.float64]

REPLAY = "replay"
"""The dimension that says from when the record is replayed."""

BLOCK = 256
"""Futures in one block, each quantity stratified within it."""

_EDGE = 2.0**-40


@dataclass(frozen=True)
class Futures:
    """Draws of all uncertain quantities.

    Attributes
    ----------
    seed
        The seed of all streams.
    names
        Uncertain quantities, sorted, `replay` last.
    points
        Positions in the unit cube, shape (futures, names).
    """

    seed: int
    names: tuple[str, ...]
    points: Array

    def __len__(self) -> int:
        return int(self.points.shape[0])

    def draws(
        self, quantities: Mapping[str, Quantity], rows: slice = slice(None)
    ) -> dict[str, Array]:
        """Return the value of every quantity in each future, in its own unit.

        Parameters
        ----------
        quantities
            All quantities, the certain ones included.
        rows
            Which futures.

        Returns
        -------
        Quantity id to an array of shape (futures,).
        """
        part = self.points[rows]
        column = {name: i for i, name in enumerate(self.names)}
        return {
            id_: (
                place(quantity, part[:, column[id_]])
                if id_ in column
                else np.full(part.shape[0], quantity.value)
            )
            for id_, quantity in quantities.items()
        }

    def replay(self, rows: slice = slice(None)) -> Array:
        """Return the position of the replay's start, in [0, 1); (futures,)."""
        return self.points[rows, self.names.index(REPLAY)]


def blocks(futures: int, size: int = BLOCK) -> list[slice]:
    """Cut futures into blocks."""
    return [slice(c, min(c + size, futures)) for c in range(0, futures, size)]


def sample(casebook: Casebook, futures: int, seed: int) -> Futures:
    """Sample futures.

    The first n futures of a larger sample with the same seed are the same.

    Parameters
    ----------
    casebook
        Its quantities with a range or a distribution are drawn.
    futures
        How many.
    seed
        Any whole number from 0.

    Raises
    ------
    ValueError
        If `futures` is below 1 or `seed` below 0.
    """
    if futures < 1:
        raise ValueError(f"futures must be at least 1, got {futures}")
    if seed < 0:
        raise ValueError(f"seed must be at least 0, got {seed}")
    names = sorted(id_ for id_, q in casebook.quantities.items() if q.uncertain)
    names.append(REPLAY)
    points = np.stack([_stream(name, futures, seed) for name in names], axis=1)
    points = np.clip(points, _EDGE, 1 - _EDGE)
    for group in casebook.budget.correlation if casebook.budget else ():
        at = [names.index(name) for name in group.quantities if name in names]
        common = _stream(f"correlation.{group.id}", futures, seed)
        rho = casebook.quantities[group.rho].value
        common = np.clip(common, _EDGE, 1 - _EDGE)
        points[:, at] = correlate(points[:, at], common, rho)
    return Futures(seed, tuple(names), np.clip(points, _EDGE, 1 - _EDGE))


def _stream(name: str, futures: int, seed: int) -> Array:
    """Return positions of one quantity, stratified within each block."""
    from scipy.stats import qmc

    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    blocks = []
    for block in range(-(-futures // BLOCK)):
        root = np.random.SeedSequence(seed, spawn_key=(key, block))
        cube = qmc.LatinHypercube(d=1, rng=np.random.default_rng(root))
        blocks.append(cube.random(BLOCK)[:, 0])
    return np.concatenate(blocks)[:futures]


def place(quantity: Quantity, u: Array) -> Array:
    """Carry positions in the unit interval to values of a quantity.

    A range, where no probability is known, is covered evenly.
    """
    if quantity.range is not None:
        low, high = quantity.range
        return low + u * (high - low)
    if quantity.distribution is not None:
        return inverse(quantity.distribution, u)
    return np.full_like(u, quantity.value)


def inverse(distribution: Distribution, u: Array) -> Array:
    """Return the quantile function of a distribution at `u`."""
    from scipy.special import ndtr, ndtri

    match distribution:
        case Uniform(low=low, high=high):
            return low + u * (high - low)
        case Triangular(low=low, mode=mode, high=high):
            span = high - low
            cut = (mode - low) / span
            rising = low + np.sqrt(u * span * (mode - low))
            falling = high - np.sqrt((1 - u) * span * (high - mode))
            return np.where(u < cut, rising, falling)
        case Normal(mean=mean, sd=sd, low=bottom, high=top):
            a = 0.0 if bottom is None else float(ndtr((bottom - mean) / sd))
            b = 1.0 if top is None else float(ndtr((top - mean) / sd))
            inside: Array = mean + sd * ndtri(a + u * (b - a))
            return inside
        case Lognormal(median=median, p90=p90):
            sigma = np.log(p90 / median) / ndtri(0.9)
            spread: Array = median * np.exp(sigma * ndtri(u))
            return spread
        case Discrete(values=values, weights=weights):
            at = np.searchsorted(np.cumsum(weights), u, side="right")
            picked: Array = np.asarray(values)[np.minimum(at, len(values) - 1)]
            return picked
