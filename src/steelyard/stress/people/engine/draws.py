"""Draws of service, patience and travel times, in hours.

References
----------
Marsaglia, Tsang: A simple method for generating gamma variables. ACM
Transactions on Mathematical Software 26(3), 2000.
https://doi.org/10.1145/358407.358414
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import (
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LOGNORMAL,
    PHASES,
    STEPS,
)
from steelyard.stress.people.engine.philox import Key, open_unit, philox
from steelyard.stress.people.engine.ziggurat import exponential, normal

_MOST_BLOCKS = 1000


@inlined
def duration(
    key: Key, block: int, w0: Any, w1: Any, w3: Any, law: Any, tab: Any
) -> float:
    """Draw a duration in hours.

    Parameters
    ----------
    key, block, w0, w1, w3
        Whose draw it is, and the words of its first block.
    law
        One record of the table of distributions.
    tab
        The table of numbers that distributions refer to.
    """
    if law.kind == EXPONENTIAL:
        return float(law.a * exponential(key, block, w0, w1, w3))
    if law.kind == FIXED:
        return float(law.a)
    if law.kind == LOGNORMAL:
        return math.exp(law.a + law.b * normal(key, block, w0, w1, w3))
    return rarer(key, block, w0, law, tab)


@called
def rarer(key: Key, block: int, w0: Any, law: Any, tab: Any) -> float:
    """Draw from the kinds that need a loop."""
    if law.kind == GAMMA:
        return law.b * gamma(key, block + 1, law.a)  # type: ignore[no-any-return]
    if law.kind == PHASES:
        return phases(key, block + 1, open_unit(w0), law.first, tab)
    return by_table(open_unit(w0), law, tab)


@called
def gamma(key: Key, block: int, shape: float) -> float:
    """Draw from the gamma distribution of scale 1."""
    boost = 1.0
    if shape < 1.0:
        _, _, word, _ = philox(key, np.uint64(block))
        boost = open_unit(word) ** (1.0 / shape)
        shape += 1.0
        block += 1
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while block < _MOST_BLOCKS:
        w0, w1, w2, w3 = philox(key, np.uint64(block))
        x = normal(key, block, w0, w1, w3)
        block += 8  # seven blocks are left to the normal's own retries
        v = (1.0 + c * x) ** 3
        if v <= 0.0:
            continue
        if math.log(open_unit(w2)) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return boost * d * v
    return boost * d


@called
def phases(key: Key, block: int, u: float, first: int, tab: Any) -> float:
    """Walk a phase-type distribution until it is absorbed.

    The table holds, from `first`: the number of phases m; m cumulated
    probabilities of the first phase; then for each phase its mean stay and m
    cumulated probabilities of the next phase (what lacks to one is the end).
    """
    m = int(tab[first])
    phase = 0
    while phase < m - 1 and u >= tab[first + 1 + phase]:
        phase += 1
    total = 0.0
    while phase < m and block < _MOST_BLOCKS:
        row = first + 1 + m + phase * (m + 1)
        w0, w1, w2, w3 = philox(key, np.uint64(block))
        total += tab[row] * exponential(key, block, w0, w1, w3)
        block += 4
        u = open_unit(w2)
        phase = 0
        while phase < m and u >= tab[row + 1 + phase]:
            phase += 1
    return total


@called
def by_table(u: float, law: Any, tab: Any) -> float:
    """Read a quantile from pairs (cumulated probability, value)."""
    first = np.int64(law.first)
    i = first
    while i < law.last - 2 and u > tab[i]:
        i += 2
    if law.kind == STEPS or i == first:
        return tab[i + 1]  # type: ignore[no-any-return]
    p0, x0, p1, x1 = tab[i - 2], tab[i - 1], tab[i], tab[i + 1]
    return x0 + (x1 - x0) * min(1.0, (u - p0) / (p1 - p0))  # type: ignore[no-any-return]
