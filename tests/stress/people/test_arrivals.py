"""Arrivals: rates, seasons, groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from steelyard.casebook.schema.network import Inflow, Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals, Stream, constant


def arrivals(horizon: float, **flow: Any) -> Arrivals:
    network = Network.model_validate(
        {
            "start": "2025-01-06",
            "classes": [{"id": "all"}],
            "stations": [{"id": "a", "service": {"kind": "fixed", "mean": "1 h"}}],
            "exits": [{"id": "out"}],
            "routes": [{"at": "a", "ways": [{"to": ["out"]}]}],
            "arrivals": [{"id": "in", "of": "all", "station": "a", **flow}],
        }
    )
    return Arrivals.of(network, Values(), horizon)


def test_steps_of_rates() -> None:
    """A rate holds until the next one, and there are no arrivals before the first."""
    stream = arrivals(
        96.0, rates=[{"at": "1 day", "per_day": 24}, {"at": "2 days", "per_day": 48}]
    ).streams[0]
    assert list(stream.until) == [24, 48, 96]
    assert list(stream.rates) == [0, 1, 2]


def test_seasons_keep_the_total() -> None:
    """Profiles by hour and weekday move arrivals about, and keep their number."""
    found = arrivals(
        14 * 24.0,
        rates=[{"at": "0 h", "per_day": 10}],
        hours=[*([3.0] * 12), *([1.0] * 12)],
        weekdays=[1, 1, 1, 1, 1, 0, 0],
    )
    assert found.expected == pytest.approx(140)
    rates = found.streams[0].rates
    assert rates[0] == pytest.approx(3 * rates[12])
    assert rates[5 * 24] == 0, "the first Saturday"


def test_months() -> None:
    """A profile by month changes the rate at the turn of the month."""
    profile = [1.0] + [2.0] * 11
    stream = arrivals(
        60 * 24.0, rates=[{"at": "0 h", "per_day": 24}], months=profile
    ).streams[0]
    assert stream.until[0] == 26 * 24, "the first of February"
    assert stream.rates[1] == pytest.approx(2 * stream.rates[0])


def test_groups() -> None:
    """Groups come at their times and are repeated until the horizon."""
    stream = arrivals(
        24.0,
        groups=[
            {"at": "2 h", "persons": 300, "every": "10 h"},
            {"at": "5 h", "persons": 7},
        ],
    ).streams[0]
    assert list(stream.at) == [2, 5, 12, 22]
    assert list(stream.sizes) == [300, 7, 300, 300]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("rates", [-1.0]),
        ("rates", [np.nan]),
        ("until", [0.0]),
        ("until", [np.inf]),
        ("at", [-1.0]),
    ],
)
def test_refuses_bad_streams(column: str, values: list[float]) -> None:
    """Rates and times below zero or not finite are refused."""
    good = constant("in", "all", "a", 1.0, 10.0)
    columns = {
        name: getattr(good, name)
        for name in ("id", "of", "station", "until", "rates", "at", "sizes")
    }
    columns[column] = np.array(values)
    if column == "at":
        columns["sizes"] = np.array([1])
    with pytest.raises(ValueError, match="stream 'in'"):
        Stream(**columns)


def test_refuses_two_of_one_name() -> None:
    """Two streams may not share their random numbers."""
    stream = constant("in", "all", "a", 1.0, 10.0)
    with pytest.raises(ValueError, match="share one id"):
        Arrivals((stream, stream))


def test_profiles_are_checked() -> None:
    """A profile has as many entries as the day has hours."""
    with pytest.raises(ValueError, match="hours must be 24 numbers"):
        Inflow(id="x", of="all", station="a", hours=(1.0, 2.0))
