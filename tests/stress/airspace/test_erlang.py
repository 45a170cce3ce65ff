"""The Erlang-A queue."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.airspace.erlang import served, served_whole


def exact(arrivals: float, service: float, patience: float, crews: int) -> float:
    """Return the share served by solving the chain's balance equations outright."""
    size = crews + 200
    rates = [
        min(n, crews) / service + max(n - crews, 0) / patience for n in range(size)
    ]
    generator = np.zeros((size, size))
    for n in range(size - 1):
        generator[n, n + 1] = arrivals
        generator[n + 1, n] = rates[n + 1]
    np.fill_diagonal(generator, -generator.sum(axis=1))
    system = np.vstack([generator.T, np.ones(size)])
    law = np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)[0]
    return float((law * np.minimum(np.arange(size), crews)).sum() / service / arrivals)


@pytest.mark.parametrize("crews", [1, 2, 5])
@pytest.mark.parametrize("arrivals", [0.2, 3.0, 12.0])
def test_against_the_balance_equations(crews: int, arrivals: float) -> None:
    """The recursion gives what solving the chain gives."""
    share = served_whole(np.array([arrivals]), np.array([0.5]), np.array([0.3]), crews)
    assert share[0] == pytest.approx(exact(arrivals, 0.5, 0.3, crews), abs=1e-7)


def test_one_crew_of_service_like_patience() -> None:
    """Where service and patience are alike the queue is M/M/infinity: a known answer."""
    load = 2.0
    share = served_whole(np.array([load]), np.ones(1), np.ones(1), 1)[0]
    assert share == pytest.approx((1 - np.exp(-load)) / load, abs=1e-9)


def test_nobody_serves_nobody() -> None:
    """Without crews nothing is served; without arrivals a free crew serves all."""
    one = np.ones(1)
    assert served(one, one, one, 0 * one)[0] == 0
    assert served(0 * one, one, one, one)[0] == 1


@given(st.floats(0.01, 200), st.floats(0.05, 3), st.floats(0.05, 3), st.floats(0, 20))
def test_laws(arrivals: float, service: float, patience: float, crews: float) -> None:
    """Shares lie within 0 and 1; more crews serve no less, more arrivals no more."""

    def share(rate: float, count: float) -> float:
        return float(
            served(*(np.array([v]) for v in (rate, service, patience, count)))[0]
        )

    here = share(arrivals, crews)
    assert 0 <= here <= 1
    assert share(arrivals, crews + 0.7) >= here - 1e-9
    assert share(1.5 * arrivals, crews) <= here + 1e-9
