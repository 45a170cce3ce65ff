"""The six-station network in other engines: each returns (events, CPU seconds).

An event is one arrival or one completion of a service, counted alike for all.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from people_model import (
    EVENTS_PER_PERSON,
    HOURS,
    PER_HOUR,
    PROFILE,
    ROOM,
    SERVERS,
    TO_HOLD,
    TO_MEDICAL,
)

Measured = tuple[float, float]


def simpy_run(hours: float) -> Measured:
    """Run in SimPy: one process a person."""
    import simpy

    rng = random.Random(1)
    env = simpy.Environment()
    desks = {name: simpy.Resource(env, n) for name, n in SERVERS.items()}
    room = simpy.Resource(env, ROOM)
    events = 0

    def serve(name: str) -> Generator[Any, Any, None]:
        nonlocal events
        with desks[name].request() as turn:
            yield turn
            yield env.timeout(rng.expovariate(1 / HOURS[name]))
            events += 1

    def person() -> Generator[Any, Any, None]:
        nonlocal events
        events += 1
        yield from serve("intake")
        turn = desks["screen"].request()
        yield turn
        yield env.timeout(rng.expovariate(1 / HOURS["screen"]))
        events += 1
        if rng.random() < TO_MEDICAL:
            place = room.request()
            yield place
            desks["screen"].release(turn)
            yield from serve("medical")
            room.release(place)
        else:
            desks["screen"].release(turn)
        yield from serve("interview")
        if rng.random() < TO_HOLD:
            yield env.timeout(rng.expovariate(1 / HOURS["hold"]))
            events += 1
        yield from serve("release")

    def source() -> Generator[Any, Any, None]:
        while True:
            rate = PER_HOUR * PROFILE[int(env.now) % 24]
            yield env.timeout(rng.expovariate(rate))
            env.process(person())

    env.process(source())
    began = time.process_time()
    env.run(hours)
    return float(events), time.process_time() - began


def ciw_run(hours: float) -> Measured:
    """Run in Ciw; arrivals at the mean rate, which is its simpler case."""
    import ciw

    names = list(HOURS)
    out = dict.fromkeys(names, 0.0)
    moves = {
        "intake": {"screen": 1.0},
        "screen": {"medical": TO_MEDICAL, "interview": 1 - TO_MEDICAL},
        "medical": {"interview": 1.0},
        "interview": {"hold": TO_HOLD, "release": 1 - TO_HOLD},
        "hold": {"release": 1.0},
        "release": {},
    }
    far = float("inf")
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(PER_HOUR), *[None] * 5],
        service_distributions=[ciw.dists.Exponential(1 / h) for h in HOURS.values()],
        number_of_servers=[SERVERS.get(name, far) for name in names],
        queue_capacities=[
            ROOM - SERVERS["medical"] if name == "medical" else far for name in names
        ],
        routing=[list((out | moves[name]).values()) for name in names],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    began = time.process_time()
    simulation.simulate_until_max_time(hours)
    seconds = time.process_time() - began
    persons = simulation.nodes[0].number_of_individuals
    return persons * EVENTS_PER_PERSON, seconds


def cimba_run(hours: float) -> Measured:
    """Run in cimba, compiled beforehand; arrivals at the mean rate.

    In a process of its own: its numba extension does not load beside compiled code.
    """
    script = Path(__file__).with_name("people_cimba.py")
    command = [sys.executable, str(script), str(hours)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    events, seconds = json.loads(out)
    return events, seconds


PEERS: dict[str, tuple[str, Callable[[float], Measured], float]] = {
    "cimba": ("cimba", cimba_run, 2000.0),
    "simpy": ("simpy", simpy_run, 120.0),
    "ciw": ("ciw", ciw_run, 60.0),
}
"""Name: module to import, what runs it, hours to simulate."""
