"""Keyed streams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.streams import keys, mix, normals, uniforms


def test_mix_is_splitmix64() -> None:
    """The finaliser gives SplitMix64's published first output for seed 0."""
    first = mix(np.array([0x9E3779B97F4A7C15], dtype=np.uint64))
    assert int(first[0]) == 0xE220A8397B1DCDAF


@given(st.integers(0, 2**40), st.integers(1, 50), st.integers(1, 60))
def test_any_worker_makes_any_block(seed: int, cut: int, count: int) -> None:
    """Futures made in two blocks, or with fewer positions, are those made at once."""
    whole = uniforms(keys(seed, "a", np.arange(cut + 10)), count)
    late = uniforms(keys(seed, "a", np.arange(cut, cut + 10)), max(count // 2, 1))
    assert np.array_equal(whole[cut:, : max(count // 2, 1)], late)


def test_streams_differ_and_are_uniform() -> None:
    """Two streams are unrelated, and each is uniform and white."""
    a = uniforms(keys(1, "a", np.arange(2000)), 50)
    b = uniforms(keys(1, "b", np.arange(2000)), 50)
    assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 0.01
    assert abs(np.corrcoef(a[:, 0], a[:, 1])[0, 1]) < 0.08
    assert abs(a.mean() - 0.5) < 0.005
    assert abs(a.var() - 1 / 12) < 0.002
    assert a.min() > 0
    assert a.max() < 1
    z = normals(keys(1, "a", np.arange(2000)), 50)
    assert abs(z.std() - 1) < 0.01


def test_refuses_negative_numbers() -> None:
    """Seeds and futures count from 0."""
    with pytest.raises(ValueError, match="seed"):
        keys(-1, "a", np.arange(2))
    with pytest.raises(ValueError, match="futures"):
        keys(1, "a", np.array([-1]))
