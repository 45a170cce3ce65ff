"""Networks against product forms and Markov chains."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from queueing import EXP_HOUR, network, run, stationary, z_score
from scipy import stats

from steelyard.casebook.schema.network import Network
from steelyard.stress.people import Arrivals, simulate

LIMIT = 3.9


def test_jackson() -> None:
    """An open network with feedback: each station as if it stood alone."""
    stations = [
        {"id": name, "servers": servers, "service": EXP_HOUR}
        for name, servers in (("a", 2), ("b", 1), ("c", 3))
    ]
    routes = [
        {"at": "a", "ways": [{"share": 0.5, "to": ["b"]}, {"share": 0.5, "to": ["c"]}]},
        {
            "at": "b",
            "ways": [{"share": 0.2, "to": ["a"]}, {"share": 0.8, "to": ["out"]}],
        },
        {
            "at": "c",
            "ways": [{"share": 0.4, "to": ["a"]}, {"share": 0.6, "to": ["out"]}],
        },
    ]
    result = run(network(stations, routes=routes), 0.9, replications=60)
    flow = 0.9 / (1 - 0.5 * 0.2 - 0.5 * 0.4)
    for s, (servers, load) in enumerate(
        ((2, flow), (1, 0.5 * flow), (3, 0.5 * flow)), start=0
    ):
        weights = np.ones(400)
        for n in range(1, 400):
            weights[n] = weights[n - 1] * load / min(n, servers)
        exact = float(weights @ np.arange(400) / weights.sum())
        assert abs(z_score(result.mean_inside()[:, s], exact)) < LIMIT


def tandem_after(arrive: float, room: int, room2: int) -> tuple[float, float, float]:
    """Two single servers, rate 1 each, room `room` then `room2`, blocking after.

    State (n1, n2, blocked). Returns mean inside each, and the share lost.
    """
    states = [
        (i, j, b)
        for i in range(room + 1)
        for j in range(room2 + 1)
        for b in (0, 1)
        if not b or (j == room2 and i > 0)
    ]
    index = {state: k for k, state in enumerate(states)}

    def rates(k: int) -> dict[int, float]:
        i, j, b = states[k]
        found: dict[int, float] = {}
        if i < room:
            found[index[i + 1, j, b]] = arrive
        if i > 0 and not b:
            to = (i - 1, j + 1, 0) if j < room2 else (i, j, 1)
            found[index[to]] = 1.0
        if j > 0:
            to = (i - 1, j, 0) if b else (i, j - 1, 0)
            found[index[to]] = 1.0
        return found

    p = stationary(len(states), rates)
    n1 = sum(x * s[0] for x, s in zip(p, states, strict=True))
    n2 = sum(x * s[1] for x, s in zip(p, states, strict=True))
    lost = sum(x for x, s in zip(p, states, strict=True) if s[0] == room)
    return float(n1), float(n2), float(lost)


def tandem_before(arrive: float, room: int, room2: int) -> tuple[float, float, float]:
    """The same, but the first service begins only with a place kept at the second."""
    states = [
        (i, j, a)
        for i in range(room + 1)
        for j in range(room2 + 1)
        for a in (0, 1)
        if a == int(i > 0 and j < room2) or (a == 1 and i > 0 and j < room2)
    ]
    # a: the first server is at work, its place at the second kept (j + a <= room2).
    states = [s for s in states if s[2] + s[1] <= room2]
    index = {state: k for k, state in enumerate(states)}

    def settled(i: int, j: int) -> int:
        return index[i, j, int(i > 0 and j < room2)]

    def rates(k: int) -> dict[int, float]:
        i, j, a = states[k]
        found: dict[int, float] = {}
        if i < room:
            found[settled(i + 1, j)] = arrive
        if a:
            found[settled(i - 1, j + 1)] = 1.0
        if j > 0:
            found[settled(i, j - 1)] = 1.0
        return found

    p = stationary(len(states), rates)
    n1 = sum(x * s[0] for x, s in zip(p, states, strict=True))
    n2 = sum(x * s[1] for x, s in zip(p, states, strict=True))
    lost = sum(x for x, s in zip(p, states, strict=True) if s[0] == room)
    return float(n1), float(n2), float(lost)


@pytest.mark.parametrize("blocking", ["after", "before"])
def test_blocking_tandem(blocking: str) -> None:
    """Two stations with little room, blocking after and before service."""
    stations: list[dict[str, Any]] = [
        {
            "id": "a",
            "servers": 1,
            "service": EXP_HOUR,
            "room": {"persons": 4, "full": "lose"},
            "blocking": blocking,
        },
        {"id": "b", "servers": 1, "service": EXP_HOUR, "room": {"persons": 2}},
    ]
    exact = {"after": tandem_after, "before": tandem_before}[blocking](0.9, 4, 2)
    result = run(network(stations), 0.9)
    inside = result.mean_inside()
    assert abs(z_score(inside[:, 0], exact[0])) < LIMIT
    assert abs(z_score(inside[:, 1], exact[1])) < LIMIT
    stat = result.stat[:, 0, 0]
    assert abs(z_score(stat["lost"] / (stat["lost"] + stat["entries"]), exact[2])) < (
        LIMIT
    )


def test_wait_outside() -> None:
    """A hard room before which people wait serves them in turn, and loses nobody."""
    net = network(
        [{"id": "a", "servers": 2, "service": EXP_HOUR, "room": {"persons": 3}}]
    )
    result = run(net, 1.5)
    free = run(network([{"id": "a", "servers": 2, "service": EXP_HOUR}]), 1.5)
    outside = result.place_stat["outside_area"][:, 0] / result.hours
    total = result.mean_inside()[:, 0] + outside
    assert total == pytest.approx(free.mean_inside()[:, 0], rel=1e-9)


def test_batch_service() -> None:
    """A vehicle every two hours with five seats: the embedded chain of its queue."""
    net = network(
        [{"id": "a", "service": {"kind": "fixed", "mean": "1 min"}}],
        links=[{"id": "bus", "every": "2 h", "seats": 5, "travel": "3 h"}],
        routes=[
            {"at": "a", "ways": [{"to": ["bus"]}]},
            {"at": "bus", "ways": [{"to": ["out"]}]},
        ],
    )
    result = run(net, 2.0)
    n = 300
    arrivals = np.exp(-4.0) * np.cumprod([1.0, *(4.0 / np.arange(1, n))])
    step = np.zeros((n, n))
    for q in range(n):
        left = max(q - 5, 0)
        step[q, left:] = arrivals[: n - left]
        step[q, n - 1] += 1 - step[q].sum()
    p = np.linalg.matrix_power(step, 4096)[0]
    after = float(p @ np.maximum(np.arange(n) - 5, 0))
    exact = (after + 2.0) / 2.0
    assert abs(z_score(result.mean_wait()[:, 1], exact)) < LIMIT
    stay = result.mean_stay()[:, 1] - result.mean_wait()[:, 1]
    assert np.allclose(stay, 3.0, rtol=0.01)


def test_varying_arrivals() -> None:
    """Mt/G/infinity: the mean follows the rate through the law of stays."""
    profile = [1 + np.sin(2 * np.pi * h / 24) for h in range(24)]
    net = network([{"id": "a", "service": {"kind": "fixed", "mean": "5 h"}}])
    data = net.model_dump() | {
        "arrivals": [
            {
                "id": "in",
                "of": "all",
                "station": "a",
                "rates": [{"at": "0 h", "per_day": 480}],
                "hours": profile,
            }
        ]
    }
    result = simulate(Network.model_validate(data), None, 72.0, 300, 3, bin_hours=1.0)
    rate = 20.0 * np.tile(profile, 3)
    flow = np.concatenate([[0.0], np.cumsum(rate)])
    fine = np.linspace(0, 72, 72 * 50 + 1)
    total = np.interp(fine, np.arange(73), flow)
    inside = total - np.interp(np.maximum(fine - 5, 0), np.arange(73), flow)
    means = np.array([inside[h * 50 : h * 50 + 51].mean() for h in range(72)])
    scores = [z_score(result.inside[:, h, 0], means[h]) for h in range(1, 72)]
    assert max(map(abs, scores)) < 4.5
    # Neighbouring hours go together: their pooled square is no plain chi-square.
    assert np.mean(np.square(scores)) < 2.5


def test_first_census() -> None:
    """People who have stayed for a while stay on by the law of those who have."""
    net = network(
        [{"id": "a", "service": {"kind": "lognormal", "mean": "100 h", "cv": 1.0}}]
    )
    data = net.model_dump() | {
        "census": [
            {"station": "a", "of": "all", "persons": 200, "age": ["50 h", "50 h"]}
        ]
    }
    result = simulate(
        Network.model_validate(data), Arrivals(()), 200.0, 200, 5, bin_hours=1.0
    )
    sigma = np.sqrt(np.log(2.0))
    law = stats.lognorm(sigma, scale=100 * np.exp(-(sigma**2) / 2))
    for hour in (10, 50, 150):
        t = np.linspace(hour, hour + 1, 51)
        exact = 200 * float(np.mean(law.sf(50 + t))) / law.sf(50)
        assert abs(z_score(result.inside[:, hour, 0], exact)) < LIMIT
