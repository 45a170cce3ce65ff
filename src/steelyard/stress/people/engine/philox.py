"""Philox2x64-10, the counter-based generator, keyed by person and visit.

A draw is a pure function of what it is for: the seed, the replication, the
person's stream and number, the station, the visit and the purpose. Two networks
simulated with one seed therefore give the same person the same luck, and their
difference is not noise.

References
----------
Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11,
2011. https://doi.org/10.1145/2063384.2063405
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

from steelyard.stress.people.engine.jit import inlined

Key: TypeAlias = tuple[Any, Any, Any, Any, Any]
"""(seed, person number, stream, replication, place), each an unsigned integer."""

Words: TypeAlias = tuple[Any, Any, Any, Any]
"""Four random words of 32 bits, each held in 64."""

_MULTIPLIER = np.uint64(0xD2B74407B1CE6E93)
_WEYL = np.uint64(0x9E3779B97F4A7C15)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_11 = np.uint64(11)

BLOCK_BITS = 10
"""Bits of the counter's last word left to the blocks of one visit."""
LAP_BITS = 10
"""Bits that count how often a person came back to where they had been."""
PLACE_BITS = 12
"""Bits that tell stations apart."""


def _generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    wide, narrow = ir.IntType(128), ir.IntType(64)
    product = builder.mul(*(builder.zext(arg, wide) for arg in args))
    halves = product, builder.lshr(product, wide(64))
    parts = [builder.trunc(half, narrow) for half in halves]
    return context.make_tuple(builder, signature.return_type, parts)


def _product(typing: Any, a: Any, b: Any) -> Any:
    """Return both halves, lower and upper, of a product of two 64-bit numbers."""
    pair = types.UniTuple(types.uint64, 2)  # type: ignore[no-untyped-call]
    return pair(types.uint64, types.uint64), _generate


product: Any = intrinsic(_product)


@inlined
def philox_pair(x: Any, y: Any, key: Any) -> Any:
    """Return the two 64-bit words of a counter (x, y) under a key."""
    for _ in range(10):
        low, high = product(_MULTIPLIER, x)
        x, y = high ^ y ^ key, low
        key = key + _WEYL
    return x, y


@inlined
def philox(key: Key, block: Any) -> Words:
    """Return block number `block` of the draws that belong to `key`."""
    seed, number, stream, replication, spot = key
    x = number | (stream << _32)
    y = (replication << _32) | spot | block
    x, y = philox_pair(x, y, seed)
    return x & _LOW, x >> _32, y & _LOW, y >> _32


@inlined
def place(station: Any, laps: Any) -> Any:
    """Pack a station's key and a person's laps into the counter's last word."""
    lap = np.uint64(laps) & np.uint64((1 << LAP_BITS) - 1)
    return (np.uint64(station) << np.uint64(LAP_BITS + BLOCK_BITS)) | (
        lap << np.uint64(BLOCK_BITS)
    )


@inlined
def join(low: Any, high: Any) -> Any:
    """Join two words into one of 64 bits."""
    return low | (high << _32)


@inlined
def open_unit(word: Any) -> float:
    """Turn a word of 32 bits into a number above 0 and below 1."""
    return (np.float64(word) + 0.5) * 2.0**-32


@inlined
def unit53(long: Any) -> float:
    """Turn a word of 64 bits into a number from 0 up to 1, by its upper 53."""
    return np.float64(long >> _11) * 2.0**-53
