"""One station against the formulas of any textbook of queues."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from queueing import birth_death, run, single, z_score
from scipy import stats

from steelyard.casebook.schema.network import Network

LIMIT = 3.9
"""Bound on a single z-score: one in ten thousand passes it by chance."""


def erlang_b(servers: int, load: float) -> float:
    b = 1.0
    for n in range(1, servers + 1):
        b = load * b / (n + load * b)
    return b


def erlang_c(servers: int, load: float) -> float:
    b = erlang_b(servers, load)
    return b / (1 - load / servers * (1 - b))


@pytest.mark.parametrize(("servers", "load"), [(1, 0.7), (3, 2.4), (10, 8.0)])
def test_erlang_c(servers: int, load: float) -> None:
    """M/M/c: mean wait, mean number, and the tail of the wait."""
    result = run(single(servers=servers), load)
    wait = erlang_c(servers, load) / (servers - load)
    assert abs(z_score(result.mean_wait()[:, 0], wait)) < LIMIT
    assert abs(z_score(result.mean_inside()[:, 0], load * (wait + 1))) < LIMIT
    assert abs(z_score(result.utilisation()[:, 0], load / servers)) < LIMIT
    q95 = math.log(erlang_c(servers, load) / 0.05) / (servers - load)
    assert result.time_quantile("wait", "desk", 0.95) == pytest.approx(q95, rel=0.05)


@pytest.mark.parametrize(
    "service",
    [
        {"kind": "exponential", "mean": "1 h"},
        {"kind": "lognormal", "mean": "1 h", "cv": 1.5},
    ],
    ids=["exponential", "lognormal"],
)
def test_erlang_b(service: dict[str, Any]) -> None:
    """M/G/c/c: the share turned away depends on the mean service alone."""
    net = single(service, servers=5, room={"persons": 5, "full": "lose"})
    result = run(net, 4.0)
    lost = result.stat["lost"][:, 0, 0]
    share = lost / (lost + result.stat["entries"][:, 0, 0])
    assert abs(z_score(share, erlang_b(5, 4.0))) < LIMIT


def test_finite_room() -> None:
    """M/M/c/K: who is turned away, and who is inside."""
    net = single(servers=3, room={"persons": 8, "full": "lose"})
    p = birth_death(9, lambda n: 3.0, lambda n: float(min(n, 3)))
    result = run(net, 3.0)
    lost = result.stat["lost"][:, 0, 0]
    share = lost / (lost + result.stat["entries"][:, 0, 0])
    assert abs(z_score(share, p[8])) < LIMIT
    assert abs(z_score(result.mean_inside()[:, 0], float(p @ np.arange(9)))) < LIMIT
    assert result.place_stat["peak"].max() == 8


LAWS: list[tuple[str, dict[str, Any], float]] = [
    ("fixed", {"kind": "fixed", "mean": "1 h"}, 0.0),
    ("lognormal", {"kind": "lognormal", "mean": "1 h", "cv": 1.2}, 1.44),
    ("gamma", {"kind": "gamma", "mean": "1 h", "cv": 0.5}, 0.25),
    ("wide gamma", {"kind": "gamma", "mean": "1 h", "cv": 1.6}, 2.56),
    (
        "phases",
        {
            "kind": "phases",
            "start": [1, 0],
            "means": ["30 min", "30 min"],
            "moves": [[0, 1], [0, 0]],
        },
        0.5,
    ),
    (
        "empirical",
        {"kind": "empirical", "values": ["30 min", "2 h"], "weights": [2, 1]},
        0.5,
    ),
    ("quantiles", {"kind": "quantiles", "at": [0, 1], "values": ["0 h", "2 h"]}, 1 / 3),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law[0])
def test_pollaczek_khinchine(law: tuple[str, dict[str, Any], float]) -> None:
    """M/G/1: the mean wait depends on the first two moments of the service."""
    _, service, square = law
    rho = 0.6
    exact = rho * (1 + square) / 2 / (1 - rho)
    result = run(single(service, servers=1), rho, replications=60)
    assert abs(z_score(result.mean_wait()[:, 0], exact)) < LIMIT
    busy = result.utilisation()[:, 0]
    assert abs(z_score(busy, rho)) < LIMIT


def test_cobham() -> None:
    """M/M/1 with priorities: the wait of each class."""
    data = single(servers=1, priority=["a", "b"]).model_dump()
    data["classes"] = [{"id": c} for c in "cba"]
    result = run(
        Network.model_validate(data), {"a": 0.2, "b": 0.3, "c": 0.3}, replications=60
    )
    rates = {"a": 0.2, "b": 0.3, "c": 0.3}
    residual, before = 0.8, 0.0
    for name in "abc":
        after = before + rates[name]
        exact = residual / (1 - before) / (1 - after)
        stat = result.stat[:, 0, "cba".index(name)]
        wait = stat["wait_sum"] / stat["waits"]
        assert abs(z_score(wait, exact, within=0.05)) < LIMIT
        before = after


def test_erlang_a() -> None:
    """M/M/c+M: how many give up, and how many wait."""
    net = single(
        servers=4,
        patience={"kind": "exponential", "mean": "2 h"},
        gives_up_to="out",
    )
    p = birth_death(200, lambda n: 4.5, lambda n: min(n, 4) + max(n - 4, 0) * 0.5)
    queue = float(p @ np.maximum(np.arange(200) - 4, 0))
    result = run(net, 4.5)
    stat = result.stat[:, 0, 0]
    assert abs(z_score(stat["abandoned"] / stat["entries"], 0.5 * queue / 4.5)) < LIMIT
    inside = float(p @ np.arange(200))
    assert abs(z_score(result.mean_inside()[:, 0], inside)) < LIMIT


def test_crowding() -> None:
    """Servers that slow down as people crowd in: a birth-death chain."""
    points = [[1, 1.0], [4, 0.6], [10, 0.5]]
    net = single(servers=2, crowding=points)

    def down(n: int) -> float:
        return min(n, 2) * float(np.interp(n, [1, 4, 10], [1.0, 0.6, 0.5]))

    p = birth_death(400, lambda n: 0.7, down)
    result = run(net, 0.7)
    inside = float(p @ np.arange(400))
    assert abs(z_score(result.mean_inside()[:, 0], inside)) < LIMIT
    assert abs(z_score(result.mean_stay()[:, 0], inside / 0.7)) < LIMIT


def test_deadline() -> None:
    """M/M/1 stays are exponential: how many exceed a limit, and by how much."""
    net = single(servers=1)
    data = net.model_dump()
    data["clocks"] = [
        {"id": "limit", "limit": "5 h", "starts": ["desk"], "stops": ["out"]}
    ]
    result = run(Network.model_validate(data), 0.6, hours=16000.0, replications=60)
    clock = result.clock_stat[:, 0, 0]
    tail = math.exp(-0.4 * 5)
    share = clock["breaches"] / (clock["stopped"] + clock["running"])
    assert abs(z_score(share, tail)) < LIMIT
    excess = clock["breach_hours"] / (clock["stopped"] + clock["running"])
    assert abs(z_score(excess, tail / 0.4, within=0.05)) < LIMIT
    assert abs(z_score(clock["hours"] / clock["stopped"], 1 / 0.4)) < LIMIT


def test_pooled_over_seeds() -> None:
    """Over many seeds, z-scores are what chance alone makes them: no hidden bias."""
    wait = erlang_c(3, 2.4) / 0.6
    scores = [
        z_score(
            run(single(servers=3), 2.4, seed=seed, replications=30).mean_wait()[:, 0],
            wait,
            within=0.05,
        )
        for seed in range(40)
    ]
    assert abs(np.sum(scores)) / math.sqrt(len(scores)) < LIMIT
    # A z-score of thirty replications follows Student's law, a little wider.
    wider = 29 / 27
    low, high = stats.chi2.ppf([1e-4, 1 - 1e-4], len(scores))
    assert low < np.sum(np.square(scores)) / wider < high
