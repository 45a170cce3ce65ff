"""Philox4x32-10, the counter-based generator, keyed by person and visit.

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

from steelyard.stress.people.engine.jit import inlined

Key: TypeAlias = tuple[Any, Any, Any, Any, Any]
"""(seed, person number, stream, replication, place), each an unsigned integer."""

Words: TypeAlias = tuple[Any, Any, Any, Any]
"""Four random words of 32 bits, each held in 64."""

_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_11 = np.uint64(11)

BLOCK_BITS = 10
"""Bits of the counter's last word left to the blocks of one visit."""
LAP_BITS = 10
"""Bits that count how often a person came back to where he had been."""
PLACE_BITS = 12
"""Bits that tell stations apart."""


@inlined
def philox(key: Key, block: Any) -> Words:
    """Return block number `block` of the draws that belong to `key`."""
    seed, c0, c1, c2, c3 = key
    c3 = c3 | block
    k0 = seed & _LOW
    k1 = seed >> _32
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0 = (p1 >> _32) ^ c1 ^ k0
        c1 = p1 & _LOW
        c2 = (p0 >> _32) ^ c3 ^ k1
        c3 = p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


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
