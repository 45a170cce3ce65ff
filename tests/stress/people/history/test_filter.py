"""The stock-flow filter against its own model and closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from steelyard.stress.people.history.filter import GRID, Filter, Mixture


def test_one_normal_has_the_quantiles_of_a_normal() -> None:
    """A mixture of one is that one."""
    told = Mixture(np.array([1.0]), np.array([0.3]), np.array([2.0]))
    for q in (0.1, 0.5, 0.9):
        assert told.quantile(q) == pytest.approx(0.3 + 2 * float(ndtri(q)), abs=1e-9)


def test_two_normals_have_the_moments_of_their_mixture() -> None:
    """Mean and variance of a mixture: within plus between."""
    told = Mixture(np.array([0.5, 0.5]), np.array([-1.0, 1.0]), np.array([1.0, 1.0]))
    assert told.centre == 0
    assert told.width == pytest.approx(np.sqrt(2.0))


def test_a_published_flow_moves_the_next_mean_by_half_of_it() -> None:
    """With no persistence, half of the net inflow is still to show in the mean.

    The mean of a month after an even net inflow n is the population at the month's
    end, half of n above that month's own mean.
    """
    models = Filter.new(1.0)
    models.weight = ((GRID[:, 0] == 0) & (GRID[:, 3] == 0.01)).astype(float)
    models.p[:, 2, 2] = 1e-12  # nothing leaves uncounted
    for _ in range(60):
        models.month(0.06, 0.06, 0.5)
    assert models.ahead(1).centre == pytest.approx(0.03, abs=0.002)


def test_persistence_of_flows_is_found(rng: np.random.Generator) -> None:
    """On a long record of the model itself, the weight goes to its own constants."""
    kept, surprise, net, models = 0.8, 0.04, 0.0, Filter.new(1.0)
    for _ in range(400):
        before, net = net, kept * net + surprise * rng.standard_normal()
        change = (net + before) / 2 + 0.003 * rng.standard_normal()
        models.month(change, net + 0.01 * rng.standard_normal(), 0.5)
    best = GRID[np.argmax(models.weight)]
    assert best[0] == kept
    assert best[1] == surprise


def test_bands_hold_what_they_should(rng: np.random.Generator) -> None:
    """Over many months of the model itself, an 80 % band holds four in five."""
    net, models, hits = 0.0, Filter.new(1.0), []
    for t in range(500):
        before, net = net, 0.4 * net + 0.04 * rng.standard_normal()
        change = (net + before) / 2 + 0.01 * rng.standard_normal()
        if t >= 100:
            told = models.ahead(1)
            hits.append(told.quantile(0.1) <= change <= told.quantile(0.9))
        models.month(change, np.nan, np.nan)
    error = np.sqrt(0.8 * 0.2 / len(hits))
    assert abs(np.mean(hits) - 0.8) < 4 * error


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)
