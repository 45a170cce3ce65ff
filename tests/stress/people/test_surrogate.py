"""The surrogate engine: what it scales, what it measures, what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people import SurrogateError, simulate, surrogate
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.build import build
from steelyard.stress.people.engine.layout import BULK, DEPART, DUTY, PACE, TICK
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.surrogate_tables import hourly, shrunk

HOURS = 48.0


def flow(per_day: float, **station: Any) -> Network:
    """Return one station with two shifts, and a bus to the exit every four hours."""
    return Network.model_validate(
        {
            "classes": [{"id": "all"}],
            "stations": [
                {
                    "id": "desk",
                    "service": {"kind": "exponential", "mean": "1 h"},
                    **station,
                }
            ],
            "links": [
                {"id": "bus", "every": "4 h", "seats": 3001, "travel": "2 h"},
            ],
            "exits": [{"id": "out"}],
            "routes": [
                {"at": "desk", "ways": [{"to": ["bus"]}]},
                {"at": "bus", "ways": [{"to": ["out"]}]},
            ],
            "clocks": [
                {"id": "day", "limit": "4 h", "starts": ["desk"], "stops": ["out"]}
            ],
            "arrivals": [
                {
                    "id": "a",
                    "of": "all",
                    "station": "desk",
                    "rates": [{"at": "0 h", "per_day": per_day}],
                    "groups": [
                        {"at": "5 h", "persons": 105},
                        {"at": "6 h", "persons": 5},
                    ],
                }
            ],
            "census": [
                {"of": "all", "station": "desk", "persons": 500, "age": ["0 h", "2 h"]}
            ],
        }
    )


def compiled(net: Network) -> Tables:
    """Return the kernel's tables for two days."""
    arrivals = Arrivals.of(net, Values(), HOURS)
    return build(net, arrivals, Values(), (HOURS, 24.0, 0.0))


def test_all_that_is_counted_in_persons_shrinks() -> None:
    """Rates, groups, servers, seats and the census, and no time."""
    shifts = [
        {"servers": 95, "begins": "08:00", "ends": "16:00"},
        {"servers": 40, "begins": "16:00", "ends": "08:00"},
    ]
    before = compiled(flow(24_000, shifts=shifts))
    after = shrunk(before, 10)
    assert surrogate.persons_of(before) == pytest.approx(48_000 + 110 + 500)
    assert surrogate.persons_of(after) == pytest.approx(4_800 + 11 + 50)
    entries = after.timeline
    assert list(entries["value"][entries["kind"] == BULK]) == [10, 1]
    seats = entries["value"][entries["kind"] == DEPART]
    assert seats.sum() == pytest.approx(len(seats) * 300.1, abs=1)
    assert entries["at"][-1] == HOURS
    servers = entries[entries["kind"] == DUTY]["value"]
    paces = entries[entries["kind"] == PACE]["value"]
    assert set(servers) <= {4.0, 10.0}
    # Capacity, servers by pace, is a tenth to the last digit.
    assert set(np.round(servers / paces, 12)) <= {4.0, 9.5}
    assert len(before.census) == 500  # nothing was written to
    assert int((hourly(before).timeline["kind"] == TICK).sum()) == 48


def test_close_to_the_exact_engine_and_says_how_close() -> None:
    """The result carries its errors, below the tolerance; spread and totals fit."""
    net = flow(24_000, servers=1500)
    args = (net, None, HOURS, 20, 3)
    exact = simulate(*args)
    other = simulate(*args, engine="surrogate", scale=10, tolerance=0.1)
    found = other.approximation
    assert exact.approximation is None
    assert found is not None
    assert found.scale == 10
    assert found.pilots == surrogate.PILOTS
    assert 0 < found.worst["error"] <= 0.1
    measures = {row["measure"] for row in found.errors}
    assert {"mean inside", "peak", "mean wait", "course over time"} <= measures
    assert {"persons", "hours in the network", "share over the clock"} <= measures
    assert other.events < exact.events / 5
    for mine, theirs in zip(exact.exits(), other.exits(), strict=True):
        assert theirs["persons_mean"] == pytest.approx(mine["persons_mean"], rel=0.02)
    spread = [r.mean_inside()[:, 0].std(ddof=1) for r in (exact, other)]
    assert 0.5 < spread[1] / spread[0] < 2.0


def test_same_for_any_number_of_workers() -> None:
    """Nothing in a surrogate depends on threads."""
    args = (flow(24_000), None, HOURS, 20, 3)
    more: Any = {"engine": "surrogate", "scale": 20, "tolerance": 0.2}
    one, two = simulate(*args, workers=1, **more), simulate(*args, workers=3, **more)
    assert one.stat.tobytes() == two.stat.tobytes()
    assert one.inside.tobytes() == two.inside.tobytes()
    assert one.approximation == two.approximation


def test_refused_where_the_error_is_too_large() -> None:
    """Near capacity, a few cohorts wait far longer than many persons do."""
    net = flow(24_000, servers=1040)
    with pytest.raises(SurrogateError, match=r"off by .* at most 5.0% is allowed"):
        simulate(net, None, HOURS, 4, 1, engine="surrogate", scale=50)


@pytest.mark.parametrize(
    ("per_day", "station", "message"),
    [
        (2_400.0, {}, "too few for a surrogate"),
        (240_000.0, {"servers": 3}, "'desk' with 3 servers or places is too small"),
    ],
)
def test_refused_where_numbers_are_small(
    per_day: float, station: dict[str, Any], message: str
) -> None:
    """A handful of persons or servers cannot stand for each other."""
    tables = compiled(flow(per_day, **station))
    with pytest.raises(SurrogateError, match=message):
        surrogate.scales_for(tables, ("desk", "bus"))


def test_auto_takes_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small flows and refused surrogates run exactly; others do not."""
    args = (flow(24_000, servers=1500), None, HOURS, 4, 1)
    exact = simulate(*args)
    auto = simulate(*args, engine="auto")
    assert auto.approximation is None
    assert auto.stat.tobytes() == exact.stat.tobytes()
    monkeypatch.setattr("steelyard.stress.people.api.LARGE", 1000)
    monkeypatch.setattr(surrogate, "COHORTS", 4000)
    refused = simulate(*args, engine="auto", tolerance=1e-9)
    assert refused.approximation is None
    assert refused.stat.tobytes() == exact.stat.tobytes()
    taken = simulate(*args, engine="auto", tolerance=0.3).approximation
    assert taken is not None
    assert taken.scale == 12


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"engine": "guess"}, "exact, surrogate or auto"),
        ({"scale": 1}, "scale must be at least 2"),
        ({"tolerance": 0.0}, "tolerance must be above 0"),
        ({"engine": "surrogate", "records": True}, "no records"),
    ],
)
def test_bad_options(more: Any, message: str) -> None:
    """What makes no sense is refused in words."""
    with pytest.raises(ValueError, match=message):
        simulate(flow(100), None, HOURS, 1, 1, **more)
