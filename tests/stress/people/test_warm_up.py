"""Deletion of the warm-up and the test for initial bias."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.people.warm_up import bias_test, truncation


def noise(replications: int, bins: int, seed: int) -> np.ndarray:
    """A correlated series without bias (autoregressive, from its own law)."""
    rng = np.random.default_rng(seed)
    x = np.zeros((replications, bins))
    x[:, 0] = rng.normal(size=replications) / np.sqrt(1 - 0.36)
    for i in range(1, bins):
        x[:, i] = 0.6 * x[:, i - 1] + rng.normal(size=replications)
    return x


def start(bins: int) -> np.ndarray:
    return 8 * np.exp(-np.arange(bins) / 20)


def test_truncation_cuts_the_start_off() -> None:
    """A start that dies away over some twenty bins is cut; none is, if none is there."""
    cut = truncation(20 + noise(20, 400, 1) - start(400))
    assert 35 <= cut <= 120
    assert truncation(20 + noise(50, 400, 2)) <= 60


def test_bias_is_found() -> None:
    """A start that is too low is found before, and no more after, its deletion."""
    series = 20 + noise(20, 400, 3) - start(400)
    assert bias_test(series).p_value < 1e-4
    assert bias_test(series).statistic > 0, "the start is below the mean"
    assert bias_test(series[:, 150:]).p_value > 0.01


def test_level_of_the_test() -> None:
    """Without bias, one test in ten has a p-value below a tenth."""
    values = [bias_test(noise(10, 100, seed)).p_value for seed in range(400)]
    share = np.mean(np.array(values) < 0.1)
    assert abs(share - 0.1) < 4 * np.sqrt(0.09 / 400)


def test_constant_series() -> None:
    """A series that never moves has no bias."""
    assert bias_test(np.full((5, 30), 2.0)).p_value == 1.0


def test_too_short() -> None:
    """Series too short to say anything are refused."""
    with pytest.raises(ValueError, match="too few"):
        truncation(np.zeros((3, 20)))
    with pytest.raises(ValueError, match="three replications"):
        bias_test(np.zeros((2, 20)))
