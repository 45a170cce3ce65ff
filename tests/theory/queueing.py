"""Small networks, exact answers by Markov chains, and z-scores over many seeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from steelyard.casebook.schema.network import Network
from steelyard.stress.people import Arrivals, PeopleResult, constant, simulate

EXP_HOUR = {"kind": "exponential", "mean": "1 h"}


def network(stations: list[dict[str, Any]], **more: Any) -> Network:
    """Stations one after another, then out, unless routes are given."""
    data: dict[str, Any] = {
        "classes": [{"id": "all"}],
        "stations": stations,
        "exits": [{"id": "out"}],
        "routes": [
            {"at": a["id"], "ways": [{"to": [b]}]}
            for a, b in zip(
                stations, [*(s["id"] for s in stations[1:]), "out"], strict=True
            )
        ],
    } | more
    return Network.model_validate(data)


def single(service: dict[str, Any] | None = None, **station: Any) -> Network:
    """One station, then out."""
    return network([{"id": "desk", "service": service or EXP_HOUR, **station}])


def run(
    net: Network,
    rates: float | dict[str, float],
    *,
    hours: float = 4000.0,
    replications: int = 40,
    seed: int = 1,
    warm_up: float = 500.0,
    **more: Any,
) -> PeopleResult:
    """Run with Poisson arrivals at the first station, per class if given so."""
    if isinstance(rates, float):
        rates = {net.classes[0].id: rates}
    first = net.stations[0].id
    streams = tuple(constant(c, c, first, rate, hours) for c, rate in rates.items())
    return simulate(
        net,
        Arrivals(streams),
        hours,
        replications,
        seed,
        warm_up=warm_up,
        bin_hours=more.pop("bin_hours", 0.0),
        **more,
    )


def z_score(values: Any, exact: float, *, within: float = 0.03) -> float:
    """Return the z-score of replications against an exact answer.

    The run must be long enough to say anything: a standard error above `within`
    of the answer fails.
    """
    known = np.asarray(values, float)
    error = known.std(ddof=1) / np.sqrt(len(known))
    assert error < within * abs(exact), f"standard error {error:g} of {exact:g}"
    return float((known.mean() - exact) / error)


def stationary(states: int, rate: Callable[[int], dict[int, float]]) -> Any:
    """Solve a Markov chain given each state's rates to others."""
    generator = np.zeros((states, states))
    for i in range(states):
        for j, r in rate(i).items():
            generator[i, j] += r
            generator[i, i] -= r
    system = np.vstack([generator.T, np.ones(states)])
    goal = np.zeros(states + 1)
    goal[-1] = 1.0
    return np.linalg.lstsq(system, goal, rcond=None)[0]


def birth_death(states: int, up: Callable[[int], float], down: Callable[[int], float]):  # type: ignore[no-untyped-def]
    """Solve a birth-death chain by its ratios."""
    p = np.ones(states)
    for n in range(1, states):
        p[n] = p[n - 1] * up(n - 1) / down(n)
    return p / p.sum()
