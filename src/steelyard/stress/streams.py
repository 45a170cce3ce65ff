"""Keyed streams: the same numbers for the same seed, future, stream and position.

A stream is a function, not a sequence: position k of stream s in future f is a hash
of (seed, s, f, k). So any worker can make any block of futures, courses share their
draws, and a draw that one course does not use moves no other.

References
----------
Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators,
OOPSLA 14 (the finaliser and increment of SplitMix64); Salmon et al. (2011),
Parallel random numbers: as easy as 1, 2, 3, SC11 (counter-based generation).
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def mix(words: Words) -> Words:
    """Return the SplitMix64 finaliser of each word."""
    with np.errstate(over="ignore"):
        z = (words ^ (words >> np.uint64(30))) * _FIRST
        z = (z ^ (z >> np.uint64(27))) * _SECOND
    mixed: Words = z ^ (z >> np.uint64(31))
    return mixed


def keys(seed: int, stream: str, futures: Ints) -> Words:
    """Return the key of a stream in each future; shape (futures,).

    Parameters
    ----------
    seed
        Any whole number from 0.
    stream
        Its name.
    futures
        Numbers of the futures, from 0.
    """
    if seed < 0:
        raise ValueError(f"seed must be at least 0, got {seed}")
    if futures.size and futures.min() < 0:
        raise ValueError(f"futures count from 0, got {futures.min()}")
    digest = hashlib.sha256(f"{seed}/{stream}".encode()).digest()
    root = np.uint64(int.from_bytes(digest[:8], "big"))
    with np.errstate(over="ignore"):
        return mix(root + (futures.astype(np.uint64) + np.uint64(1)) * _GOLDEN)


def uniforms(key: Words, count: int) -> Array:
    """Return the first numbers of streams, in (0, 1); shape (*key.shape, count)."""
    return picked(key, np.arange(count, dtype=np.int64))


def picked(key: Words, positions: Ints) -> Array:
    """Return the numbers of streams at some positions, counted from 0, in (0, 1).

    Shape (*key.shape, positions).
    """
    steps = positions.astype(np.uint64) + np.uint64(1)
    with np.errstate(over="ignore"):
        words = mix(key[..., None] + steps * _GOLDEN)
    points: Array = ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return points


def normals(key: Words, count: int) -> Array:
    """Return standard normal numbers of streams; shape (*key.shape, count)."""
    from scipy.special import ndtri

    values: Array = ndtri(uniforms(key, count))
    return values
