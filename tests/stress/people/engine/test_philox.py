"""The generator against the vectors published with Random123."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from scipy import stats

from steelyard.stress.people.engine.philox import (
    open_unit,
    philox,
    philox_pair,
    place,
    unit53,
)

U = np.uint64


@numba.njit
def pair(x, y, key):  # type: ignore[no-untyped-def]
    return philox_pair(x, y, key)


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0), 0, (0xCA00A0459843D731, 0x66C24222C9A845B5)),
        ((2**64 - 1, 2**64 - 1), 2**64 - 1, (0x65B021D60CD8310F, 0x4D02F3222F86DF20)),
        (
            (0x243F6A8885A308D3, 0x13198A2E03707344),
            0xA4093822299F31D0,
            (0x0A5E742C2997341C, 0xB0F883D38000DE5D),
        ),
    ],
)
def test_known_answers(counter: tuple[int, int], key: int, words: object) -> None:
    """Philox2x64-10 gives the three answers of the published test file."""
    assert pair(U(counter[0]), U(counter[1]), U(key)) == words


@numba.njit
def block(key, number):  # type: ignore[no-untyped-def]
    return philox(key, number)


def test_key_and_counter() -> None:
    """Every part of the key enters, and words are the halves of the pair."""
    parts = [U(5), U(6), U(7), U(8), U(9 << 20)]
    words = block(tuple(parts), U(3))
    x, y = pair(U(6 | 7 << 32), U(8 << 32 | 9 << 20 | 3), U(5))
    assert words == (x & 0xFFFFFFFF, x >> 32, y & 0xFFFFFFFF, y >> 32)
    for i in range(5):
        other = [*parts[:i], parts[i] + U(1 << 20), *parts[i + 1 :]]
        assert block(tuple(other), U(3)) != words


@numba.njit
def uniforms(n: int, which: int):  # type: ignore[no-untyped-def]
    out = np.empty(n)
    for i in range(n):
        k = np.uint64(i)
        z = np.uint64(7)
        if which == 0:  # persons one after another
            w = philox((z, k, z, z, place(np.uint64(3), 0)), np.uint64(0))
        elif which == 1:  # replications
            w = philox((z, z, z, k, place(np.uint64(3), 0)), np.uint64(0))
        elif which == 2:  # laps and blocks
            w = philox(
                (z, z, z, z, place(np.uint64(3), i // 1024)), k % np.uint64(1024)
            )
        else:  # seeds
            w = philox((k, z, z, z, place(np.uint64(3), 0)), np.uint64(0))
        out[i] = open_unit(w[i % 4])
    return out


@pytest.mark.parametrize("which", range(4), ids=["person", "run", "visit", "seed"])
def test_every_part_of_the_key_gives_uniform_independent_draws(which: int) -> None:
    """Neighbouring keys give draws that are uniform and not correlated."""
    u = uniforms(400_000, which)
    assert 0 < u.min() < u.max() < 1
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    pairs = np.histogram2d(u[:-1:2], u[1::2], bins=32, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(pairs.ravel()).pvalue > 1e-4
    for lag in (1, 2, 3, 4, 1024):
        r = np.corrcoef(u[:-lag], u[lag:])[0, 1]
        assert abs(r) * np.sqrt(len(u)) < 4.5
    runs = np.diff((u > 0.5).astype(int)) != 0
    assert stats.binomtest(int(runs.sum()), len(runs)).pvalue > 1e-4


@numba.njit
def edges():  # type: ignore[no-untyped-def]
    low, high = np.uint64(0), np.uint64(0xFFFFFFFF)
    top = (high << np.uint64(32)) | high
    return open_unit(low), open_unit(high), unit53(low), unit53(top)


def test_unit_intervals() -> None:
    """No word gives a 0 whose logarithm is infinite, nor a 1."""
    a, b, c, d = edges()
    assert 0 < a < b < 1
    assert c == 0
    assert d < 1
