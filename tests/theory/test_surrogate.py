"""Scaled cohorts against the formulas of their fluid and diffusion limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from queueing import run, single
from scipy import stats

RATE, SCALE, REPLICATIONS = 2000.0, 20, 60
RUN = {"engine": "surrogate", "scale": SCALE, "bin_hours": 1.0}


def test_unlimited_servers_fill_up_as_the_formula_says() -> None:
    """Mt/M/infinity from empty: mean a(t) = rate (1 - exp(-t)), Poisson variance.

    The spread of a shrunk network is `scale` times too large in variance; set back
    by the diffusion limit it is that of the full network again.
    """
    result = run(
        single(),
        RATE,
        hours=12.0,
        warm_up=0.0,
        replications=REPLICATIONS,
        tolerance=0.05,
        **RUN,
    )
    edges = np.arange(13.0)
    area = edges + np.exp(-edges)  # integral of 1 - exp(-t)
    fluid = RATE * np.diff(area)
    found = result.inside[:, :, 0].mean(axis=0)
    assert np.abs(found - fluid).sum() / fluid.sum() < 0.02
    # The mean over an hour of M/M/inf: variance a * 2 (h - 1 + exp(-h)) / h^2, h = 1.
    variance = RATE * 2 * math.exp(-1)
    late = result.inside[:, 8:, 0].astype(float)
    chi = ((late[:, ::3] - RATE) ** 2).sum() / variance
    assert 1e-3 < stats.chi2.sf(chi, late[:, ::3].size) < 1 - 1e-3


@pytest.mark.parametrize("patience", [0.5, 2.0])
def test_overloaded_station_with_abandonment(patience: float) -> None:
    """Erlang A's fluid limit: n + (rate - n) * patience inside, 1 - n / rate give up.

    Whitt (2006), with unit service rate and 1,000 servers.
    """
    servers, rate = 1000, 1500.0
    net = single(
        servers=servers,
        patience={"kind": "exponential", "mean": f"{patience} h"},
        gives_up_to="out",
    )
    result = run(
        net, rate, hours=30.0, warm_up=15.0, replications=20, tolerance=0.05, **RUN
    )
    inside = servers + (rate - servers) * patience
    assert result.mean_inside().mean() == pytest.approx(inside, rel=0.02)
    gave_up = result.stat["abandoned"].sum(axis=(1, 2)).mean()
    assert gave_up / (15.0 * rate) == pytest.approx(1 - servers / rate, abs=0.01)
    assert result.utilisation().mean() == pytest.approx(1.0, abs=0.01)


def test_peak_of_unlimited_servers() -> None:
    """The peak is set back to what the event engine finds, not the cohorts' own."""
    exact = run(
        single(),
        RATE,
        hours=24.0,
        warm_up=8.0,
        replications=REPLICATIONS,
        bin_hours=1.0,
    )
    other = run(
        single(),
        RATE,
        hours=24.0,
        warm_up=8.0,
        replications=REPLICATIONS,
        tolerance=0.05,
        **RUN,
    )
    peaks = [r.place_stat["peak"].mean() for r in (exact, other)]
    assert peaks[1] == pytest.approx(peaks[0], rel=0.02)
