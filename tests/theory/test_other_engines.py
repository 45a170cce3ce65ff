"""The same network in SimPy and in Ciw."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import numpy as np
import pytest
from queueing import network, run

HOURS = 600.0
WARM_UP = 100.0
RUNS = 12

STATIONS: list[dict[str, Any]] = [
    {
        "id": "desk",
        "servers": 2,
        "service": {"kind": "exponential", "mean": "20 min"},
    },
    {
        "id": "doctor",
        "servers": 1,
        "service": {"kind": "lognormal", "mean": "45 min", "cv": 0.8},
        "room": {"persons": 2},
    },
    {
        "id": "interview",
        "servers": 3,
        "service": {"kind": "gamma", "mean": "1 h", "cv": 0.5},
    },
]
ROUTES = [
    {
        "at": "desk",
        "ways": [{"share": 0.4, "to": ["doctor"]}, {"share": 0.6, "to": ["interview"]}],
    },
    {"at": "doctor", "ways": [{"to": ["interview"]}]},
    {"at": "interview", "ways": [{"to": ["out"]}]},
]
RATE = 2.4
SIGMA = float(np.sqrt(np.log(1.64)))
MU = float(np.log(0.75) - SIGMA**2 / 2)


def ours() -> Any:
    return run(
        network(STATIONS, routes=ROUTES),
        RATE,
        hours=HOURS,
        warm_up=WARM_UP,
        replications=60,
    )


def agree(theirs: Any, mine: Any) -> None:
    """Compare two means by Welch's test, at one in ten thousand."""
    a, b = np.asarray(theirs), np.asarray(mine)
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    assert abs(a.mean() - b.mean()) / error < 4.5
    assert error < 0.15 * b.mean()


def one_simpy(seed: int) -> tuple[float, float]:
    simpy = pytest.importorskip("simpy")
    rng = random.Random(seed)
    env = simpy.Environment()
    desk, doctor = simpy.Resource(env, 2), simpy.Resource(env, 1)
    interview, room = simpy.Resource(env, 3), simpy.Resource(env, 2)
    stays: list[float] = []
    waits: list[float] = []

    def person() -> Generator[Any, Any, None]:
        came = env.now
        first = desk.request()
        yield first
        yield env.timeout(rng.expovariate(3.0))
        if rng.random() < 0.4:
            place = room.request()
            yield place
            desk.release(first)
            turn = doctor.request()
            yield turn
            yield env.timeout(rng.lognormvariate(MU, SIGMA))
            doctor.release(turn)
            room.release(place)
        else:
            desk.release(first)
        queued = env.now
        with interview.request() as turn:
            yield turn
            if queued > WARM_UP:
                waits.append(env.now - queued)
            yield env.timeout(rng.gammavariate(4.0, 0.25))
        if env.now > WARM_UP:
            stays.append(env.now - came)

    def source() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(rng.expovariate(RATE))
            env.process(person())

    env.process(source())
    env.run(HOURS)
    return float(np.mean(waits)), float(np.mean(stays))


def test_simpy() -> None:
    """Waits and time in the network agree with SimPy."""
    result = ours()
    found = np.array([one_simpy(seed) for seed in range(RUNS)])
    agree(found[:, 0], result.mean_wait()[:, 2])
    agree(found[:, 1], result.mean_stay()[:, 3])


def one_ciw(seed: int) -> tuple[float, float]:
    ciw = pytest.importorskip("ciw")
    ciw.seed(seed)
    net = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(RATE), None, None],
        service_distributions=[
            ciw.dists.Exponential(3.0),
            ciw.dists.Lognormal(MU, SIGMA),
            ciw.dists.Gamma(4.0, 0.25),
        ],
        number_of_servers=[2, 1, 3],
        queue_capacities=[float("inf"), 1, float("inf")],
        routing=[[0.0, 0.4, 0.6], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]],
    )
    simulation = ciw.Simulation(net)
    simulation.simulate_until_max_time(HOURS)
    records = simulation.get_all_records()
    waits = [
        r.waiting_time for r in records if r.node == 3 and r.arrival_date > WARM_UP
    ]
    held = [r.time_blocked for r in records if r.node == 1 and r.arrival_date > WARM_UP]
    return float(np.mean(waits)), float(np.mean(held))


def test_ciw() -> None:
    """Waits, and the time held back by a full station, agree with Ciw."""
    result = ours()
    found = np.array([one_ciw(seed) for seed in range(RUNS)])
    agree(found[:, 0], result.mean_wait()[:, 2])
    desk = result.mean_stay()[:, 0] - result.mean_wait()[:, 0] - 1 / 3
    a, b = found[:, 1], desk
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    assert abs(a.mean() - b.mean()) / error < 4.5
    assert b.mean() > 5 * error
