"""Exponential and normal draws by the ziggurat, from keyed blocks.

References
----------
Marsaglia, Tsang: The ziggurat method for generating random variables. Journal
of Statistical Software 5(8), 2000. https://doi.org/10.18637/jss.v005.i08
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.philox import Key, join, open_unit, philox, unit53

_LAYERS = 256
_EXP_R = 7.69711747013104972
_EXP_V = 0.0039496598225815571993
_NOR_R = 3.6541528853610087963519472518
_NOR_V = 0.0049286732339746519

Column = npt.NDArray[np.float64]


def _exponential_edges() -> Column:
    x = np.zeros(_LAYERS + 1)
    x[0], x[1] = _EXP_V * math.exp(_EXP_R), _EXP_R
    for i in range(1, _LAYERS - 1):
        x[i + 1] = -math.log(math.exp(-x[i]) + _EXP_V / x[i])
    return x


def _normal_edges() -> Column:
    x = np.zeros(_LAYERS + 1)
    x[0], x[1] = _NOR_V * math.exp(0.5 * _NOR_R**2), _NOR_R
    for i in range(1, _LAYERS - 1):
        density = math.exp(-0.5 * x[i] ** 2) + _NOR_V / x[i]
        x[i + 1] = math.sqrt(-2.0 * math.log(density))
    return x


EXP_X = _exponential_edges()
EXP_F = np.exp(-EXP_X)
NOR_X = _normal_edges()
NOR_F = np.exp(-0.5 * NOR_X**2)
_255 = np.uint64(255)
_256 = np.uint64(256)


@inlined
def exponential(key: Key, block: int, w0: Any, w1: Any, w3: Any) -> float:
    """Draw from the unit exponential; further blocks are used where one fails."""
    bits = join(w0, w1)
    layer = bits & _255
    x = unit53(bits) * EXP_X[layer]
    if x < EXP_X[layer + np.uint64(1)]:
        return float(x)
    return exponential_edge(key, block, bits, w3)


@called
def exponential_edge(key: Key, block: int, bits: Any, w3: Any) -> float:
    """Finish the one exponential in ninety that falls at a layer's edge."""
    word = w3
    while True:
        layer = bits & _255
        x = unit53(bits) * EXP_X[layer]
        if x < EXP_X[layer + np.uint64(1)]:
            return float(x)
        if layer == np.uint64(0):
            return _EXP_R - math.log(open_unit(word))
        low, high = EXP_F[layer], EXP_F[layer + np.uint64(1)]
        if low + open_unit(word) * (high - low) < math.exp(-x):
            return float(x)
        block += 1
        a, b, _, word = philox(key, np.uint64(block))
        bits = join(a, b)


@inlined
def normal(key: Key, block: int, w0: Any, w1: Any, w3: Any) -> float:
    """Draw from the standard normal; further blocks are used where one fails."""
    bits = join(w0, w1)
    layer = bits & _255
    x = unit53(bits) * NOR_X[layer]
    if x < NOR_X[layer + np.uint64(1)]:
        return float(x if (bits & _256) == np.uint64(0) else -x)
    return normal_edge(key, block, bits, w3)


@called
def normal_edge(key: Key, block: int, bits: Any, w3: Any) -> float:
    """Finish the one normal in eighty that falls at a layer's edge."""
    word = w3
    while True:
        layer = bits & _255
        sign = 1.0 if (bits & _256) == np.uint64(0) else -1.0
        x = unit53(bits) * NOR_X[layer]
        if x < NOR_X[layer + np.uint64(1)]:
            return float(sign * x)
        if layer == np.uint64(0):
            return sign * normal_tail(key, block + 1)
        low, high = NOR_F[layer], NOR_F[layer + np.uint64(1)]
        if low + open_unit(word) * (high - low) < math.exp(-0.5 * x * x):
            return float(sign * x)
        block += 1
        a, b, _, word = philox(key, np.uint64(block))
        bits = join(a, b)


@called
def normal_tail(key: Key, block: int) -> float:
    """Draw beyond the last layer (Marsaglia 1964)."""
    while True:
        a, b, _, _ = philox(key, np.uint64(block))
        x = -math.log(open_unit(a)) / _NOR_R
        y = -math.log(open_unit(b))
        if y + y > x * x:
            return _NOR_R + x
        block += 1
